package io.github.logoffd.session;

/** The connection state of a session, as {@code WTS_CONNECTSTATE_CLASS} numbers it. */
public enum SessionState {
    /** A user is logged on and connected. */
    ACTIVE(0, "Active"),
    /** Connected to a client, nobody logged on yet: the logon screen. */
    CONNECTED(1, "Conn"),
    /** Connecting to a client. */
    CONNECT_QUERY(2, "ConnQ"),
    /** Shadowing another session. */
    SHADOW(3, "Shadow"),
    /** The session lives on without a client. */
    DISCONNECTED(4, "Disc"),
    /** Waiting for a client. */
    IDLE(5, "Idle"),
    /** A listener, not a session that anybody can use. */
    LISTEN(6, "Listen"),
    /** Being reset. */
    RESET(7, "Reset"),
    /** Down because of an error. */
    DOWN(8, "Down"),
    /** Being initialised. */
    INIT(9, "Init"),
    /** A number that this version does not know; the number itself is kept beside it. */
    UNKNOWN(-1, "Unknown");

    private final int code;
    private final String shortName;

    SessionState(int code, String shortName) {
        this.code = code;
        this.shortName = shortName;
    }

    /** Returns the state of a native number, {@link #UNKNOWN} for a number of a newer Windows. */
    public static SessionState of(int code) {
        for (SessionState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Returns the native number, -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }

    /** Returns the word that {@code query session} shows in English. */
    public String shortName() {
        return shortName;
    }
}
