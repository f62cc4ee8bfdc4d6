package io.github.logoffd.windows;

import java.util.List;
import java.util.function.Predicate;
import org.jolokia.json.JSONObject;

/** A change of {@code logoffd.properties} that forbids what clients ask for all the time. */
enum Restriction {
    ACTING_OFF("acting.enabled", "yes", "no", "ActingEnabled", false, call -> true, 0),
    DRY_RUN("acting.dryRun", "no", "yes", "DryRun", true, call -> true, 0),
    /** No bean shows the limits. */
    LOW_LIMIT("limit.allLogoffsPerMinute", "0", "1", "", false, StandInCall::isLogoff, 1);

    private final String key;
    private final String usual;
    private final String restricted;
    private final String attribute;
    private final boolean value;

    @SuppressWarnings("ImmutableEnumChecker") // The conditions hold nothing.
    private final Predicate<StandInCall> concerned;

    private final int allowed;

    Restriction(
            String key,
            String usual,
            String restricted,
            String attribute,
            boolean value,
            Predicate<StandInCall> concerned,
            int allowed) {
        this.key = key;
        this.usual = usual;
        this.restricted = restricted;
        this.attribute = attribute;
        this.value = value;
        this.concerned = concerned;
        this.allowed = allowed;
    }

    /** Returns the line of the configuration by which this is not in force. */
    String usualLine() {
        return key + '=' + usual;
    }

    /** Returns a configuration that has the usual line with this in force. */
    String in(String configuration) {
        return configuration.replace(usualLine(), key + '=' + restricted);
    }

    /** Tells whether the Service bean shows it, as far as that has an attribute for it. */
    boolean isShown(CheckedRequests requests) {
        return attribute.isEmpty()
                || requests.read("logoffd:type=Service", attribute)
                        .filter(shown -> shown.equals(value))
                        .isPresent();
    }

    /** Tells whether nothing at all may be done while this is in force. */
    boolean forbidsAll() {
        return allowed == 0;
    }

    /** Tells whether this is why something was not done. */
    boolean refused(JSONObject answer) {
        return ((String) answer.get("Outcome")).startsWith("REFUSED") && ((String) answer.get("Message")).contains(key);
    }

    /** Returns the calls that Windows must not have accepted when all of these were made while this was in force. */
    List<StandInCall> forbidden(List<StandInCall> calls) {
        return calls.stream().filter(concerned).skip(allowed).toList();
    }
}
