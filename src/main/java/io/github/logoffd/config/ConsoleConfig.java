package io.github.logoffd.config;

import java.time.Duration;

/**
 * Settings of the console in the browser.
 *
 * @param idle how long it stays signed in without a key or a pointer
 */
public record ConsoleConfig(Duration idle) {

    static ConsoleConfig read(ConfigValues values) {
        return new ConsoleConfig(values.duration(ConfigKey.CONSOLE_IDLE, Duration.ofMinutes(2), Duration.ofHours(24)));
    }
}
