package io.github.logoffd.session;

/** Lock state of the session's desktop. */
public enum LockState {
    LOCKED,
    UNLOCKED,
    /** Windows did not report it, as for sessions without a user. */
    UNKNOWN
}
