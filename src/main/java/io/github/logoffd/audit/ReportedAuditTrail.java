package io.github.logoffd.audit;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.AuditTrail;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Audit trail that also reports the outcomes of requests, and denials, to the operating system's event log. The file
 * comes first; what it could not store is reported nevertheless. Thread-safe.
 */
public final class ReportedAuditTrail implements AuditTrail, DenialTrail {

    private final JournalTrail file;
    private final Consumer<EventLogEntry> eventLog;

    /**
     * Combines the two.
     *
     * @param eventLog accepts entries without blocking or failing
     */
    public ReportedAuditTrail(JournalTrail file, Consumer<EventLogEntry> eventLog) {
        this.file = file;
        this.eventLog = eventLog;
    }

    @Override
    public void write(AuditRecord entry) throws IOException {
        writeAll(List.of(entry));
    }

    @Override
    public void writeAll(List<AuditRecord> entries) throws IOException {
        try {
            file.writeAll(entries);
        } finally {
            entries.stream()
                    .filter(entry -> entry.phase() == Phase.ANSWERED)
                    .map(EventLogEntry::of)
                    .forEach(eventLog);
        }
    }

    @Override
    public void write(Denial denial) {
        file.write(denial);
        eventLog.accept(EventLogEntry.of(denial));
    }
}
