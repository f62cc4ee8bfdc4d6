package io.github.logoffd.host.resilient;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with jitter: the pause doubles after each consecutive failure, and a random part is taken off,
 * so that simultaneous failures are not retried simultaneously. Not thread-safe.
 */
public final class Backoff {

    private final Duration shortest;
    private final Duration longest;
    private final DoubleSupplier random;
    private Duration last = Duration.ZERO;

    /**
     * Creates a back-off without failures.
     *
     * @param shortest the pause after the first failure, before jitter takes up to half of it off
     * @param longest the longest pause
     * @param random numbers from 0 to 1
     */
    public Backoff(Duration shortest, Duration longest, DoubleSupplier random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
    }

    /** Returns the pause after one more failure. */
    public Duration afterFailure() {
        Duration doubled = last.isZero() ? shortest : last.multipliedBy(2);
        last = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (last.toNanos() * (1 + random.getAsDouble()) / 2));
    }

    /** Resets the count: the next failure is a first one again. */
    public void afterSuccess() {
        last = Duration.ZERO;
    }
}
