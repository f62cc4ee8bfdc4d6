package io.github.logoffd.host.simulated;

import java.time.Instant;

/** What happens on a simulated host by itself. Used under the lock of its host only. */
interface Life {

    /** Nothing ever happens. */
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

    /** Returns when something will happen next. */
    Instant next();

    /** Does what is due, once {@code now} has come to {@link #next()}. Afterwards {@link #next()} is later. */
    void happen(SessionTable table, Instant now);
}
