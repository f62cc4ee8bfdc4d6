package io.github.logoffd.bench;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.SceneSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** A host with many users: the sessions of Windows itself, a listener, and users with ten processes each. */
final class Crowd {

    static final long FIRST_USER = 2;

    private static final int PROCESSES = 10;
    private static final long LISTENER = 65536;
    private static final Instant LOGON = Instant.parse("2026-03-02T08:00:00Z");

    private Crowd() {}

    /**
     * Returns the sessions.
     *
     * @param users how many people are logged on
     * @param away whether the session of an id is disconnected
     */
    static List<SceneSession> sessions(int users, LongPredicate away) {
        List<SceneSession> sessions = new ArrayList<>();
        sessions.add(withoutUser(0, "Services", SessionState.DISCONNECTED));
        sessions.add(withoutUser(1, "Console", SessionState.CONNECTED));
        for (long id = FIRST_USER; id < FIRST_USER + users; id++) {
            sessions.add(user(id, away.test(id)));
        }
        sessions.add(withoutUser(LISTENER, "RDP-Tcp", SessionState.LISTEN));
        return sessions;
    }

    static List<ProcessInfo> processes(int users) {
        List<ProcessInfo> processes = new ArrayList<>();
        for (long id = FIRST_USER; id < FIRST_USER + users; id++) {
            for (int i = 0; i < PROCESSES; i++) {
                long pid = 4 * (id * PROCESSES + i);
                processes.add(new ProcessInfo(id, pid, "program-" + i + ".exe", 1_000 + i, 20_000_000, 300, 12));
            }
        }
        return processes;
    }

    private static SceneSession user(long id, boolean away) {
        SessionTimes times = new SessionTimes(
                Optional.of(LOGON),
                Optional.of(LOGON),
                away ? Optional.of(LOGON.plusSeconds(60)) : Optional.empty(),
                Optional.of(LOGON.plusSeconds(30)),
                Optional.empty());
        return new SceneSession(
                id,
                away ? "" : "RDP-Tcp#" + id,
                away ? SessionState.DISCONNECTED : SessionState.ACTIVE,
                LockState.UNLOCKED,
                "firstname.user-" + id,
                "CONTOSO",
                times,
                new ClientInfo("LT-" + id, "10.20.4.17", ClientProtocol.RDP, 26100, 2560, 1440, 32, "", ""),
                Duration.ZERO,
                0);
    }

    private static SceneSession withoutUser(long id, String name, SessionState state) {
        return new SceneSession(
                id, name, state, LockState.UNKNOWN, "", "", SessionTimes.UNKNOWN, ClientInfo.NONE, Duration.ZERO, 0);
    }
}
