package io.github.logoffd.control.request;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Blocking waits of callers that are cancelled on shutdown. Thread-safe. */
public final class Waits implements AutoCloseable {

    private final Map<Thread, CompletableFuture<?>> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Waits until the future completes, which others may wait for too.
     *
     * @param longestNanos the timeout in nanoseconds; 0 and less for no wait
     * @return whether it completed; false also when the service stops or the thread is interrupted
     * @throws IllegalStateException when it completed with a failure
     */
    public boolean await(CompletableFuture<?> future, long longestNanos) {
        CompletableFuture<?> mine = future.copy();
        open.put(Thread.currentThread(), mine);
        try {
            if (closed) {
                mine.cancel(false);
            }
            mine.get(Math.max(0, longestNanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The awaited operation has failed.", e.getCause());
        } finally {
            open.remove(Thread.currentThread());
        }
    }

    /** Ends every wait, those that begin later too. */
    @Override
    public void close() {
        closed = true;
        open.values().forEach(wait -> wait.cancel(false));
    }
}
