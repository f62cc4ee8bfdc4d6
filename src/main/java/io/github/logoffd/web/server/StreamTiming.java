package io.github.logoffd.web.server;

import java.time.Duration;

/**
 * How patient answers and streams of events are.
 *
 * @param heartbeat how long a stream is silent before it sends a comment, by which both sides notice that the other has gone
 * @param patience how long a reader may take to accept an answer, or what a stream sends at once
 */
public record StreamTiming(Duration heartbeat, Duration patience) {

    public static final StreamTiming USUAL = new StreamTiming(Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** Returns how often to look whether a reader is stuck. */
    public Duration checkInterval() {
        Duration part = patience.dividedBy(10);
        return part.compareTo(Duration.ofSeconds(1)) < 0 ? part : Duration.ofSeconds(1);
    }
}
