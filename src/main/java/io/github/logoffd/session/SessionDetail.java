package io.github.logoffd.session;

import java.util.Optional;

/**
 * Detail of one session as Windows returns it for a query about this session ({@code WTSSessionInfoEx}).
 *
 * @param id the id, inside its own machine, of the session that the answer is about
 * @param stateCode the native number of the {@link SessionState}
 * @param lock whether the desktop is locked
 * @param name the station name, {@code ""} when disconnected
 * @param user the user name, truncated to 20 characters by Windows; {@code ""} when no user is logged on
 * @param domain the domain, truncated to 17 characters by Windows
 * @param times the times of the session
 * @param traffic the counters of the connection
 */
public record SessionDetail(
        long id,
        int stateCode,
        LockState lock,
        String name,
        String user,
        String domain,
        SessionTimes times,
        Traffic traffic) {

    private static final int USER_CHARS = 20;

    /** Returns the state, {@link SessionState#UNKNOWN} when the number is not known. */
    public SessionState state() {
        return SessionState.of(stateCode);
    }

    /** Returns the kind of this session; a console with a user is a {@link SessionKind#CONSOLE}. */
    public SessionKind kind() {
        return SessionKind.of(id, state(), name, user);
    }

    /**
     * Returns whether this answer can be about the logon that {@code row} was listed for. Between the two calls an id
     * may have passed to another user; the user here is truncated to {@value #USER_CHARS} characters.
     */
    public boolean isOf(SessionRow row) {
        boolean cut = user.length() == USER_CHARS && row.user().startsWith(user);
        return id == row.id() && (cut || user.equals(row.user()));
    }

    /** Returns the part that stays valid as long as the logon does: the user and the logon time. */
    public SessionDetail identityOnly() {
        SessionTimes logon =
                new SessionTimes(times.logon(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new SessionDetail(
                id, SessionState.UNKNOWN.code(), LockState.UNKNOWN, "", user, domain, logon, Traffic.UNKNOWN);
    }

    /**
     * Returns the detail of a session that could not be queried.
     *
     * @param id the id inside the session's own machine
     */
    public static SessionDetail unknown(long id) {
        return new SessionDetail(
                id, SessionState.UNKNOWN.code(), LockState.UNKNOWN, "", "", "", SessionTimes.UNKNOWN, Traffic.UNKNOWN);
    }
}
