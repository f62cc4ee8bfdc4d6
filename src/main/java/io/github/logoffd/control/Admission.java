package io.github.logoffd.control;

import io.github.logoffd.control.LogoffRates.Asker;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The last word before Windows is asked for the logoffs of one request: whether acting is switched on, and whether the limits leave
 * room. Room for many can be reserved; what of it was not used is given back by closing. A dry run hears the same and counts nothing.
 * Thread-safe.
 */
final class Admission implements AutoCloseable {

    private final ActingPolicy policy;
    private final Asker asker;
    private final boolean dryRun;
    private final AtomicInteger reserved = new AtomicInteger();

    Admission(ActingPolicy policy, Asker asker, boolean dryRun) {
        this.policy = policy;
        this.asker = asker;
        this.dryRun = dryRun;
    }

    /** Reserves room for so many logoffs, or returns why there is not enough for all of them. */
    Optional<Verdict> reserve(int logoffs) {
        Optional<Verdict> refusal = count(logoffs);
        if (refusal.isEmpty()) {
            reserved.addAndGet(logoffs);
        }
        return refusal;
    }

    /** Lets Windows be asked for one logoff, which then counts, or returns why it must not be. */
    Optional<Verdict> admit() {
        return policy.refusalWhenDisabled().or(() -> useReserved() ? Optional.empty() : count(1));
    }

    private Optional<Verdict> count(int logoffs) {
        LogoffRates rates = policy.rates();
        return dryRun ? rates.refusal(asker, logoffs) : rates.count(asker, logoffs);
    }

    private boolean useReserved() {
        return reserved.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public void close() {
        int unused = reserved.getAndSet(0);
        if (!dryRun) {
            policy.rates().takeBack(asker, unused);
        }
    }
}
