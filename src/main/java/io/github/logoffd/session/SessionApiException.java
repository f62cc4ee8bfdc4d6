package io.github.logoffd.session;

/**
 * A call to a session host failed. The message names the function, the session, the Win32 number, its symbol and what it means,
 * in English whatever the language of the machine.
 */
public final class SessionApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The {@link #sessionId()} of a call that is not about one session. */
    public static final long NO_SESSION = -1;

    /** What a failure means to a caller. */
    public enum Reason {
        /** The host says that there is no such session. */
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
     * Creates the exception for a call that succeeded with an answer that cannot be understood.
     *
     * @param cause what is wrong with the answer
     */
    public SessionApiException(String function, long sessionId, RuntimeException cause) {
        this(function, sessionId, Win32Error.ERROR_INVALID_DATA.code());
        initCause(cause);
    }

    /**
     * Returns the same failure with words on what to do about it, at the end of its message and of its description.
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

    /** Returns what a Win32 number means, as Windows says it: {@code Access is denied.} */
    public static String sentence(int code) {
        return Win32Error.sentence(code);
    }

    /** Tells whether it is certain that the call had no effect: only a number that says so proves it. */
    public boolean hadNoEffect() {
        return Win32Error.provesNoEffect(code);
    }

    /** Returns what the number means to a caller. */
    public Reason reason() {
        return Win32Error.reason(code);
    }
}
