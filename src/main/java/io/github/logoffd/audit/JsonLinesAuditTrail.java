package io.github.logoffd.audit;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AnswerItems;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditTrail;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.support.RecordItem;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Audit file with one JSON object for each line, each forced to disk. Input of users and callers is inside JSON
 * strings, where every character that could forge or hide something is escaped. A full file is archived. Thread-safe.
 */
public final class JsonLinesAuditTrail implements AuditTrail, DenialTrail, AutoCloseable {

    /** Requests in progress when a process ends are among the last thousands of lines. */
    private static final long MOST_BYTES_READ = 16L << 20;

    /** The items of an answer that its intent does not have. */
    private static final List<RecordItem<LogoffAnswer>> RESULT =
            List.of(AnswerItems.OUTCOME, AnswerItems.CODE, AnswerItems.MESSAGE, AnswerItems.ELAPSED_MILLIS);

    private final LineFile file;

    private JsonLinesAuditTrail(LineFile file) {
        this.file = file;
    }

    /**
     * Opens the file, creating it and its folder when they are missing. An existing file is continued.
     *
     * @param maxBytes the largest size of the file, unless a single line is larger
     * @param filesKept the number of archived files to keep, 0 for all
     * @param clock the clock for the names of archived files
     * @throws IOException when it cannot be appended to
     */
    public static JsonLinesAuditTrail open(Path file, long maxBytes, int filesKept, InstantSource clock)
            throws IOException {
        return new JsonLinesAuditTrail(LineFile.open(
                file, maxBytes, filesKept, clock, message -> sentence(clock.instant(), "CHANGED", message)));
    }

    @Override
    public void write(AuditRecord entry) throws IOException {
        writeAll(List.of(entry));
    }

    @Override
    public void writeAll(List<AuditRecord> entries) throws IOException {
        file.append(
                entries.stream().map(entry -> JsonWriter.text(fields(entry))).toList());
    }

    @Override
    public void write(Denial denial) throws IOException {
        file.append(List.of(JsonWriter.text(fields(denial))));
    }

    /** Records in one sentence that the users were reloaded. */
    public void writeReload(Instant time, String message) throws IOException {
        file.append(List.of(sentence(time, "RELOAD", message)));
    }

    /**
     * Returns the missing second lines of the newest requests: the process ended before it wrote them.
     *
     * @param time when the lines are written
     */
    public List<AuditRecord> unanswered(Instant time) throws IOException {
        UnansweredRequests unanswered = new UnansweredRequests();
        file.readLast(MOST_BYTES_READ, unanswered::read);
        return unanswered.answers(time);
    }

    private static String sentence(Instant time, String phase, String message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", time.toString());
        fields.put("phase", phase);
        fields.put("message", message);
        return JsonWriter.text(fields);
    }

    private static Map<String, Object> fields(AuditRecord entry) {
        AuditRecord.Intent intent = entry.intent();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", entry.time().toString());
        fields.put("phase", entry.phase().name());
        fields.put("request", entry.number());
        putCaller(intent.caller(), fields);
        fields.put("operation", intent.operation());
        fields.put("arguments", intent.arguments());
        fields.put(AnswerItems.REQUEST_ID.key(), intent.requestId());
        fields.put(AnswerItems.DRY_RUN.key(), intent.dryRun());
        fields.put(AnswerItems.HOST.key(), intent.host());
        fields.put(AnswerItems.SESSION.key(), intent.session());
        fields.put(AnswerItems.ID.key(), intent.id());
        fields.put(AnswerItems.ACCOUNT.key(), intent.account());
        entry.answer().ifPresent(answer -> putAnswer(answer, entry.rule(), fields));
        return fields;
    }

    private static void putAnswer(LogoffAnswer answer, String rule, Map<String, Object> fields) {
        fields.put("decision", answer.outcome().isRefusal() ? "REFUSED" : "ALLOWED");
        fields.put("rule", rule);
        RESULT.forEach(item -> fields.put(item.key(), item.value().apply(answer)));
    }

    private static Map<String, Object> fields(Denial denial) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", denial.time().toString());
        fields.put("phase", "DENIED");
        putCaller(denial.caller(), fields);
        fields.put("message", denial.reason());
        fields.put("count", denial.count());
        return fields;
    }

    private static void putCaller(Caller caller, Map<String, Object> fields) {
        fields.put("channel", caller.channel());
        fields.put("address", caller.address());
        fields.put("user", caller.user());
        fields.put("role", caller.role());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
