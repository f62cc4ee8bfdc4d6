package io.github.logoffd.testing;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import java.time.Instant;
import java.util.Optional;

/** Rows, details and sessions that tests speak of. */
public final class Samples {

    public static final String HOST = "HOST1";
    public static final Instant LOGON = Instant.parse("2026-03-02T08:00:00.1234567Z");

    /** The host's clock in every detail, 2 hours after the logon. */
    public static final Instant NOW = LOGON.plusSeconds(7200);

    public static final SessionRow SERVICES =
            new SessionRow(0, 0, "Services", SessionState.DISCONNECTED.code(), "", "", "", "");
    public static final SessionRow CONSOLE =
            new SessionRow(1, 1, "Console", SessionState.ACTIVE.code(), "admin", "CORP", "", "");
    public static final SessionRow LISTENER =
            new SessionRow(65536, 65536, "RDP-Tcp", SessionState.LISTEN.code(), "", "", "", "");

    public static final ClientInfo CLIENT = new ClientInfo(
            "LAPTOP7", "192.0.2.7", ClientProtocol.RDP, 19041, 1920, 1080, 32, "C:\\app\\run.exe", "C:\\app");

    private Samples() {}

    /** An active session over RDP. */
    public static SessionRow active(long id, String user) {
        return new SessionRow(id, id, "RDP-Tcp#" + id, SessionState.ACTIVE.code(), user, "CORP", "", "");
    }

    /** A disconnected session. */
    public static SessionRow disconnected(long id, String user) {
        return new SessionRow(id, id, "", SessionState.DISCONNECTED.code(), user, "CORP", "", "");
    }

    /** A logon screen. */
    public static SessionRow nobody(long id) {
        return new SessionRow(id, id, "RDP-Tcp#" + id, SessionState.CONNECTED.code(), "", "", "", "");
    }

    /** An active session inside a virtual machine. */
    public static SessionRow guest(long uniqueId, long id, String user, String machine) {
        return new SessionRow(
                id, uniqueId, "RDP-Tcp#" + id, SessionState.ACTIVE.code(), user, "CORP", machine, "FARM1");
    }

    /** The host's answer about that row alone, for a logon at {@link #LOGON} and an input 90 seconds ago. */
    public static SessionDetail detail(SessionRow row) {
        return detail(row, LOGON);
    }

    public static SessionDetail detail(SessionRow row, Instant logon) {
        Optional<Instant> whenConnected =
                Optional.of(NOW.minusSeconds(90)).filter(t -> row.state() == SessionState.ACTIVE);
        Optional<Instant> whenDisconnected =
                Optional.of(NOW.minusSeconds(600)).filter(t -> row.state() == SessionState.DISCONNECTED);
        SessionTimes times = new SessionTimes(
                row.hasUser() ? Optional.of(logon) : Optional.empty(),
                Optional.of(LOGON.minusSeconds(5)),
                whenDisconnected,
                whenConnected,
                Optional.of(NOW));
        return new SessionDetail(
                row.id(),
                row.stateCode(),
                LockState.UNLOCKED,
                row.name(),
                row.user(),
                row.domain(),
                times,
                new Traffic(1000, 2000, 30, 40));
    }

    /** The same detail without a single time. */
    public static SessionDetail withoutTimes(SessionDetail detail) {
        return withTimes(detail, SessionTimes.UNKNOWN);
    }

    /** The same detail with other times. */
    public static SessionDetail withTimes(SessionDetail detail, SessionTimes times) {
        return new SessionDetail(
                detail.id(),
                detail.stateCode(),
                detail.lock(),
                detail.name(),
                detail.user(),
                detail.domain(),
                times,
                detail.traffic());
    }

    /** The host's answer about that row alone, with another lock. */
    public static SessionDetail detail(SessionRow row, LockState lock) {
        SessionDetail detail = detail(row);
        return new SessionDetail(
                detail.id(),
                detail.stateCode(),
                lock,
                detail.name(),
                detail.user(),
                detail.domain(),
                detail.times(),
                detail.traffic());
    }

    /** The session as a snapshot holds it. */
    public static Session session(SessionRow row, SessionDetail detail) {
        return new Session(HOST, row, detail, CLIENT, new ProcessTotals(3, 4500, 300, 30));
    }

    public static Session session(SessionRow row) {
        return session(row, detail(row));
    }
}
