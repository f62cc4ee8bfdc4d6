package io.github.logoffd.control.request;

/** Outcome of a request to act on a session. A closed set: callers may switch on it. */
public enum Outcome {
    /** The session is verified gone. */
    DONE("The session is verified gone."),
    /** Windows has accepted the request; it is not verified yet. */
    ACCEPTED("Windows has accepted the request; it is not verified yet."),
    /** Still closing when the time to wait was over. */
    PENDING("Still closing when the time to wait was over."),
    /** This logon no longer exists. Success for automation. */
    GONE("This logon no longer exists; success for automation."),
    /** There is no session of that id or name now. */
    NOT_FOUND("There is no session of that id or name now."),
    /** The user was warned, the logoff is due later. */
    WARNED("The user was warned; the logoff is due later."),
    /** A logoff that was due was called off. */
    CANCELLED("A logoff that was due was called off."),
    /** A session that this product never ends: console, services, listener, no user, protected account. */
    REFUSED_PROTECTED("A session that is never ended: console, services, listener, no user, protected account."),
    /** Another user than the expected one. */
    REFUSED_USER("Another user than the expected one."),
    /** Another state than the allowed ones, times that contradict each other, or a name that can mean two sessions. */
    REFUSED_STATE(
            "Another state than the allowed ones, times that contradict each other, or a name that can mean two sessions."),
    /** More sessions match, or more logoffs happened lately, than allowed. */
    REFUSED_LIMIT("More sessions match, or more logoffs happened lately, than allowed."),
    /** The caller's role may not do this. */
    REFUSED_ROLE("The caller's role may not do this."),
    /** Acting is switched off. */
    REFUSED_DISABLED("Acting is switched off."),
    /** It did not work, or it is not known whether it did; the code says why. */
    FAILED("It did not work, or it is not known whether it did; Code and Message say why.");

    private final String meaning;

    Outcome(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the description, one sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns whether the request was refused before the session host was called to act. */
    public boolean isRefusal() {
        return name().startsWith("REFUSED_");
    }
}
