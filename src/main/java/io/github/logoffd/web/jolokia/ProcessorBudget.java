package io.github.logoffd.web.jolokia;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** Processor time of the elements of one HTTP request. Used by one thread. */
final class ProcessorBudget {

    /** Enough for the complete state of twenty hosts with a thousand sessions each. */
    static final int SECONDS = 1;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long spentNanos;
    private long startNanos;

    void start() {
        startNanos = THREADS.getCurrentThreadCpuTime();
    }

    void stop() {
        spentNanos += THREADS.getCurrentThreadCpuTime() - startNanos;
    }

    boolean isSpent() {
        return spentNanos >= TimeUnit.SECONDS.toNanos(SECONDS);
    }
}
