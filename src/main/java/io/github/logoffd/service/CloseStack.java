package io.github.logoffd.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes things in the reverse of the order in which they were opened. One that fails does not keep the others open. It
 * may be closed while another thread still opens things: nothing more is opened then. Thread-safe.
 */
final class CloseStack implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CloseStack.class);

    @GuardedBy("this")
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private volatile boolean closed;

    /**
     * Takes something that was opened.
     *
     * @throws IllegalStateException when this is closed; then that is closed too
     */
    synchronized <T extends AutoCloseable> T add(T closeable) {
        open.push(closeable);
        if (closed) {
            close();
            requireOpen();
        }
        return closeable;
    }

    /**
     * Runs something that must no longer run when this is closed; a close waits for it.
     *
     * @throws IllegalStateException when this is closed
     */
    synchronized void whileOpen(Step step) throws IOException {
        requireOpen();
        step.run();
    }

    /** What may fail as opening does. */
    @FunctionalInterface
    interface Step {

        void run() throws IOException;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("It was stopped while it was starting.");
        }
    }

    @Override
    public void close() {
        closed = true;
        closeAll();
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.error("A component could not be closed; the others are still closed", e);
            }
        }
    }
}
