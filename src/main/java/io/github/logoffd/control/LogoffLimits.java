package io.github.logoffd.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How long a logoff may take, and how many callers may wait for one at the same time over all hosts. A caller that waits holds
 * a thread of the server that it came through, so their number stays below the number of those threads. Thread-safe.
 */
public final class LogoffLimits {

    private final Duration timeout;
    private final Semaphore waiters;

    /**
     * Creates limits that nobody has used yet.
     *
     * @param timeout after which a caller that waits is answered {@link Outcome#PENDING} and the logoff counts as stuck
     * @param maxWaiting how many callers may wait at once
     */
    public LogoffLimits(Duration timeout, int maxWaiting) {
        this.timeout = timeout;
        this.waiters = new Semaphore(maxWaiting);
    }

    Duration timeout() {
        return timeout;
    }

    boolean tryStartWaiting() {
        return waiters.tryAcquire();
    }

    void endWaiting() {
        waiters.release();
    }
}
