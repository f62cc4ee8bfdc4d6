package io.github.logoffd.web.alertmanager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.jspecify.annotations.Nullable;

/** Parses a message of Alertmanager's webhook, version 4. Members that are not used are not checked. */
final class AlertmanagerMessage {

    private static final String VERSION = "4";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");

    private AlertmanagerMessage() {}

    /**
     * Returns the alerts.
     *
     * @throws IllegalArgumentException when anything that is used is missing or wrong, in one sentence; then no alert
     *     counts
     */
    static List<Alert> alerts(byte[] body) {
        JSONObject message = object(parse(body), "The body");
        if (!VERSION.equals(message.get("version"))) {
            throw new IllegalArgumentException(
                    "The version is " + message.get("version") + ". Supported: \"" + VERSION + "\".");
        }
        if (!(message.get("alerts") instanceof JSONArray list)) {
            throw new IllegalArgumentException(
                    "The message has no array alerts. Send the JSON of" + " Alertmanager's webhook.");
        }
        List<Alert> alerts = new ArrayList<>();
        for (Object alert : list) {
            alerts.add(alert(object(alert, "An alert")));
        }
        return alerts;
    }

    private static Object parse(byte[] body) {
        try {
            return new JSONParser().parse(new String(body, StandardCharsets.UTF_8));
        } catch (IOException | ParseException | RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("The body is not JSON. Send the JSON of Alertmanager's webhook.", e);
        }
    }

    private static JSONObject object(@Nullable Object value, String what) {
        if (value instanceof JSONObject object) {
            return object;
        }
        throw new IllegalArgumentException(what + " is not an object. Send the JSON of Alertmanager's webhook.");
    }

    private static Alert alert(JSONObject alert) {
        String fingerprint = text(alert, "fingerprint");
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException(
                    "A fingerprint is \"" + fingerprint + "\". Expected: 16 hexadecimal digits.");
        }
        return new Alert(firing(text(alert, "status")), fingerprint, time(text(alert, "startsAt")), labels(alert));
    }

    private static boolean firing(String status) {
        return switch (status) {
            case "firing" -> true;
            case "resolved" -> false;
            default ->
                throw new IllegalArgumentException("A status is \"" + status + "\". Expected: firing or resolved.");
        };
    }

    private static Instant time(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "A startsAt is \"" + time + "\". Expected: a time such as 2026-08-15T07:15:02.123Z.", e);
        }
    }

    private static Map<String, String> labels(JSONObject alert) {
        Map<String, String> labels = new HashMap<>();
        JSONObject all = object(alert.get("labels"), "The labels of an alert");
        all.keySet().forEach(name -> labels.put(name, text(all, name)));
        return labels;
    }

    private static String text(JSONObject object, String name) {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The " + name + " of an alert is missing or not a string.");
    }
}
