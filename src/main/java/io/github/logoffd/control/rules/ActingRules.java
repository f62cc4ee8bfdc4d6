package io.github.logoffd.control.rules;

/**
 * What the administrator allows requests to act. Immutable.
 *
 * @param enabled whether anything may be done at all
 * @param dryRun whether everything is done but asking Windows to act
 * @param guard which sessions are not ended
 * @param limits how many sessions are ended
 */
public record ActingRules(boolean enabled, boolean dryRun, GuardRules guard, RateLimits limits) {}
