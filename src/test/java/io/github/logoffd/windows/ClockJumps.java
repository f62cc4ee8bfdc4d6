package io.github.logoffd.windows;

import java.time.Duration;
import java.util.Random;

/** Chooses by chance when the clock of a host is set, far forward, far back or right again. Not thread-safe. */
final class ClockJumps {

    private static final int PERCENT = 4;

    /** Further than the {@link TimedClient} asks for, so that the answer depends on whether the clock is believed. */
    private static final int LEAST_DAYS_FORWARD = 31;

    private static final int MOST_DAYS = 90;

    private final Random random;
    private int jumps;

    ClockJumps(Random random) {
        this.random = random;
    }

    /** Returns how far the clock is ahead from now on; mostly as before. */
    Duration next(Duration ahead) {
        if (random.nextInt(100) >= PERCENT) {
            return ahead;
        }
        jumps++;
        return ahead.isZero() ? farAway() : Duration.ZERO;
    }

    private Duration farAway() {
        int days = random.nextBoolean()
                ? random.nextInt(LEAST_DAYS_FORWARD, MOST_DAYS + 1)
                : -random.nextInt(1, MOST_DAYS + 1);
        return Duration.ofDays(days);
    }

    int jumps() {
        return jumps;
    }
}
