package io.github.logoffd.audit;

import io.github.logoffd.control.AuditRecord;
import io.github.logoffd.control.AuditTrail;
import io.github.logoffd.control.LogoffAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jolokia.json.JSONObject;

/**
 * Appends one JSON object a line to a file and forces each to disk. Whatever a user or a caller wrote is inside a JSON string,
 * where line breaks and control characters are escaped, so no text can forge a line. Thread-safe.
 */
public final class JsonLinesAuditTrail implements AuditTrail, AutoCloseable {

    private final FileChannel channel;

    private JsonLinesAuditTrail(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens the file, creating it and its folder when they are missing.
     *
     * @throws IOException when it cannot be appended to
     */
    public static JsonLinesAuditTrail open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new JsonLinesAuditTrail(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    @Override
    public synchronized void write(AuditRecord entry) throws IOException {
        ByteBuffer line = StandardCharsets.UTF_8.encode(json(entry).toJSONString() + '\n');
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }

    private static JSONObject json(AuditRecord entry) {
        LogoffAnswer answer = entry.answer();
        JSONObject json = new JSONObject();
        json.put("time", entry.time().toString());
        json.put("phase", entry.phase().name());
        json.put("request", entry.number());
        json.put("channel", entry.caller().channel());
        json.put("address", entry.caller().address());
        json.put("operation", entry.operation());
        json.put("arguments", entry.arguments());
        json.put("host", answer.host());
        json.put("session", answer.session());
        json.put("id", answer.id());
        json.put("account", answer.account());
        if (entry.phase() == AuditRecord.Phase.ANSWERED) {
            json.put("outcome", answer.outcome().name());
            json.put("code", answer.code());
            json.put("message", answer.message());
            json.put("elapsedMillis", answer.elapsedMillis());
        }
        return json;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
