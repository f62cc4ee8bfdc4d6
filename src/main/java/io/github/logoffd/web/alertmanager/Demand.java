package io.github.logoffd.web.alertmanager;

import io.github.logoffd.config.AlertmanagerConfig;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.text.VisibleText;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Request of an alert: the conditions in its labels, within the limits of the configuration.
 *
 * @param states at least one, separated by commas
 * @param seconds how long the session must have been disconnected or idle
 */
record Demand(String host, String key, String user, String states, long seconds) {

    private static final Pattern SESSION_ID = Pattern.compile("\\d+");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    /**
     * Reads the labels.
     *
     * @throws IllegalArgumentException when a label is missing or invalid
     */
    static Demand of(Alert alert, AlertmanagerConfig config) {
        AlertmanagerConfig.LabelNames names = config.labels();
        String key = required(alert, names.key(), "the Key of the session", "keyLabel");
        if (SESSION_ID.matcher(key).matches()) {
            throw new IllegalArgumentException("The label " + names.key() + " is the id " + key
                    + ". Give a Key instead: Windows reuses an id after its session has ended.");
        }
        return new Demand(
                required(alert, names.host(), "the session host", "hostLabel"),
                key,
                required(alert, names.user(), "the user of the session", "userLabel"),
                states(optional(alert, names.states()), config.states(), names.states()),
                seconds(optional(alert, names.seconds()), config, names.seconds()));
    }

    private static String required(Alert alert, String label, String expected, String configuredBy) {
        String value = alert.label(label);
        if (VisibleText.isBlank(value)) {
            throw new IllegalArgumentException("The alert has no label " + label + ". It must hold " + expected
                    + " (hooks.alertmanager." + configuredBy + ").");
        }
        return value;
    }

    /** A blank label is a condition that was intended, and not a missing one. */
    private static String optional(Alert alert, String label) {
        String value = alert.label(label);
        if (VisibleText.isBlank(value)
                && !alert.labels().getOrDefault(label, "").isEmpty()) {
            throw new IllegalArgumentException(
                    "The label " + label + " is blank. Leave it out, or give a value that is a condition.");
        }
        return value;
    }

    private static String states(String wanted, Set<SessionState> allowed, String label) {
        Set<SessionState> states = new TreeSet<>(allowed);
        if (!wanted.isEmpty()) {
            states.retainAll(SessionState.listed("The label " + label, wanted));
        }
        if (states.isEmpty()) {
            throw new IllegalArgumentException("The label " + label + " is \"" + wanted
                    + "\". Allowed by hooks.alertmanager.states: " + new TreeSet<>(allowed) + '.');
        }
        return states.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** Fractions of a second are rounded up: rounding must not make the condition looser. */
    private static long seconds(String wanted, AlertmanagerConfig config, String label) {
        long least = config.minimumTime().plusMillis(999).toSeconds();
        if (wanted.isEmpty()) {
            return least;
        }
        if (!SECONDS.matcher(wanted).matches()) {
            throw new IllegalArgumentException(
                    "The label " + label + " is \"" + wanted + "\". Give a whole number of seconds.");
        }
        return Math.max(least, Long.parseLong(wanted));
    }
}
