package io.github.logoffd.web;

import io.github.logoffd.config.AlertmanagerConfig;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages as Alertmanager 0.25 sends them. */
public final class AlertsFixture {

    public static final String ALERT = "LogoffdSessionDisconnectedTooLong";
    public static final String FINGERPRINT = "0123456789abcdef";
    public static final String STARTED = "2026-03-02T09:00:00.123Z";

    /** What may be done here. */
    public static final AlertmanagerConfig CONFIG = new AlertmanagerConfig(
            Set.of(ALERT),
            Set.of(SessionState.DISCONNECTED),
            Duration.ofMinutes(5),
            false,
            new AlertmanagerConfig.LabelNames("host", "key", "account", "logoff_states", "logoff_seconds"));

    private AlertsFixture() {}

    /** Returns a message with these alerts. */
    public static String message(List<?> alerts) {
        return json(Map.of(
                "version",
                "4",
                "groupKey",
                "{}:{alertname=\"" + ALERT + "\"}",
                "truncatedAlerts",
                0,
                "status",
                "firing",
                "receiver",
                "logoffd",
                "groupLabels",
                Map.of(),
                "commonLabels",
                Map.of("alertname", ALERT),
                "commonAnnotations",
                Map.of(),
                "externalURL",
                "http://am:9093",
                "alerts",
                alerts));
    }

    public static String json(Object value) {
        StringBuilder text = new StringBuilder();
        try {
            JsonWriter.write(value, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    public static Map<String, Object> firing(String fingerprint, Map<String, String> labels) {
        return alert("firing", fingerprint, labels);
    }

    public static Map<String, Object> alert(String status, String fingerprint, Map<String, String> labels) {
        return Map.of(
                "status", status,
                "labels", labels,
                "annotations", Map.of("summary", "away"),
                "startsAt", STARTED,
                "endsAt", "0001-01-01T00:00:00Z",
                "generatorURL", "http://prometheus/graph",
                "fingerprint", fingerprint);
    }

    /** Returns what the shipped rule gives, for one session. */
    public static Map<String, String> labels(String host, String key, String account) {
        return Map.of("alertname", ALERT, "host", host, "key", key, "account", account, "severity", "warning");
    }

    public static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(name, value);
        return more;
    }
}
