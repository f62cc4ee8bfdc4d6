package io.github.logoffd.session;

/**
 * Failed call to a session host. The message names the function, the session, the Win32 error code, its symbol and its
 * meaning, in English whatever the language of the machine.
 */
public final class SessionApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The {@link #sessionId()} of a call that is not about one session. */
    public static final long NO_SESSION = -1;

    /** Meaning of a failure for a caller. */
    public enum Reason {
        /** The host reports that there is no such session. */
        NOT_FOUND,
        /** The session is being closed already. */
        CLOSING,
        /** A right is missing. */
        ACCESS_DENIED,
        /** The host does not offer this. */
        NOT_SUPPORTED,
        /** The host does not answer; nothing is known about its sessions. */
        HOST_UNREACHABLE,
        /** Anything else. */
        OTHER
    }

    private final String function;
    private final long sessionId;
    private final int code;
    private final String advice;

    /**
     * Creates the exception for a failed call.
     *
     * @param function the function as Windows names it
     * @param sessionId the session, {@link #NO_SESSION} when the call is not about one
     * @param code the Win32 number, 0 when the call failed without one
     */
    public SessionApiException(String function, long sessionId, int code) {
        this(function, sessionId, code, "");
    }

    private SessionApiException(String function, long sessionId, int code, String advice) {
        super(function
                + (sessionId == NO_SESSION ? "" : " for session " + sessionId)
                + " failed. "
                + Win32Error.describe(code)
                + advice);
        this.function = function;
        this.sessionId = sessionId;
        this.code = code;
        this.advice = advice;
    }

    /**
     * Creates the exception for a call that succeeded with an invalid answer.
     *
     * @param cause what is wrong with the answer
     */
    public SessionApiException(String function, long sessionId, RuntimeException cause) {
        this(function, sessionId, Win32Error.ERROR_INVALID_DATA.code());
        initCause(cause);
    }

    /**
     * Returns the same failure with advice appended to its message and its description.
     *
     * @param words sentences that begin with a blank, or {@code ""} for none
     */
    public SessionApiException withAdvice(String words) {
        SessionApiException advised = new SessionApiException(function, sessionId, code, words);
        advised.initCause(this);
        return advised;
    }

    /** Returns the function that failed, as Windows names it. */
    public String function() {
        return function;
    }

    /** Returns the session that the call was about, {@link #NO_SESSION} when none. */
    public long sessionId() {
        return sessionId;
    }

    /** Returns the Win32 number, 0 when the call failed without one. */
    public int code() {
        return code;
    }

    /** Returns the text of the number alone, such as {@code Error [5]: Access is denied. (ERROR_ACCESS_DENIED)}. */
    public String description() {
        return Win32Error.describe(code) + advice;
    }

    /** Returns the text of a Win32 error code as Windows words it: {@code Access is denied.} */
    public static String sentence(int code) {
        return Win32Error.sentence(code);
    }

    /** Returns whether the call certainly had no effect: only an error code with that meaning proves it. */
    public boolean hadNoEffect() {
        return Win32Error.provesNoEffect(code);
    }

    /** Returns the meaning of the error code for a caller. */
    public Reason reason() {
        return Win32Error.reason(code);
    }
}
