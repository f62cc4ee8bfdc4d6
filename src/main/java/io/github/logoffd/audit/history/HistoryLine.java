package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * One line of the journal.
 *
 * @param kind what it records
 * @param time when it was written
 * @param fields its fields in the order of {@code service/history.md}
 */
public record HistoryLine(JournalKind kind, Instant time, Map<String, Object> fields) {

    private static final String TIME = "time";
    private static final String PHASE = "phase";

    /** The address of a caller, which only operators may see. */
    private static final String ADDRESS = "address";

    /** The order of fields, which the parser does not keep; a field that is not named here follows by its name. */
    private static final List<String> ORDER = List.of(
            TIME,
            PHASE,
            "event",
            "request",
            "channel",
            ADDRESS,
            "user",
            "role",
            "operation",
            "arguments",
            "reason",
            "requestId",
            "dryRun",
            "host",
            "session",
            "id",
            "account",
            "state",
            "clientName",
            "clientAddress",
            "decision",
            "rule",
            "outcome",
            "code",
            "kind",
            "file",
            "firstSequence",
            "lastSequence",
            "bytes",
            "lastHash",
            "count",
            "first",
            "last",
            "message",
            "elapsedMillis",
            "acted",
            "sequence",
            "previous");

    private static final Map<String, Integer> PLACES =
            IntStream.range(0, ORDER.size()).boxed().collect(Collectors.toMap(ORDER::get, place -> place));

    private static final Comparator<String> BY_PLACE = Comparator.<String>comparingInt(
                    name -> PLACES.getOrDefault(name, ORDER.size()))
            .thenComparing(Comparator.naturalOrder());

    /** Phases that earlier versions wrote into the file of acts. */
    private static final Map<String, JournalKind> ELSEWHERE =
            Map.of("DENIED", JournalKind.DENIALS, "RELOAD", JournalKind.SERVICE);

    /**
     * Parses a line.
     *
     * @param file the kind of the file that has it
     * @param bytes the line without its line feed
     * @throws IOException when it is damaged, or is no line of the journal; the message says why
     */
    static HistoryLine parse(JournalKind file, ByteBuffer bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return of(file, (JSONObject) new JSONParser().parse(new StringReader(text)));
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            throw new IOException("it is not a JSON object with a time and a phase", e);
        }
    }

    /**
     * Makes a line of fields that a service has sent; their kind is not known.
     *
     * @throws IOException when they are not those of a line
     */
    public static HistoryLine of(Map<String, Object> fields) throws IOException {
        try {
            return of(JournalKind.ACTS, fields);
        } catch (RuntimeException e) {
            throw new IOException("The service sent a line without a time or a phase.", e);
        }
    }

    private static HistoryLine of(JournalKind file, Map<String, Object> fields) {
        TreeMap<String, Object> ordered = new TreeMap<>(BY_PLACE);
        ordered.putAll(fields);
        JournalKind kind = ELSEWHERE.getOrDefault((String) ordered.get(PHASE), file);
        Instant time = Instant.parse((String) ordered.get(TIME));
        if (!GivenTime.hasMicros(time)) {
            throw new IllegalArgumentException("The time is too far away.");
        }
        return new HistoryLine(kind, time, Collections.unmodifiableMap(ordered));
    }

    /** Returns whether earlier versions wrote lines of this kind into the file of acts. */
    static boolean isElsewhere(JournalKind kind) {
        return ELSEWHERE.containsValue(kind);
    }

    /** Returns the string of a field, {@code ""} without it. */
    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /** Returns the number of a field, -1 without it. */
    public long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : -1;
    }

    /** Returns whether a field is true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** Returns the line without the address of its caller, which only operators may see. */
    public HistoryLine withoutAddress() {
        TreeMap<String, Object> rest = new TreeMap<>(BY_PLACE);
        rest.putAll(fields);
        rest.remove(ADDRESS);
        return new HistoryLine(kind, time, Collections.unmodifiableMap(rest));
    }

    /** Returns the users that the line is about: the account of the session and the caller. */
    Set<String> users() {
        return Stream.of(text("account"), text("user"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
