package io.github.logoffd.host.resilient;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to leave alone what has just failed: twice as long after each failure in a row, and each time a random part of that, so
 * that what failed together is not tried together. Not thread-safe.
 */
public final class Backoff {

    private final Duration shortest;
    private final Duration longest;
    private final DoubleSupplier random;
    private Duration last = Duration.ZERO;

    /**
     * Creates one that nothing has failed for yet.
     *
     * @param shortest the time after the first failure, before chance takes up to half of it
     * @param longest the time that is not exceeded
     * @param random numbers from 0 to 1
     */
    public Backoff(Duration shortest, Duration longest, DoubleSupplier random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
    }

    /** Returns how long to wait after one more failure. */
    public Duration afterFailure() {
        Duration doubled = last.isZero() ? shortest : last.multipliedBy(2);
        last = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (last.toNanos() * (1 + random.getAsDouble()) / 2));
    }

    /** The next failure is a first one again. */
    public void afterSuccess() {
        last = Duration.ZERO;
    }
}
