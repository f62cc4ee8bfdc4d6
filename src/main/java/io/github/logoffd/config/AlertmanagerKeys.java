package io.github.logoffd.config;

import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keys of the hook for Alertmanager. They are also checked while it is disabled, so that problems do not appear
 * only when it is enabled.
 */
final class AlertmanagerKeys {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Duration LONGEST = Duration.ofDays(30);

    private AlertmanagerKeys() {}

    /** Returns the configuration of the hook, empty when it is disabled. */
    static Optional<AlertmanagerConfig> read(ConfigValues values) {
        boolean enabled = values.yesOrNo(ConfigKey.HOOKS_ALERTMANAGER_ENABLED);
        AlertmanagerConfig config = new AlertmanagerConfig(
                alerts(values, enabled),
                states(values),
                values.duration(ConfigKey.HOOKS_ALERTMANAGER_MINIMUM_TIME, Duration.ZERO, LONGEST),
                values.yesOrNo(ConfigKey.HOOKS_ALERTMANAGER_DRY_RUN),
                new AlertmanagerConfig.LabelNames(
                        label(values, ConfigKey.HOOKS_ALERTMANAGER_HOST_LABEL),
                        label(values, ConfigKey.HOOKS_ALERTMANAGER_KEY_LABEL),
                        label(values, ConfigKey.HOOKS_ALERTMANAGER_USER_LABEL),
                        label(values, ConfigKey.HOOKS_ALERTMANAGER_STATES_LABEL),
                        label(values, ConfigKey.HOOKS_ALERTMANAGER_SECONDS_LABEL)));
        requireDistinctLabels(values, config.labels());
        return enabled ? Optional.of(config) : Optional.empty();
    }

    private static Set<String> alerts(ConfigValues values, boolean enabled) {
        Set<String> alerts = new TreeSet<>(values.entries(ConfigKey.HOOKS_ALERTMANAGER_ALERTS));
        return enabled && alerts.isEmpty()
                ? values.problem(
                        ConfigKey.HOOKS_ALERTMANAGER_ALERTS,
                        "the name of at least one alert, since " + ConfigKey.HOOKS_ALERTMANAGER_ENABLED.key()
                                + " is yes",
                        alerts)
                : alerts;
    }

    /** An empty list would allow any state, which is too much for an automatic request. */
    private static Set<SessionState> states(ConfigValues values) {
        Set<SessionState> states = values.states(ConfigKey.HOOKS_ALERTMANAGER_STATES);
        return values.entries(ConfigKey.HOOKS_ALERTMANAGER_STATES).isEmpty()
                ? values.problem(ConfigKey.HOOKS_ALERTMANAGER_STATES, "the name of at least one state", states)
                : states;
    }

    private static String label(ConfigValues values, ConfigKey key) {
        return values.word(key, LABEL, "the name of a label: letters, digits and _");
    }

    /** One label cannot have two meanings. */
    private static void requireDistinctLabels(ConfigValues values, AlertmanagerConfig.LabelNames labels) {
        Map<String, ConfigKey> keys = new HashMap<>();
        Map<ConfigKey, String> names = new EnumMap<>(Map.of(
                ConfigKey.HOOKS_ALERTMANAGER_HOST_LABEL, labels.host(),
                ConfigKey.HOOKS_ALERTMANAGER_KEY_LABEL, labels.key(),
                ConfigKey.HOOKS_ALERTMANAGER_USER_LABEL, labels.user(),
                ConfigKey.HOOKS_ALERTMANAGER_STATES_LABEL, labels.states(),
                ConfigKey.HOOKS_ALERTMANAGER_SECONDS_LABEL, labels.seconds()));
        names.forEach((key, name) -> {
            ConfigKey first = keys.putIfAbsent(name, key);
            if (first != null) {
                values.problem(key, "a label other than that of " + first.key(), name);
            }
        });
    }
}
