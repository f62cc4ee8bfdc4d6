package io.github.logoffd.audit.journal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** Parser of lines. Stateless. */
public final class JournalLine {

    private JournalLine() {}

    /** Returns the fields of a line in their order; empty when it is no JSON object. */
    public static Optional<Map<String, Object>> parse(byte[] line) {
        try {
            Object parsed = new JSONParser().parse(new StringReader(new String(line, StandardCharsets.UTF_8)));
            return parsed instanceof JSONObject fields ? Optional.of(new LinkedHashMap<>(fields)) : Optional.empty();
        } catch (ParseException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
