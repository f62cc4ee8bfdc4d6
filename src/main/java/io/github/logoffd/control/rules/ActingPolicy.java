package io.github.logoffd.control.rules;

import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.Step;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The rules for requests to act, as they are now, and the logoffs that count towards their limits; one for all hosts. Thread-safe. */
public final class ActingPolicy {

    private final Supplier<ActingRules> rules;
    private final LogoffRates rates;

    /**
     * Creates a policy that nothing counts towards yet.
     *
     * @param rules asked each time, so that other rules count from the next request on
     * @param nanoTime a clock that is never set
     */
    public ActingPolicy(Supplier<ActingRules> rules, LongSupplier nanoTime) {
        this.rules = rules;
        this.rates = new LogoffRates(() -> rules.get().limits(), nanoTime);
    }

    public ActingRules rules() {
        return rules.get();
    }

    /** Refuses everything while acting is switched off. */
    public Step refusalWhenDisabled() {
        return rules().enabled()
                ? Step.next()
                : Step.Refused.by(
                        "acting.enabled",
                        Outcome.REFUSED_DISABLED,
                        "Acting is switched off by acting.enabled in logoffd.properties; nothing was done.");
    }

    /** The last word before a call to Windows that acts, whatever held when the request came. */
    public Step refusalToAct() {
        return refusalWhenDisabled().then(this::refusalWhenDryRun);
    }

    private Step refusalWhenDryRun() {
        return rules().dryRun()
                ? Step.Refused.by(
                        "acting.dryRun",
                        Outcome.REFUSED_DISABLED,
                        "acting.dryRun was switched on in logoffd.properties meanwhile; nothing was done.")
                : Step.next();
    }

    LogoffRates rates() {
        return rates;
    }
}
