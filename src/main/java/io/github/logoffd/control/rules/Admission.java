package io.github.logoffd.control.rules;

import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffRates.Asker;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Final admission check before Windows is called for the logoffs of one request, by the rules in force at that moment:
 * whether Windows may be called at all, and whether the rate limits allow it. Capacity for many logoffs can be
 * reserved, so that other requests do not use it up meanwhile; unused capacity is released on close. A dry run gets the
 * same answers and counts nothing. Thread-safe.
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

    /** Reserves capacity for this number of logoffs, or refuses all of them. */
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

    /** Admits one call to Windows for a logoff, which then counts, or refuses it. */
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
