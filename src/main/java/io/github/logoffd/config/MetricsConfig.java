package io.github.logoffd.config;

/**
 * Options of the series of single sessions.
 *
 * @param sessions whether each session has series of its own
 * @param users whether those name the user and the client
 * @param maxSessions how many sessions of each host have series, 0 to 100000
 */
public record MetricsConfig(boolean sessions, boolean users, int maxSessions) {

    static MetricsConfig read(ConfigValues values) {
        return new MetricsConfig(
                values.yesOrNo(ConfigKey.METRICS_SESSIONS),
                values.yesOrNo(ConfigKey.METRICS_USERS),
                values.number(ConfigKey.METRICS_MAX_SESSIONS, 0, 100_000));
    }
}
