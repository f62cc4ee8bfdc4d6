package io.github.logoffd.web.alertmanager;

import java.time.Instant;
import java.util.Map;

/**
 * One alert as Alertmanager sends it. Immutable.
 *
 * @param firing whether it is firing; otherwise it is resolved
 * @param fingerprint 16 hexadecimal digits, the same for the same labels
 * @param startsAt when it began
 * @param labels its labels by name
 */
public record Alert(boolean firing, String fingerprint, Instant startsAt, Map<String, String> labels) {

    public Alert {
        labels = Map.copyOf(labels);
    }

    /** Returns the name of its rule, {@code ""} when it has none. */
    public String name() {
        return label("alertname");
    }

    /** Returns a label without surrounding blanks, {@code ""} when it is missing. */
    String label(String label) {
        return labels.getOrDefault(label, "").strip();
    }
}
