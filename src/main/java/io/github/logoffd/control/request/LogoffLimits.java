package io.github.logoffd.control.request;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Limits of the duration of a logoff and of the concurrent acting requests over all hosts. Each holds a server thread
 * while Windows works or it waits, so their number stays below the number of those threads and readers always find one.
 * Thread-safe.
 */
public final class LogoffLimits {

    private final Duration timeout;
    private final int mostRequests;
    private final Semaphore requests;

    /**
     * Creates limits without any request in progress.
     *
     * @param timeout the time after which a waiting caller is answered {@link Outcome#PENDING} and the logoff counts as
     *     stuck
     * @param mostRequests the limit of concurrent requests
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
