package io.github.logoffd.control.request;

/** Outcome of a request to act on a session. A closed set: callers may switch on it. */
public enum Outcome {
    /** The session is verified gone. */
    DONE("The session is verified gone."),
    /** Windows has accepted the request; it is not verified yet. */
    ACCEPTED("Windows has accepted the request; it is not verified yet."),
    /** The session was still closing when the timeout expired. */
    PENDING("The session was still closing when the timeout expired."),
    /** This logon no longer exists. Success for automation. */
    GONE("This logon no longer exists; success for automation."),
    /** There is no session of that id or name now, or the key certainly never named a logon. */
    NOT_FOUND("There is no session of that id or name now, or the Key never named a logon."),
    /** The user was warned, the logoff is due later. */
    WARNED("The user was warned; the logoff is due later."),
    /** A logoff that the user was warned of was cancelled. */
    CANCELLED("A logoff that the user was warned of was cancelled."),
    /** A session that this product never ends: console, services, listener, no user, protected account. */
    REFUSED_PROTECTED("A session that is never ended: console, services, listener, no user, protected account."),
    /** The session belongs to a user other than the expected one. */
    REFUSED_USER("The session belongs to a user other than the expected one."),
    /** The state is not allowed, the times contradict each other or are unknown, or a name can mean two sessions. */
    REFUSED_STATE(
            "The state is not allowed, the times contradict each other or are unknown, or a name can mean two sessions."),
    /** More sessions match than allowed, or a logoff limit is reached. */
    REFUSED_LIMIT("More sessions match than allowed, or a logoff limit is reached."),
    /** The role of the caller does not allow this. */
    REFUSED_ROLE("The role of the caller does not allow this."),
    /** A reason is required and the request has none. */
    REFUSED_REASON("A reason is required and the request has none."),
    /** Acting is disabled, or the service is stopping. */
    REFUSED_DISABLED("Acting is disabled, or the service is stopping."),
    /** The request failed, or its effect is unknown; the code gives the reason. */
    FAILED("The request failed, or its effect is unknown; Code and Message give the reason.");

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
