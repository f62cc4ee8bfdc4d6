package io.github.logoffd.host.simulated;

import java.time.Instant;

/** Autonomous events of a simulated host. Used under the lock of its host only. */
interface Life {

    /** No events. */
    Life NONE = new Life() {
        @Override
        public Instant next() {
            return Instant.MAX;
        }

        @Override
        public void happen(SessionTable table, Instant now) {
            throw new IllegalStateException("Nothing was due.");
        }
    };

    /** Returns the time of the next event. */
    Instant next();

    /** Executes the due event, once {@code now} has reached {@link #next()}. Afterwards {@link #next()} is later. */
    void happen(SessionTable table, Instant now);
}
