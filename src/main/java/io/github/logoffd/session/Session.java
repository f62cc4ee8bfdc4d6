package io.github.logoffd.session;

import java.util.Optional;

/**
 * One session of a host at one moment. Immutable; the parts were read one after the other within one refresh.
 *
 * @param host the session host
 * @param row the row of the enumeration
 * @param detail the answer of the query about this session, {@link SessionDetail#unknown} when it failed
 * @param ages the ages of the session
 * @param client the client, {@link ClientInfo#NONE} when there is none
 * @param processes the totals over its processes
 */
public record Session(
        String host,
        SessionRow row,
        SessionDetail detail,
        SessionAges ages,
        ClientInfo client,
        ProcessTotals processes) {

    /** Creates a session with the ages that Windows reports. */
    public Session(String host, SessionRow row, SessionDetail detail, ClientInfo client, ProcessTotals processes) {
        this(host, row, detail, SessionAges.byWindows(row.state(), detail.times()), client, processes);
    }

    /** Creates a session without client and processes. */
    public Session(String host, SessionRow row, SessionDetail detail) {
        this(host, row, detail, ClientInfo.NONE, ProcessTotals.UNKNOWN);
    }

    /** Returns this session with other ages. */
    public Session with(SessionAges newAges) {
        return new Session(host, row, detail, newAges, client, processes);
    }

    /** Returns this session with another client and other totals. */
    public Session with(ClientInfo newClient, ProcessTotals newProcesses) {
        return new Session(host, row, detail, ages, newClient, newProcesses);
    }

    /** Returns the id that addresses this session on its host: the unique id of its row. */
    public long id() {
        return row.uniqueId();
    }

    /** Returns the key that permanently names this logon; see {@link LogonIdentity#key()}. */
    public String key() {
        return identity().map(LogonIdentity::key).orElseGet(() -> LogonIdentity.keyWithoutLogon(host, id()));
    }

    /** Returns the logon, empty without a user or when Windows did not report the logon time. */
    public Optional<LogonIdentity> identity() {
        if (!row.hasUser() || detail.user().isEmpty()) {
            return Optional.empty();
        }
        return detail.times().logon().map(logon -> new LogonIdentity(host, id(), row.id(), detail.user(), logon));
    }

    /**
     * Returns domain, backslash and user, only the user when the domain is unknown, {@code ""} when no user is logged
     * on.
     */
    public String account() {
        return row.account();
    }

    /** Returns whether the session is connected and its lock state is unknown. */
    public boolean isLockUnknown() {
        return row.hasUser() && row.state().hasDesktop() && detail.lock() == LockState.UNKNOWN;
    }

    /** Returns whether the session is connected and its desktop is locked. */
    public boolean isLocked() {
        return row.hasUser() && row.state().hasDesktop() && detail.lock() == LockState.LOCKED;
    }

    /** Returns the whole seconds that the session has been disconnected, -1 while it is not or when that is unknown. */
    public long disconnectedSeconds() {
        return row.state() == SessionState.DISCONNECTED ? ages.disconnect().seconds() : -1;
    }

    /**
     * Returns the whole seconds since the last input, -1 when unknown. A disconnected session gets no input and Windows
     * discards the time of the last one, so there it is the time since the disconnect.
     */
    public long idleSeconds() {
        long sinceInput = ages.input().seconds();
        return sinceInput >= 0 ? sinceInput : disconnectedSeconds();
    }
}
