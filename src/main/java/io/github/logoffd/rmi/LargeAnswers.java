package io.github.logoffd.rmi;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the answers with arrays of records that are in memory at the same time, from before one is computed until its
 * client has read it. RMI itself has no such bound. A client that reads too slowly while others wait is disconnected.
 * Thread-safe.
 */
final class LargeAnswers {

    static final int AT_ONCE = 4;
    static final int OF_ONE_USER = 2;

    private static final Logger log = LoggerFactory.getLogger(LargeAnswers.class);

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Duration mostWait;
    private final Duration mostReading;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final Map<ClientSocket, Holder> holders = new LinkedHashMap<>();

    /** One permit for each place that was given back and that no waiting request has noticed. */
    private final Semaphore changes = new Semaphore(0);

    private record Holder(String user, long nanos) {}

    /**
     * Creates a bound without answers.
     *
     * @param mostWait how long a request waits for its place
     * @param mostReading how long a client may take to read its answer while others wait
     */
    LargeAnswers(Duration mostWait, Duration mostReading, LongSupplier nanoTime) {
        this.mostWait = mostWait;
        this.mostReading = mostReading;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits for a place for the answer to the current request of a client, which is kept until that is read.
     *
     * @throws IllegalStateException when there is none in time
     */
    void enter(ClientSocket client, String user) {
        long end = nanoTime.getAsLong() + mostWait.toNanos();
        while (!hasEntered(client, user)) {
            // Not under the lock: closing a connection gives its place back.
            slow().forEach(LargeAnswers::close);
            if (nanoTime.getAsLong() - end >= 0) {
                throw new IllegalStateException("Large answers over RMI are limited to " + AT_ONCE + " at once, and "
                        + OF_ONE_USER + " of one user; that many are being read. Try again.");
            }
            awaitChange();
        }
        client.onceAnswered(() -> leave(client));
    }

    private synchronized boolean hasEntered(ClientSocket client, String user) {
        long ofUser = holders.values().stream()
                .filter(holder -> holder.user().equals(user))
                .count();
        if (holders.size() >= AT_ONCE || ofUser >= OF_ONE_USER) {
            return false;
        }
        holders.put(client, new Holder(user, nanoTime.getAsLong()));
        return true;
    }

    private synchronized List<ClientSocket> slow() {
        long now = nanoTime.getAsLong();
        return holders.entrySet().stream()
                .filter(entry -> now - entry.getValue().nanos() >= mostReading.toNanos())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void close(ClientSocket client) {
        try {
            client.close();
        } catch (IOException e) {
            log.debug("The connection of a slow client could not be closed", e);
        }
    }

    private void awaitChange() {
        try {
            boolean unused = changes.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for other large answers over RMI.", e);
        }
    }

    private synchronized void leave(ClientSocket client) {
        holders.remove(client);
        changes.release();
    }
}
