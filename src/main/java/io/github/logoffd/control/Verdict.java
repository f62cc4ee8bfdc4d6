package io.github.logoffd.control;

import io.github.logoffd.session.SessionApiException;

/**
 * An outcome with its reason, before it is known whose answer it becomes.
 *
 * @param code the Win32 number, 0 when none
 * @param message one sentence in English
 * @param rule the name of the configured rule that refused, {@code ""} when none did
 */
record Verdict(Outcome outcome, int code, String message, String rule) {

    /** What no configured rule has refused. */
    Verdict(Outcome outcome, int code, String message) {
        this(outcome, code, message, "");
    }

    static Verdict of(Outcome outcome, String message) {
        return new Verdict(outcome, 0, message);
    }

    /** A rule of the configuration turned it down. */
    static Verdict refusedBy(String rule, Outcome outcome, String message) {
        return new Verdict(outcome, 0, message, rule);
    }

    /** The session host failed; {@code consequence} says what that means for the session. */
    static Verdict failed(SessionApiException failure, String consequence) {
        return new Verdict(Outcome.FAILED, failure.code(), failure.description() + ' ' + consequence);
    }
}
