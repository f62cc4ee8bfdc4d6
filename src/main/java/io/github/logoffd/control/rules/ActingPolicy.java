package io.github.logoffd.control.rules;

import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.request.Step;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Current rules for acting requests, and the logoffs that count towards their limits; one for all hosts. Thread-safe.
 */
public final class ActingPolicy {

    private final Supplier<ActingRules> rules;
    private final LogoffRates rates;

    /**
     * Creates a policy without counted logoffs.
     *
     * @param rules read each time, so that changed rules apply from the next request on
     * @param nanoTime a monotonic clock
     */
    public ActingPolicy(Supplier<ActingRules> rules, LongSupplier nanoTime) {
        this.rules = rules;
        this.rates = new LogoffRates(() -> rules.get().limits(), nanoTime);
    }

    public ActingRules rules() {
        return rules.get();
    }

    /** Refuses everything while acting is disabled. */
    public Step refusalWhenDisabled() {
        return rules().enabled()
                ? Step.next()
                : Step.Refused.by(
                        "acting.enabled",
                        Outcome.REFUSED_DISABLED,
                        "Acting is disabled by acting.enabled in logoffd.properties; nothing was done.");
    }

    /** Refuses a request whose caller gave no reason ({@code ""}), while one is required. */
    public Step refusalWithoutReason(String reason) {
        return rules().requireReason() && reason.isEmpty()
                ? Step.Refused.by(
                        "history.requireReason",
                        Outcome.REFUSED_REASON,
                        "history.requireReason in logoffd.properties requires a reason, and none was given; nothing was"
                                + " done. Give it as the argument of requestLogoff, in the header X-Reason, or by /REASON:"
                                + " of a command.")
                : Step.next();
    }

    /** The final check before a call to Windows that acts, whatever rules applied when the request arrived. */
    public Step refusalToAct() {
        return refusalWhenDisabled().then(this::refusalWhenDryRun);
    }

    private Step refusalWhenDryRun() {
        return rules().dryRun()
                ? Step.Refused.by(
                        "acting.dryRun",
                        Outcome.REFUSED_DISABLED,
                        "acting.dryRun was enabled in logoffd.properties in the meantime; nothing was done.")
                : Step.next();
    }

    /** Counts the logoffs of earlier runs. When some may be missing, the limits are used up for an hour. */
    public void countEarlier(PastRequests past) {
        rates.countEarlier(past);
    }

    /** Returns one sentence while limits are used up because logoffs of an earlier run may be missing. */
    public Optional<String> problem() {
        return rates.problem();
    }

    LogoffRates rates() {
        return rates;
    }
}
