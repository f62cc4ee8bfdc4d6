package io.github.logoffd.session;

/** Source of the ages of sessions. Thread-safe. */
@FunctionalInterface
public interface AgeSource {

    /** Trusts the times of Windows, for a process that has not observed the sessions. */
    AgeSource WINDOWS = (logon, answer) -> SessionAges.byWindows(answer.state(), answer.times());

    /**
     * Returns the ages of a logon.
     *
     * @param answer the answer that the host has just given about this logon
     */
    SessionAges ages(LogonIdentity logon, SessionDetail answer);
}
