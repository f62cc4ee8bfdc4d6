package io.github.logoffd.monitoring;

import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** Text to values and back. */
final class Json {

    private Json() {}

    static String text(Object value) {
        StringBuilder text = new StringBuilder();
        try {
            JsonWriter.write(value, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static JSONObject object(String text) {
        return (JSONObject) value(text);
    }

    static JSONArray array(String text) {
        return (JSONArray) value(text);
    }

    private static Object value(String text) {
        try {
            return new JSONParser().parse(new StringReader(text));
        } catch (IOException | ParseException e) {
            throw new AssertionError("Expected is JSON: " + text, e);
        }
    }
}
