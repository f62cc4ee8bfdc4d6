package io.github.logoffd.audit;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditTrail;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

    /** More than a hundred thousand requests; reading it takes less than a second. */
    private static final long MOST_BYTES_READ = 64L << 20;

    private final LineFile file;

    private JsonLinesAuditTrail(LineFile file) {
        this.file = file;
    }

    /**
     * Opens the file, creating it and its folder when they are missing. An existing file is continued.
     *
     * @param files the protection of a file that is created; an existing one keeps its permissions
     * @param maxBytes the largest size of the file, unless a single line is larger
     * @param filesKept the number of archived files to keep, 0 for all
     * @param clock the clock for the names of archived files
     * @throws IOException when it cannot be appended to
     */
    public static JsonLinesAuditTrail open(
            Path file, ProtectedFiles files, long maxBytes, int filesKept, InstantSource clock) throws IOException {
        return new JsonLinesAuditTrail(LineFile.open(
                file, files, maxBytes, filesKept, clock, message -> sentence(clock.instant(), "CHANGED", message)));
    }

    @Override
    public void write(AuditRecord entry) throws IOException {
        writeAll(List.of(entry));
    }

    @Override
    public void writeAll(List<AuditRecord> entries) throws IOException {
        file.append(entries.stream().map(AuditLine::of).toList());
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
     * Reads the requests of earlier runs; the file itself stays as it is.
     *
     * @param now the current time
     * @param keepIds how long the answer of a request with an id is needed
     * @throws IOException when a file cannot be read
     */
    public PastRequests past(Instant now, Duration keepIds) throws IOException {
        EarlierRequests earlier = new EarlierRequests(now, keepIds);
        return earlier.past(file.readLast(MOST_BYTES_READ, earlier::read));
    }

    private static String sentence(Instant time, String phase, String message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", time.toString());
        fields.put("phase", phase);
        fields.put("message", message);
        return JsonWriter.text(fields);
    }

    private static Map<String, Object> fields(Denial denial) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", denial.time().toString());
        fields.put("phase", "DENIED");
        AuditLine.putCaller(denial.caller(), fields);
        fields.put("message", denial.reason());
        fields.put("count", denial.count());
        return fields;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
