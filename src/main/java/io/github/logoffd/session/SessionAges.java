package io.github.logoffd.session;

/**
 * The ages of a session at the moment of one answer of its host.
 *
 * @param logon since the logon
 * @param connect since the newest connection
 * @param disconnect since the disconnect, {@link Age#UNKNOWN} while the session is connected
 * @param input since the last input
 */
public record SessionAges(Age logon, Age connect, Age disconnect, Age input) {

    /** Returns the ages as Windows reports them. */
    public static SessionAges byWindows(SessionState state, SessionTimes times) {
        return new SessionAges(
                Age.of(times.secondsSince(times.logon())),
                Age.of(times.secondsSince(times.connect())),
                state == SessionState.DISCONNECTED ? Age.of(times.secondsSince(times.disconnect())) : Age.UNKNOWN,
                Age.of(times.secondsSince(times.lastInput())));
    }

    /**
     * Returns how long the session has been unused: since the disconnect when disconnected, else since the last input.
     */
    public Age unused(SessionState state) {
        return state == SessionState.DISCONNECTED ? disconnect : input;
    }
}
