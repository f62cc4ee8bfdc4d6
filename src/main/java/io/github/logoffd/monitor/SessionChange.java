package io.github.logoffd.monitor;

import io.github.logoffd.session.Session;

/**
 * Something that happened to one session between two snapshots.
 *
 * @param type what happened
 * @param session the session as the newer snapshot shows it; one that is logged off or removed as the older one did
 */
public record SessionChange(Type type, Session session) {

    /** What can happen to a session. */
    public enum Type {
        /** The host lists it now; listeners and services too. */
        CREATED,
        /** The host lists it no more, or its id belongs to another logon. */
        REMOVED,
        /** A user is logged on now. */
        LOGON,
        /** The user is logged on no more. */
        LOGOFF,
        /** A client has connected. */
        CONNECTED,
        /** The client has gone and the session lives on. */
        DISCONNECTED,
        /** The desktop was locked. */
        LOCKED,
        /** The desktop was unlocked. */
        UNLOCKED
    }
}
