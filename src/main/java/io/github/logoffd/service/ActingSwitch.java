package io.github.logoffd.service;

import io.github.logoffd.control.rules.ActingRules;
import java.util.Optional;

/** Whether acting was switched off or on. Stateless. */
final class ActingSwitch {

    private ActingSwitch() {}

    /** Returns one sentence when one set of rules lets operations act and the other does not. */
    static Optional<String> between(ActingRules before, ActingRules now) {
        if (acts(before) == acts(now)) {
            return Optional.empty();
        }
        return Optional.of(acts(now) ? "Acting was switched on." : "Acting was switched off: " + reason(now) + '.');
    }

    private static boolean acts(ActingRules rules) {
        return rules.enabled() && !rules.dryRun();
    }

    private static String reason(ActingRules rules) {
        return rules.enabled() ? "every request is a dry run (acting.dryRun)" : "requests are refused (acting.enabled)";
    }
}
