package io.github.logoffd.control;

import io.github.logoffd.session.SessionApiException;

/**
 * An outcome with its reason, before it is known whose answer it becomes.
 *
 * @param code the Win32 number, 0 when none
 * @param message one sentence in English
 */
record Verdict(Outcome outcome, int code, String message) {

    static Verdict of(Outcome outcome, String message) {
        return new Verdict(outcome, 0, message);
    }

    /** The session host failed; {@code consequence} says what that means for the session. */
    static Verdict failed(SessionApiException failure, String consequence) {
        return new Verdict(Outcome.FAILED, failure.code(), failure.description() + ' ' + consequence);
    }
}
