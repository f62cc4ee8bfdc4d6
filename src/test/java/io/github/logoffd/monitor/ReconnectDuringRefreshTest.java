package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client that comes or goes between the list and the question for its session. */
class ReconnectDuringRefreshTest {

    private static final SessionRow ACTIVE = Samples.active(3, "alice");
    private static final SessionRow AWAY = Samples.disconnected(3, "alice");

    private final ScriptedHost host = new ScriptedHost().with(AWAY);
    private final HostMonitor monitor = new HostMonitor(
            Samples.HOST, host, new CallerRuns(), () -> Instant.parse("2026-03-02T10:00:00Z"), new NanoClock());
    private final List<String> changes = new ArrayList<>();

    private Session refresh() {
        SessionSnapshot before = monitor.status().snapshot();
        SessionSnapshot after = monitor.refresh().snapshot();
        SnapshotDiff.between(before, after)
                .forEach(change -> changes.add(change.type().name()));
        return after.sessions().stream()
                .filter(session -> session.id() == 3)
                .findFirst()
                .orElseThrow();
    }

    /** Between the list and the next question. */
    private void meanwhile(SessionRow row, SessionDetail detail) {
        host.during("detail 3", () -> {
            host.during("detail 3", () -> {});
            host.with(row, detail);
        });
    }

    /** Active since a new connect. */
    private static SessionDetail reconnected() {
        SessionDetail active = Samples.detail(ACTIVE);
        SessionTimes times = active.times();
        return new SessionDetail(
                active.id(),
                active.stateCode(),
                active.lock(),
                active.name(),
                active.user(),
                active.domain(),
                new SessionTimes(
                        times.logon(), Optional.of(Samples.NOW), Optional.empty(), times.lastInput(), times.current()),
                active.traffic());
    }

    @Test
    void aClientThatComesIsSeenAtOnceAndToldOnce() {
        refresh();
        meanwhile(ACTIVE, reconnected());

        Session session = refresh();
        refresh();

        assertThat(session.row()).isEqualTo(ACTIVE);
        assertThat(session.client()).isEqualTo(Samples.CLIENT);
        assertThat(session.disconnectedSeconds()).isEqualTo(-1);
        assertThat(changes).containsExactly("CONNECTED");
    }

    @Test
    void aClientThatGoesIsSeenAtOnceAndToldOnce() {
        host.with(ACTIVE);
        refresh();
        meanwhile(AWAY, Samples.detail(AWAY));

        Session session = refresh();
        refresh();

        assertThat(session.row()).isEqualTo(AWAY);
        assertThat(session.disconnectedSeconds()).isZero();
        assertThat(session.client().name())
                .isEqualTo(Samples.CLIENT.disconnected().name());
        assertThat(changes).containsExactly("DISCONNECTED");
    }

    @Test
    void aSessionThatReconnectsAtTheConsoleIsTheConsole() {
        SessionRow console = new SessionRow(3, 3, "Console", SessionState.ACTIVE.code(), "alice", "CORP", "", "");
        meanwhile(console, Samples.detail(console));

        assertThat(refresh().row().kind()).isEqualTo(SessionKind.CONSOLE);
    }

    @Test
    void theAnswerOfAnotherUserSaysNothingOfThisRow() {
        SessionRow bob = Samples.active(3, "bob");
        meanwhile(bob, Samples.detail(bob));

        assertThat(refresh().row()).isEqualTo(AWAY);
    }

    @Test
    void anAnswerOfAnEarlierRefreshIsOlderThanTheRow() {
        refresh();
        host.with(ACTIVE);
        host.fail("detail 3", 5);

        Session session = refresh();

        assertThat(session.row()).isEqualTo(ACTIVE);
        assertThat(session.detail()).isEqualTo(Samples.detail(AWAY).identityOnly());
    }

    @Test
    void aStateThatIsNotKnownSaysNothing() {
        SessionDetail known = Samples.detail(AWAY);
        host.with(
                AWAY,
                new SessionDetail(
                        3,
                        77,
                        known.lock(),
                        "RDP-Tcp#9",
                        known.user(),
                        known.domain(),
                        known.times(),
                        known.traffic()));

        assertThat(refresh().row()).isEqualTo(AWAY);
        assertThat(refresh().client()).isNotEqualTo(ClientInfo.NONE);
    }
}
