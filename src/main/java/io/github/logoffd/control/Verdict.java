package io.github.logoffd.control;

import io.github.logoffd.session.SessionApiException;

/**
 * An outcome with its reason, before it is known whose answer it becomes.
 *
 * @param code the Win32 number, 0 when none
 * @param message one sentence in English
 * @param rule what has refused: a {@link BuiltInRule} or the key of {@code logoffd.properties}; {@code ""} when nothing did
 * @param effectUnknown whether Windows was asked, has failed, and may have done it all the same
 */
record Verdict(Outcome outcome, int code, String message, String rule, boolean effectUnknown) {

    Verdict {
        if (outcome.isRefusal() == rule.isEmpty()) {
            throw new IllegalArgumentException("The rule of " + outcome + " is \"" + rule
                    + "\"; expected is one for each refusal, and for nothing else.");
        }
    }

    /** What was not refused. */
    Verdict(Outcome outcome, int code, String message) {
        this(outcome, code, message, "", false);
    }

    /** What was refused before Windows was asked. */
    Verdict(Outcome outcome, int code, String message, String rule) {
        this(outcome, code, message, rule, false);
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

    /** Returns the same failure of a call that may have had its effect. */
    Verdict withUnknownEffect() {
        return new Verdict(outcome, code, message, rule, true);
    }

    /** Tells whether Windows was asked and may have done it, by this request or by another one that it has joined. */
    boolean mayHaveActed() {
        return effectUnknown || outcome == Outcome.ACCEPTED || outcome == Outcome.PENDING || outcome == Outcome.DONE;
    }
}
