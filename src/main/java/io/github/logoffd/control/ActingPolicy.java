package io.github.logoffd.control;

import java.util.Optional;
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

    ActingRules rules() {
        return rules.get();
    }

    /** Returns why nothing may be done at all, empty when acting is switched on. */
    Optional<Verdict> refusalWhenDisabled() {
        return rules().enabled()
                ? Optional.empty()
                : Optional.of(Verdict.refusedBy(
                        "acting.enabled",
                        Outcome.REFUSED_DISABLED,
                        "Acting is switched off by acting.enabled in logoffd.properties; nothing was done."));
    }

    /** Returns why Windows must not be asked to act now, whatever held when the request came; the last word before the call. */
    Optional<Verdict> refusalToAct() {
        return refusalWhenDisabled().or(this::refusalWhenDryRun);
    }

    private Optional<Verdict> refusalWhenDryRun() {
        return rules().dryRun()
                ? Optional.of(Verdict.refusedBy(
                        "acting.dryRun",
                        Outcome.REFUSED_DISABLED,
                        "acting.dryRun was switched on in logoffd.properties meanwhile; nothing was done."))
                : Optional.empty();
    }

    LogoffRates rates() {
        return rates;
    }
}
