package io.github.logoffd.control.request;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How long a logoff may take, and how many requests to act may be under way at the same time over all hosts. Each holds a thread
 * of the server that it came through while Windows works or it waits, so their number stays below the number of those threads and
 * readers always find one. Thread-safe.
 */
public final class LogoffLimits {

    private final Duration timeout;
    private final int mostRequests;
    private final Semaphore requests;

    /**
     * Creates limits that nobody has used yet.
     *
     * @param timeout after which a caller that waits is answered {@link Outcome#PENDING} and the logoff counts as stuck
     * @param mostRequests how many requests may be under way at once
     */
    public LogoffLimits(Duration timeout, int mostRequests) {
        this.timeout = timeout;
        this.mostRequests = mostRequests;
        this.requests = new Semaphore(mostRequests);
    }

    public Duration timeout() {
        return timeout;
    }

    public int mostRequests() {
        return mostRequests;
    }

    public boolean tryEnter() {
        return requests.tryAcquire();
    }

    public void leave() {
        requests.release();
    }
}
