package io.github.logoffd.audit.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of lines. Stateless. */
public final class Lines {

    private static final String TIME = "time";
    static final String PHASE = "phase";
    private static final String MESSAGE = "message";

    private static final Pattern BEGINNING = Pattern.compile("^\\{\"" + TIME + "\":\"([^\"]{1,40})\"");
    private static final int LONGEST_BEGINNING = 64;

    private Lines() {}

    /** Returns the fields that each line begins with; the caller adds its own. */
    public static Map<String, Object> of(Instant time, String phase) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(TIME, time.toString());
        fields.put(PHASE, phase);
        return fields;
    }

    /** Returns the fields of a line that is one sentence. */
    public static Map<String, Object> sentence(Instant time, String phase, String message) {
        Map<String, Object> fields = of(time, phase);
        fields.put(MESSAGE, message);
        return fields;
    }

    /** Returns the time of a line; empty when it does not begin with one. */
    static Optional<Instant> time(byte[] line) {
        Matcher matcher = BEGINNING.matcher(
                new String(line, 0, Math.min(LONGEST_BEGINNING, line.length), StandardCharsets.ISO_8859_1));
        try {
            return matcher.find() ? Optional.of(Instant.parse(matcher.group(1))) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
