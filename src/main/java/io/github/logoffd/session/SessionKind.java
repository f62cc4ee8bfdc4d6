package io.github.logoffd.session;

/**
 * Kind of a row of a session list. It follows from the id inside the session's own machine: a unique id may be any
 * number, and the services, the console and the listeners of a virtual machine are protected like those of the host.
 */
public enum SessionKind {
    /** A session with a user, anywhere but at the physical console. */
    USER,
    /** The session that is at the physical console now, with or without a user. */
    CONSOLE,
    /** Session 0 of its machine, where the services run. */
    SERVICES,
    /** A listener: it accepts connections and has no user. */
    LISTENER,
    /** Anything else without a user: a connection at its logon screen, a session being built or torn down. */
    OTHER;

    static SessionKind of(long id, SessionState state, String name, String user) {
        if (id >= SessionRow.FIRST_LISTENER_ID || state == SessionState.LISTEN) {
            return LISTENER;
        }
        if (id == 0) {
            return SERVICES;
        }
        if (Names.same(name, "console")) {
            return CONSOLE;
        }
        return user.isEmpty() ? OTHER : USER;
    }
}
