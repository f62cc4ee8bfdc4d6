package io.github.logoffd.audit;

import io.github.logoffd.control.AuditRecord;
import io.github.logoffd.control.AuditTrail;
import io.github.logoffd.control.Caller;
import io.github.logoffd.control.LogoffAnswer;
import io.github.logoffd.json.JsonWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Appends one JSON object a line to a file and forces each to disk. Whatever a user or a caller wrote is inside a JSON string,
 * where line breaks and control characters are escaped, so no text can forge a line. Thread-safe.
 */
public final class JsonLinesAuditTrail implements AuditTrail, AutoCloseable {

    /** Not a channel: that one closes itself, for everybody, when an interrupted thread writes to it. */
    private final FileOutputStream file;

    private JsonLinesAuditTrail(FileOutputStream file) {
        this.file = file;
    }

    /**
     * Opens the file, creating it and its folder when they are missing.
     *
     * @throws IOException when it cannot be appended to
     */
    public static JsonLinesAuditTrail open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new JsonLinesAuditTrail(new FileOutputStream(file.toFile(), true));
    }

    @Override
    public void write(AuditRecord entry) throws IOException {
        append(fields(entry));
    }

    synchronized void append(Map<String, Object> fields) throws IOException {
        StringBuilder text = new StringBuilder();
        JsonWriter.write(fields, text);
        file.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        file.getFD().sync();
    }

    private static Map<String, Object> fields(AuditRecord entry) {
        LogoffAnswer answer = entry.answer();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", entry.time().toString());
        fields.put("phase", entry.phase().name());
        fields.put("request", entry.number());
        putCaller(entry.caller(), fields);
        fields.put("operation", entry.operation());
        fields.put("arguments", entry.arguments());
        fields.put("requestId", answer.requestId());
        fields.put("dryRun", answer.dryRun());
        fields.put("host", answer.host());
        fields.put("session", answer.session());
        fields.put("id", answer.id());
        fields.put("account", answer.account());
        if (entry.phase() == AuditRecord.Phase.ANSWERED) {
            fields.put("outcome", answer.outcome().name());
            fields.put("code", answer.code());
            fields.put("message", answer.message());
            fields.put("elapsedMillis", answer.elapsedMillis());
        }
        return fields;
    }

    static void putCaller(Caller caller, Map<String, Object> fields) {
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
