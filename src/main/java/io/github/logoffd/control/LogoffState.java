package io.github.logoffd.control;

/** Progress of the logoff of a session. */
public enum LogoffState {
    /** No logoff was requested. */
    NONE,
    /** The user was warned. */
    WARNED,
    /** The session host is being called. */
    REQUESTED,
    /** The session host has accepted; the session is not gone yet. */
    CLOSING,
    /** Accepted, but not gone at the timeout; or the session is down, whatever the cause. */
    STUCK
}
