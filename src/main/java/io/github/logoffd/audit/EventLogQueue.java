package io.github.logoffd.audit;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands entries to the log of the operating system, which may be slow or broken without anybody waiting for it: an entry for which there
 * is no room is dropped. Drops and failures are logged once for each stretch of them. Thread-safe.
 */
public final class EventLogQueue {

    private static final Logger log = LoggerFactory.getLogger(EventLogQueue.class);

    private final EventLogWriter writer;
    private final Executor thread;
    private final AtomicLong dropped = new AtomicLong();

    /** Only for the one thread. */
    private boolean failing;

    /**
     * Creates the queue.
     *
     * @param thread one thread with a bounded queue, which rejects what does not fit
     */
    public EventLogQueue(EventLogWriter writer, Executor thread) {
        this.writer = writer;
        this.thread = thread;
    }

    /** Takes an entry at once; it is written later, or dropped. */
    public void add(EventLogEntry entry) {
        try {
            thread.execute(() -> write(entry));
        } catch (RejectedExecutionException e) {
            if (dropped.getAndIncrement() == 0) {
                log.warn("The event log of the system does not keep up; entries are dropped", e);
            }
        }
    }

    private void write(EventLogEntry entry) {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.warn("The event log of the system lacks {} entries that were dropped; the audit file has them", lost);
        }
        try {
            writer.write(entry);
            failing = false;
        } catch (IOException | RuntimeException | Error e) {
            if (!failing) {
                log.warn("The event log of the system cannot be written, which stops nothing", e);
            }
            failing = true;
        }
    }
}
