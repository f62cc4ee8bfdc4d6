package io.github.logoffd.config;

import java.time.Duration;
import java.util.List;

/**
 * Session hosts and the timing of their refreshes.
 *
 * @param named the hosts that are named beside this machine, or with options for it
 * @param timeout how long a host may take for one answer
 * @param refreshInterval the time from the end of one refresh to the start of the next
 */
public record HostsConfig(List<HostEntry> named, Duration timeout, Duration refreshInterval) {

    public HostsConfig {
        named = List.copyOf(named);
    }

    static HostsConfig read(ConfigValues values) {
        return new HostsConfig(
                values.hosts(ConfigKey.HOSTS),
                values.duration(ConfigKey.HOST_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                values.duration(ConfigKey.REFRESH_INTERVAL, Duration.ofMillis(200), Duration.ofHours(1)));
    }
}
