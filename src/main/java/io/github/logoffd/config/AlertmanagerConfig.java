package io.github.logoffd.config;

import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.Set;

/**
 * Conditions under which an alert ends a session. Immutable.
 *
 * @param alerts the names of the alerts that may, at least one
 * @param states the states in which a session is ended, at least one
 * @param minimumTime how long it must have been disconnected, or idle when it is not
 * @param dryRun whether to do everything except calling Windows to act
 * @param labels where an alert says what it is about
 */
public record AlertmanagerConfig(
        Set<String> alerts, Set<SessionState> states, Duration minimumTime, boolean dryRun, LabelNames labels) {

    /**
     * Names of labels.
     *
     * @param host has the host
     * @param key has the key of the logon
     * @param user has the user, or domain, backslash and user
     * @param states has states that are allowed of those above; may be missing
     * @param seconds has more seconds than those above; may be missing
     */
    public record LabelNames(String host, String key, String user, String states, String seconds) {}

    public AlertmanagerConfig {
        alerts = Set.copyOf(alerts);
        states = Set.copyOf(states);
    }
}
