package io.github.logoffd.control;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells of sessions that go down, once each: Windows is ending them and has not finished, whoever asked for it. What the first snapshot
 * after the start shows down is told too, since nobody else would tell of it. A listener that is down is switched off and not stuck.
 *
 * <p>Not thread-safe; snapshots come one after the other.
 */
final class DownSessions {

    private final LogoffService logoffs;
    private Map<Long, Session> last = Map.of();

    DownSessions(LogoffService logoffs) {
        this.logoffs = logoffs;
    }

    /** Tells whether Windows is ending this session and has not finished. */
    static boolean isDown(Session session) {
        return session.row().state() == SessionState.DOWN && session.row().kind() != SessionKind.LISTENER;
    }

    /** Compares the sessions of the newest snapshot with those of the last call. */
    void observe(List<Session> sessions) {
        sessions.stream().filter(DownSessions::isDown).forEach(this::tellWhenNew);
        last = sessions.stream()
                .collect(Collectors.toMap(
                        session -> session.row().uniqueId(), Function.identity(), (first, second) -> first));
    }

    private void tellWhenNew(Session now) {
        Optional<Session> before =
                Optional.ofNullable(last.get(now.row().uniqueId())).filter(old -> canBeSameLogon(old, now));
        if (before.filter(DownSessions::isDown).isEmpty()) {
            logoffs.tellDown(now.identity().isPresent() ? now : before.orElse(now));
        }
    }

    /** A session that is being torn down loses its user and its logon time; the last snapshot still knows whose it was. */
    private static boolean canBeSameLogon(Session old, Session now) {
        Optional<LogonIdentity> before = old.identity();
        Optional<LogonIdentity> after = now.identity();
        return (before.isPresent() && after.isPresent())
                ? before.equals(after)
                : !now.row().hasUser() || now.account().equals(old.account());
    }
}
