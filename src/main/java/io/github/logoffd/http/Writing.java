package io.github.logoffd.http;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What the current thread writes to one client. Writing to a client that does not read blocks for ever in the JDK's server; what
 * ends it is an interrupt, which closes the connection. Who interrupts must be sure that the thread still writes for this
 * client, so both hold the lock of this object.
 */
final class Writing {

    private final Thread thread = Thread.currentThread();
    private final BooleanSupplier hopeless;
    private boolean active;
    private long since;
    private boolean cut;

    /**
     * Begins with nothing being written yet.
     *
     * @param hopeless whether it is in vain to go on with what is being written now
     */
    Writing(BooleanSupplier hopeless) {
        this.hopeless = hopeless;
    }

    /** Something that is written to the client. */
    @FunctionalInterface
    interface Action {
        void write() throws IOException;
    }

    void write(Action action) throws IOException {
        begin();
        try {
            action.write();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        active = true;
        since = System.nanoTime();
    }

    /** An interrupt that came too late must not hit what this thread does next. */
    private synchronized void end() {
        active = false;
        if (Thread.interrupted()) {
            cut = true;
        }
    }

    /** Tells whether what was written was cut off, or was to be. */
    synchronized boolean isCut() {
        return cut;
    }

    /** Ends what is written if the client does not take it in time, or if it is in vain. */
    synchronized void cutIfStuck(Duration patience) {
        boolean late = System.nanoTime() - since > patience.toNanos();
        if (active && (late || hopeless.getAsBoolean())) {
            cut();
        }
    }

    /** Ends what is written at once. Called from another thread. */
    synchronized void cut() {
        cut = true;
        if (active) {
            thread.interrupt();
        }
    }
}
