package io.github.logoffd.control.rules;

/**
 * Administrator's rules for acting requests. Immutable.
 *
 * @param enabled whether anything may be done at all
 * @param dryRun whether everything is done except calling Windows to act
 * @param requireReason whether the caller has to give a reason
 * @param guard the rules that spare sessions
 * @param limits the limits of logoffs over time
 */
public record ActingRules(
        boolean enabled, boolean dryRun, boolean requireReason, GuardRules guard, RateLimits limits) {}
