package io.github.logoffd.control;

/** How far the logoff of a session is. */
public enum LogoffState {
    /** Nobody asked for it. */
    NONE,
    /** The user was warned. */
    WARNED,
    /** The session host is being asked. */
    REQUESTED,
    /** The session host has accepted; the session is not gone yet. */
    CLOSING,
    /** Accepted, but not gone when the time for it was over; or the session is down, whoever asked for its end. */
    STUCK
}
