package io.github.logoffd.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends answers and parts of streams that their readers do not take, on one daemon thread. It is done before the JDK's server would
 * close the connection for the time of its request: that one holds a lock meanwhile, and would wait for the stuck thread.
 */
final class AnswerWatch implements AutoCloseable {

    private final Duration patience;
    private final Set<Writing> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watchdog;

    AnswerWatch(StreamTiming timing) {
        patience = timing.patience();
        watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "http-watch");
            thread.setDaemon(true);
            return thread;
        });
        long interval = timing.checkInterval().toMillis();
        // Nothing in it throws, so nobody needs the future.
        Future<?> unused = watchdog.scheduleWithFixedDelay(
                () -> open.forEach(writing -> writing.cutIfStuck(patience)), interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Watches what the current thread is going to write to one client, until {@link #end}. */
    Writing begin(BooleanSupplier hopeless) {
        Writing writing = new Writing(hopeless);
        open.add(writing);
        return writing;
    }

    void end(Writing writing) {
        open.remove(writing);
    }

    /** Does something in a while, beside the watching; nothing when this is closed. */
    void later(Duration delay, Runnable action) {
        if (!watchdog.isShutdown()) {
            // It throws nothing, so nobody needs the future.
            Future<?> unused = watchdog.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }
}
