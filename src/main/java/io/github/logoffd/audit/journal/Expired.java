package io.github.logoffd.audit.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * File whose time is over. What is written of it into the chain of acts before it is deleted tells its expiry from a
 * removal.
 *
 * @param kind the kind of its lines
 * @param file its name
 * @param firstSequence the number of its first line, -1 when it has none
 * @param lastSequence the number of its last line, -1 when it has none
 * @param bytes its size
 * @param lastHash the hash of its last line
 */
record Expired(JournalKind kind, Path file, long firstSequence, long lastSequence, long bytes, String lastHash) {

    static final String PHASE = "EXPIRED";
    static final String KIND = "kind";
    static final String LAST_HASH = "lastHash";

    static Expired of(JournalKind kind, Path file) throws IOException {
        Optional<StoredLine> last = LineReader.last(file);
        return new Expired(
                kind,
                file,
                sequence(LineReader.first(file)),
                sequence(last),
                Files.size(file),
                last.map(StoredLine::hash).orElse(Chain.BEGINNING));
    }

    private static long sequence(Optional<StoredLine> line) {
        return line.map(StoredLine::sequence).orElseGet(OptionalLong::empty).orElse(-1);
    }

    /** Returns the fields of its line. */
    Map<String, Object> fields(Instant now) {
        Map<String, Object> fields = Lines.of(now, PHASE);
        fields.put(KIND, kind.text());
        fields.put("file", file.getFileName().toString());
        fields.put("firstSequence", firstSequence);
        fields.put("lastSequence", lastSequence);
        fields.put("bytes", bytes);
        fields.put(LAST_HASH, lastHash);
        fields.put(
                "message", "The lines of this file are older than history.keep." + kind.text() + ", so it is deleted.");
        return fields;
    }

    /** Returns the newest such line of each kind in a file of acts, as fields to be written again. */
    static List<Map<String, Object>> newestIn(Path acts) throws IOException {
        Map<Object, Map<String, Object>> newest = new LinkedHashMap<>();
        try (LineReader lines = LineReader.of(acts)) {
            for (Optional<StoredLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                JournalLine.parse(line.get().bytes())
                        .filter(fields -> PHASE.equals(fields.get(Lines.PHASE)))
                        .ifPresent(fields -> newest.put(fields.get(KIND), withoutLink(fields)));
            }
        }
        newest.remove(JournalKind.ACTS.text());
        return List.copyOf(newest.values());
    }

    /** Returns what a line of acts says of an expired file; empty for any other line. */
    static Optional<Expired> parse(byte[] line) {
        if (new String(line, StandardCharsets.ISO_8859_1).indexOf("\"" + PHASE + "\"") < 0) {
            return Optional.empty();
        }
        return JournalLine.parse(line)
                .filter(fields -> PHASE.equals(fields.get(Lines.PHASE)))
                .flatMap(Expired::of);
    }

    private static Optional<Expired> of(Map<String, Object> fields) {
        if (fields.get(KIND) instanceof String kind
                && fields.get("file") instanceof String file
                && fields.get("firstSequence") instanceof Number first
                && fields.get("lastSequence") instanceof Number last
                && fields.get("bytes") instanceof Number size
                && fields.get(LAST_HASH) instanceof String hash) {
            return JournalKind.named(kind)
                    .map(known -> new Expired(
                            known, Path.of(file), first.longValue(), last.longValue(), size.longValue(), hash));
        }
        return Optional.empty();
    }

    private static Map<String, Object> withoutLink(Map<String, Object> fields) {
        Map<String, Object> own = new LinkedHashMap<>(fields);
        own.remove(Chain.SEQUENCE);
        own.remove(Chain.PREVIOUS);
        return own;
    }
}
