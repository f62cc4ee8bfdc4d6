package io.github.logoffd.session;

/** Whether the session's desktop is locked. */
public enum LockState {
    LOCKED,
    UNLOCKED,
    /** Windows did not say, as it does for sessions without a user. */
    UNKNOWN
}
