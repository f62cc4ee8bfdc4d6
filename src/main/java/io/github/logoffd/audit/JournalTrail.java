package io.github.logoffd.audit;

import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.audit.journal.Lines;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.AuditTrail;
import io.github.logoffd.control.request.PastRequests;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Audit trail in the journal. Input of users and callers is inside JSON strings, where every character that could forge
 * or hide something is escaped. Thread-safe.
 */
public final class JournalTrail implements AuditTrail, DenialTrail {

    /** More than a hundred thousand requests; reading it takes less than a second. */
    private static final long MOST_BYTES_READ = 64L << 20;

    private final Journal journal;

    /** Creates a trail; the journal remains the caller's to close. */
    public JournalTrail(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void write(AuditRecord entry) throws IOException {
        writeAll(List.of(entry));
    }

    /** Space is kept for the answers of what was done, not for further intents. */
    @Override
    public void writeAll(List<AuditRecord> entries) throws IOException {
        List<Map<String, Object>> lines = entries.stream().map(AuditLine::of).toList();
        if (entries.stream().anyMatch(entry -> entry.phase() == Phase.ASKED)) {
            journal.announce(lines);
        } else {
            journal.answer(lines);
        }
    }

    @Override
    public void write(Denial denial) {
        journal.note(JournalKind.DENIALS, List.of(fields(denial)), denial.count());
    }

    /**
     * Reads the requests of earlier runs; the files stay as they are.
     *
     * @param now the current time
     * @param keepIds how long the answer of a request with an id is needed
     * @throws IOException when a file cannot be read
     */
    public PastRequests past(Instant now, Duration keepIds) throws IOException {
        EarlierRequests earlier = new EarlierRequests(now, keepIds);
        return earlier.past(journal.readLastActs(MOST_BYTES_READ, earlier::read));
    }

    private static Map<String, Object> fields(Denial denial) {
        Map<String, Object> fields = Lines.of(denial.time(), "DENIED");
        AuditLine.putCaller(denial.caller(), fields);
        fields.put("message", AuditLine.bounded(denial.reason()));
        fields.put("count", denial.count());
        return fields;
    }
}
