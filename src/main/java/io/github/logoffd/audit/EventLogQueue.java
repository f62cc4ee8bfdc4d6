package io.github.logoffd.audit;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue in front of the operating system's event log, so that a slow or broken event log blocks no caller: an entry is
 * dropped when the queue is full. Drops and failures are logged once for each series. Thread-safe.
 */
public final class EventLogQueue {

    private static final Logger log = LoggerFactory.getLogger(EventLogQueue.class);

    private final EventLogWriter writer;
    private final Executor thread;
    private final AtomicLong dropped = new AtomicLong();

    /** Used by the one thread only. */
    private boolean failing;

    /**
     * Creates the queue.
     *
     * @param thread one thread with a bounded queue, which rejects tasks when full
     */
    public EventLogQueue(EventLogWriter writer, Executor thread) {
        this.writer = writer;
        this.thread = thread;
    }

    /** Accepts an entry without blocking; it is written later, or dropped. */
    public void add(EventLogEntry entry) {
        try {
            thread.execute(() -> write(entry));
        } catch (RejectedExecutionException e) {
            if (dropped.getAndIncrement() == 0) {
                log.warn("The system event log does not keep up; entries are dropped", e);
            }
        }
    }

    private void write(EventLogEntry entry) {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.warn(
                    "{} entries were dropped and are missing from the system event log; the audit file has them", lost);
        }
        try {
            writer.write(entry);
            failing = false;
        } catch (IOException | RuntimeException | Error e) {
            if (!failing) {
                log.warn("The system event log cannot be written; the service continues", e);
            }
            failing = true;
        }
    }
}
