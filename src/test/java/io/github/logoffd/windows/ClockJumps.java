package io.github.logoffd.windows;

import java.time.Duration;
import java.util.Random;

/** Chooses by chance when the clock of a host is set, far forward, far back or right again. Not thread-safe. */
final class ClockJumps {

    private static final int PERCENT = 4;
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
        return ahead.isZero() ? Duration.ofDays(random.nextInt(2 * MOST_DAYS + 1) - MOST_DAYS) : Duration.ZERO;
    }

    int jumps() {
        return jumps;
    }
}
