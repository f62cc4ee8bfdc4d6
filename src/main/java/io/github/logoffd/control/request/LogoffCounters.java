package io.github.logoffd.control.request;

import java.util.concurrent.atomic.LongAdder;

/** Counts logoffs of one host since startup. Thread-safe; the numbers need not add up during calls. */
public final class LogoffCounters {

    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Returns the sessions that were logged off and verified gone. */
    public long done() {
        return done.sum();
    }

    /** Returns the requests that were refused. */
    public long refused() {
        return refused.sum();
    }

    /** Returns the requests that failed. */
    public long failed() {
        return failed.sum();
    }

    public void countDone(int sessions) {
        done.add(sessions);
    }

    /** Counts refusals and failures; an accepted request counts when it is verified. */
    public void count(Outcome outcome) {
        if (outcome.isRefusal()) {
            refused.increment();
        } else if (outcome == Outcome.FAILED) {
            failed.increment();
        }
    }
}
