package io.github.logoffd.session;

import io.github.logoffd.support.text.VisibleText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The connection state of a session, as {@code WTS_CONNECTSTATE_CLASS} numbers it. */
public enum SessionState {
    /** A user is logged on and connected. */
    ACTIVE(0),
    /** Connected to a client, no user logged on yet: the logon screen. */
    CONNECTED(1),
    /** Connecting to a client. */
    CONNECT_QUERY(2),
    /** Shadowing another session. */
    SHADOW(3),
    /** The session keeps running without a client. */
    DISCONNECTED(4),
    /** Waiting for a client. */
    IDLE(5),
    /** An RDP listener, not a usable session. */
    LISTEN(6),
    /** Being reset. */
    RESET(7),
    /** Down because of an error. */
    DOWN(8),
    /** Being initialised. */
    INIT(9),
    /** A number that this version does not know; the number itself is kept beside it. */
    UNKNOWN(-1);

    /**
     * Created once: {@link #values} makes a new array each time, and a refresh looks up several states for each
     * session.
     */
    private static final SessionState[] ALL = values();

    private static final String NAMES_EXPECTED = "Give names of " + names() + " separated by commas.";

    private final int code;

    SessionState(int code) {
        this.code = code;
    }

    /** Returns the state of a native number, {@link #UNKNOWN} for a number of a newer Windows. */
    public static SessionState of(int code) {
        for (SessionState state : ALL) {
            if (state.code == code) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Returns the state of this name in any case, empty when there is none. */
    public static Optional<SessionState> named(String name) {
        return Arrays.stream(values())
                .filter(state -> Names.same(state.name(), name))
                .findFirst();
    }

    /**
     * Returns the states of a comma-separated list of names, in upper or lower case.
     *
     * @param what names the list in messages
     * @throws IllegalArgumentException when an item is blank or not a state
     */
    public static Set<SessionState> listed(String what, String names) {
        Set<SessionState> states = EnumSet.noneOf(SessionState.class);
        for (String item : names.split(",", -1)) {
            if (VisibleText.isBlank(item)) {
                throw new IllegalArgumentException(what + " \"" + names + "\" has a blank item. " + NAMES_EXPECTED);
            }
            states.add(named(item.strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            what + " has the unknown state \"" + item.strip() + "\". " + NAMES_EXPECTED)));
        }
        return states;
    }

    /** Returns all names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    /**
     * Returns whether a lock is meaningful in this state: the desktop of a disconnected session is not visible to any
     * user.
     */
    public boolean hasDesktop() {
        return this != DISCONNECTED;
    }

    /** Returns the native number, -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }
}
