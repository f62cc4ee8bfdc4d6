package io.github.logoffd.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Timeout and limits of requests to act.
 *
 * @param timeout how long {@code wait=true} waits, for many sessions together, and after which a logoff counts as stuck
 * @param maxWaiting how many requests to act may be under way at once, most of them waiting
 * @param requestIdsKept how long an answer is replayed for a repeated request id
 * @param countdownFile where running countdowns are remembered across a restart
 */
public record LogoffConfig(Duration timeout, int maxWaiting, Duration requestIdsKept, Path countdownFile) {

    static LogoffConfig read(ConfigValues values, Path folder) {
        return new LogoffConfig(
                values.duration(ConfigKey.LOGOFF_TIMEOUT, Duration.ofSeconds(1), Duration.ofHours(1)),
                values.number(ConfigKey.LOGOFF_MAX_WAITING, 1, 1000),
                values.duration(ConfigKey.REQUEST_IDS_KEPT, Duration.ofMinutes(1), Duration.ofHours(720)),
                values.path(ConfigKey.COUNTDOWN_FILE, folder));
    }
}
