package io.github.logoffd.web.server;

import java.time.Duration;

/**
 * Heartbeat and write timeout of answers and event streams.
 *
 * @param heartbeat how long a stream is idle before it sends a comment, by which each side detects that the other is
 *     gone
 * @param writeTimeout how long a client may take to read an answer, or one write of a stream
 */
public record StreamTiming(Duration heartbeat, Duration writeTimeout) {

    public static final StreamTiming USUAL = new StreamTiming(Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** Returns how often to check for stuck readers. */
    public Duration checkInterval() {
        Duration part = writeTimeout.dividedBy(10);
        return part.compareTo(Duration.ofSeconds(1)) < 0 ? part : Duration.ofSeconds(1);
    }
}
