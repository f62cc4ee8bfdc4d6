package io.github.logoffd.control;

import io.github.logoffd.session.SessionApiException;

/**
 * An outcome with its reason, before it is known whose answer it becomes.
 *
 * @param code the Win32 number, 0 when none
 * @param message one sentence in English
 * @param rule what has refused: a {@link BuiltInRule} or the key of {@code logoffd.properties}; {@code ""} when nothing did
 */
record Verdict(Outcome outcome, int code, String message, String rule) {

    Verdict {
        if (outcome.isRefusal() == rule.isEmpty()) {
            throw new IllegalArgumentException("The rule of " + outcome + " is \"" + rule
                    + "\"; expected is one for each refusal, and for nothing else.");
        }
    }

    /** What was not refused. */
    Verdict(Outcome outcome, int code, String message) {
        this(outcome, code, message, "");
    }

    static Verdict of(Outcome outcome, String message) {
        return new Verdict(outcome, 0, message);
    }

    /** What the configuration turns down, by this key. */
    static Verdict refusedBy(String key, Outcome outcome, String message) {
        return new Verdict(outcome, 0, message, key);
    }

    /** What is turned down whatever the configuration says. */
    static Verdict refusedBy(BuiltInRule rule, String message) {
        return new Verdict(rule.outcome(), 0, message, rule.text());
    }

    /** What is turned down because the service ends. */
    static Verdict stopping() {
        return refusedBy(BuiltInRule.STOPPING, "The service is stopping; nothing was done.");
    }

    /** The session host failed; {@code consequence} says what that means for the session. */
    static Verdict failed(SessionApiException failure, String consequence) {
        return new Verdict(Outcome.FAILED, failure.code(), failure.description() + ' ' + consequence);
    }
}
