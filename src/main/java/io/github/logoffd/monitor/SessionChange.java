package io.github.logoffd.monitor;

import io.github.logoffd.session.Session;

/**
 * Change of one session between two snapshots.
 *
 * @param type the type of the change
 * @param session the session in the newer snapshot; in the older one when it was logged off or removed
 */
public record SessionChange(Type type, Session session) {

    /** Type of a change. */
    public enum Type {
        /** The host now lists it; also for RDP listeners and services. */
        CREATED,
        /** The host no longer lists it, or its id belongs to another logon. */
        REMOVED,
        /** A user is logged on now. */
        LOGON,
        /** The user is no longer logged on. */
        LOGOFF,
        /** A client has connected. */
        CONNECTED,
        /** The client has disconnected and the session keeps running. */
        DISCONNECTED,
        /** The desktop was locked. */
        LOCKED,
        /** The desktop was unlocked. */
        UNLOCKED
    }
}
