package io.github.logoffd.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits concurrent password hashing, so that an attack does not occupy every processor. Thread-safe. */
class HashingLimit {

    private final Semaphore places;
    private final Duration timeout;

    /** Allows {@code atOnce} concurrent hashes; others queue, for {@code timeout} at most. */
    HashingLimit(int atOnce, Duration timeout) {
        places = new Semaphore(atOnce, true);
        this.timeout = timeout;
    }

    /** Acquires a slot, released by {@link #leave}; returns whether one became free in time. */
    boolean enter() {
        try {
            return places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }
}
