package io.github.logoffd.session;

/** Source of the ages of sessions. Thread-safe. */
@FunctionalInterface
public interface AgeSource {

    /** Believes what Windows says, for a process that has not watched the sessions. */
    AgeSource WINDOWS = (logon, answer) -> SessionAges.byWindows(answer.state(), answer.times());

    /**
     * Returns the ages of a logon.
     *
     * @param answer what the host has just said about this very logon
     */
    SessionAges ages(LogonIdentity logon, SessionDetail answer);
}
