package io.github.logoffd.audit.history;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of a journal, written line by line as the service does. */
public final class JournalLines {

    public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    public static final String KEY = "TS01:3:2026-03-02T07:30:00Z";

    public final Path folder;
    private Instant time = START;
    private long sequence;

    public JournalLines(Path folder) {
        this.folder = folder;
    }

    public JournalFiles files() {
        return JournalFiles.beside(folder.resolve("audit.jsonl"));
    }

    public Path index() {
        return folder.resolve("history.index");
    }

    public History open() {
        return History.open(files(), index(), new ProtectedFiles(List.of()));
    }

    /** Opens the history and waits until all lines are indexed. */
    public History openWhole() {
        History history = open();
        Await.until(
                "the index is complete",
                () -> page(history, Map.of("limit", "1")).complete());
        return history;
    }

    /** Returns a page of a history that is open. */
    public static HistoryPage page(History history, Map<String, String> parameters) {
        try {
            return history.find(HistoryQuery.of(parameters, START.plus(Duration.ofDays(1))));
        } catch (HistoryUnavailableException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Instant now() {
        return time;
    }

    public JournalLines at(String now) {
        time = Instant.parse(now);
        return this;
    }

    /** Appends a line with these fields, a second after the one before. */
    public JournalLines line(String file, String phase, Object... fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", time.toString());
        line.put("phase", phase);
        for (int i = 0; i < fields.length; i += 2) {
            line.put((String) fields[i], fields[i + 1]);
        }
        line.put("sequence", ++sequence);
        line.put("previous", "0".repeat(64));
        time = time.plusSeconds(1);
        return raw(file, JsonWriter.text(line) + '\n');
    }

    public JournalLines raw(String file, String text) {
        return raw(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public JournalLines raw(String file, byte[] bytes) {
        try {
            Files.write(folder.resolve(file), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A change of the session {@link #KEY} of anna. */
    public JournalLines session(String event, String message) {
        return session(event, message, KEY, "CORP\\anna");
    }

    public JournalLines session(String event, String message, String key, String account) {
        return line(
                "sessions.jsonl",
                "SESSION",
                "event",
                event,
                "host",
                key.substring(0, key.indexOf(':')),
                "session",
                key,
                "id",
                3,
                "account",
                account,
                "state",
                "ACTIVE",
                "clientName",
                "PC-17",
                "clientAddress",
                "10.1.2.3",
                "message",
                message);
    }

    /** A line of a request about the session of {@link #KEY}. */
    public JournalLines act(String phase, String operation, String user, Object... more) {
        Object[] fixed = {
            "request", "20260302T080000Z-1",
            "channel", "http",
            "address", "192.0.2.7",
            "user", user,
            "role", "operator",
            "operation", operation,
            "arguments", "",
            "host", "TS01",
            "session", KEY,
            "id", 3,
            "account", "CORP\\anna"
        };
        Object[] all = new Object[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return line("audit.jsonl", phase, all);
    }
}
