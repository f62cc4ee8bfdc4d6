package io.github.logoffd.control.request;

import java.util.concurrent.atomic.LongAdder;

/** Counts logoffs of one host since the start of the service. Thread-safe; the numbers need not add up while calls run. */
public final class LogoffCounters {

    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Returns the sessions that were logged off and verified gone. */
    public long done() {
        return done.sum();
    }

    /** Returns the requests that were turned down. */
    public long refused() {
        return refused.sum();
    }

    /** Returns the requests that could not be carried out. */
    public long failed() {
        return failed.sum();
    }

    public void countDone(int sessions) {
        done.add(sessions);
    }

    /** Counts refusals and failures; what was accepted counts when it is verified. */
    public void count(Outcome outcome) {
        if (outcome.isRefusal()) {
            refused.increment();
        } else if (outcome == Outcome.FAILED) {
            failed.increment();
        }
    }
}
