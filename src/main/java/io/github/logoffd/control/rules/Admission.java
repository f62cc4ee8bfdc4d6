package io.github.logoffd.control.rules;

import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffRates.Asker;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The last word before Windows is asked for the logoffs of one request, by the rules that are in force at that moment: whether Windows may
 * be asked at all, and whether the limits leave room. Room for many can be reserved, so that others do not use it up meanwhile; what of it
 * was not used is given back by closing. A dry run hears the same and counts nothing. Thread-safe.
 */
public final class Admission implements AutoCloseable {

    private final ActingPolicy policy;
    private final Asker asker;
    private final boolean dryRun;
    private final AtomicInteger reserved = new AtomicInteger();

    public Admission(ActingPolicy policy, Asker asker, boolean dryRun) {
        this.policy = policy;
        this.asker = asker;
        this.dryRun = dryRun;
    }

    /** Reserves room for so many logoffs, or refuses all of them. */
    public Step reserve(int logoffs) {
        if (dryRun) {
            return policy.rates().refusal(asker, logoffs);
        }
        Step refusal = policy.rates().reserve(asker, logoffs);
        if (refusal.continues()) {
            reserved.addAndGet(logoffs);
        }
        return refusal;
    }

    /** Lets Windows be asked for one logoff now, which then counts, or refuses it. */
    public Step admit() {
        return dryRun
                ? policy.refusalWhenDisabled().then(() -> policy.rates().refusal(asker, 1))
                : policy.refusalToAct().then(this::count);
    }

    private Step count() {
        boolean hasRoom = reserved.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return hasRoom ? policy.rates().countReserved(asker) : policy.rates().count(asker);
    }

    @Override
    public void close() {
        policy.rates().giveBack(asker, reserved.getAndSet(0));
    }
}
