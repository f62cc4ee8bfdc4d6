package io.github.logoffd.config;

/**
 * Limits of the events.
 *
 * @param buffer how many are kept for clients that reconnect
 * @param maxStreams how many clients may follow them over HTTP at once
 */
public record EventsConfig(int buffer, int maxStreams) {

    static EventsConfig read(ConfigValues values) {
        return new EventsConfig(
                values.number(ConfigKey.EVENTS_BUFFER, 10, 10_000),
                values.number(ConfigKey.EVENTS_MAX_STREAMS, 1, 500));
    }
}
