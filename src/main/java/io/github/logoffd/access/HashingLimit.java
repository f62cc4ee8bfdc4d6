package io.github.logoffd.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many passwords are hashed at once, so that an attack does not take every processor. Thread-safe. */
class HashingLimit {

    private final Semaphore places;
    private final Duration patience;

    /** Allows {@code atOnce}; others wait in a queue, for {@code patience} at most. */
    HashingLimit(int atOnce, Duration patience) {
        places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** Takes a place, which {@link #leave} gives back; tells whether there was one in time. */
    boolean enter() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }
}
