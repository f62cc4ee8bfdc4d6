package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.ListenerState;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.RecordedLog;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a refresh reads and publishes, and what it costs. */
class HostMonitorTest extends MonitoredHost {

    @Test
    void theFirstRefreshAsksForEveryClientOnce() {
        monitor.refresh();

        assertThat(host.calls())
                .containsExactlyInAnyOrder(
                        "sessions", "processes", "detail 0", "detail 1", "client 1", "detail 3", "client 3");
    }

    @Test
    void aRefreshInTheSteadyStateAsksForNoClient() {
        monitor.refresh();
        host.forgetCalls();

        monitor.refresh();

        assertThat(host.calls()).containsExactlyInAnyOrder("sessions", "processes", "detail 0", "detail 1", "detail 3");
    }

    @Test
    void anIdThatIsListedTwiceIsAProblemAndNeitherSessionIsIdentified() {
        monitor.refresh();
        host.listAlso(new SessionRow(3, 3, "RDP-Tcp#9", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));

        HostStatus status = monitor.refresh();

        assertThat(status.reachable()).isTrue();
        assertThat(status.lastError())
                .isEqualTo("Windows lists two sessions with the id 3. Neither is acted on until it lists one.");
        assertThat(status.lastErrorCode()).isEqualTo(13);
        assertThat(status.snapshot().sessions())
                .filteredOn(session -> session.id() == 3)
                .extracting(Session::account, Session::identity)
                .containsExactly(tuple("CORP\\alice", Optional.empty()), tuple("CORP\\bob", Optional.empty()));
    }

    @Test
    void aClientIsAskedForAgainAfterAReconnect() {
        monitor.refresh();
        host.with(Samples.disconnected(3, "alice"));
        monitor.refresh();
        host.with(ALICE);
        host.forgetCalls();

        monitor.refresh();

        assertThat(host.calls()).contains("client 3").doesNotContain("client 1");
    }

    @Test
    void ofADisconnectedClientOnlyWhatItStartedRemains() {
        host.with(Samples.disconnected(3, "alice"));

        ClientInfo client = session(monitor.refresh(), 3).client();

        assertThat(client)
                .isEqualTo(
                        new ClientInfo("", "", ClientProtocol.UNKNOWN, -1, -1, -1, -1, "C:\\app\\run.exe", "C:\\app"));
    }

    @Test
    void aClientIsAskedForAgainWhenTheIdPassesToAnotherLogon() {
        monitor.refresh();
        host.with(ALICE, Samples.detail(ALICE, Samples.NOW));
        host.forgetCalls();

        monitor.refresh();

        assertThat(host.calls()).contains("client 3");
    }

    @Test
    void aSessionHasWhatItsHostSays() {
        host.setProcesses(List.of(process(3, 1000), process(3, 500), process(0, 7)));

        HostStatus status = monitor.refresh();

        assertThat(status.reachable()).isTrue();
        assertThat(status.lastError()).isEmpty();
        assertThat(status.lastErrorCode()).isZero();
        assertThat(status.snapshot().takenAt()).isEqualTo(now);
        assertThat(session(status, 3))
                .isEqualTo(new Session(
                        Samples.HOST,
                        ALICE,
                        Samples.detail(ALICE),
                        Samples.CLIENT,
                        new ProcessTotals(2, 1500, 200, 20)));
        assertThat(session(status, 1).processes()).isEqualTo(ProcessTotals.NONE);
        assertThat(session(status, 65536).detail()).isEqualTo(SessionDetail.unknown(65536));
        assertThat(session(status, 0).client()).isEqualTo(ClientInfo.NONE);
    }

    @Test
    void theListenersOfAHostAreKnownWhileItCanBeRead() {
        assertThat(monitor.status().listenerState()).isEqualTo(ListenerState.UNKNOWN);
        assertThat(monitor.refresh().listenerState()).isEqualTo(ListenerState.LISTENING);
        host.fail("sessions", 1722);
        assertThat(monitor.refresh().listenerState()).isEqualTo(ListenerState.UNKNOWN);
    }

    @Test
    void theLogHasEachChangeOfAHostOnce() {
        try (RecordedLog log = new RecordedLog(HostMonitor.class)) {
            monitor.refresh();
            monitor.refresh();
            host.fail("detail 3", 5);
            monitor.refresh();
            monitor.refresh();
            host.fail("sessions", 1722);
            monitor.refresh();
            monitor.refresh();
            host.repair("sessions");
            host.repair("detail 3");
            monitor.refresh();

            assertThat(log.lines())
                    .extracting(line -> line.replaceFirst(":.*", ""))
                    .containsExactly(
                            "INFO HOST1 is read without errors, 4 sessions",
                            "WARN HOST1 is read in part",
                            "WARN HOST1 cannot be read, its last snapshot is kept",
                            "INFO HOST1 is read without errors, 4 sessions");
        }
    }

    @Test
    void theLogHasOneUnexpectedFailureForEachSeries() {
        try (RecordedLog log = new RecordedLog(HostMonitor.class)) {
            for (String failure : List.of("one", "one", "another")) {
                host.during("detail 3", () -> {
                    throw new IllegalStateException(failure);
                });
                monitor.refresh();
            }

            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .hasSize(2)
                    .containsOnly("ERROR Reading the sessions of HOST1 failed unexpectedly");
        }
    }

    @Test
    void theListenerGetsEveryStatusInOrder() {
        List<HostStatus> heard = new ArrayList<>();
        monitor.onRefresh((before, after) -> heard.addAll(List.of(before, after)));

        HostStatus none = monitor.status();
        HostStatus first = monitor.refresh();
        host.fail("sessions", 1722);
        HostStatus second = monitor.refresh();
        host.repair("sessions");
        HostStatus third = monitor.refresh();

        assertThat(heard).containsExactly(none, first, first, second, second, third);
        assertThat(first.regained(none)).isFalse();
        assertThat(second.lost(first)).isTrue();
        assertThat(second.lost(none)).isTrue();
        assertThat(second.lost(second)).isFalse();
        assertThat(third.regained(second)).isTrue();
        assertThat(third.regained(first)).isFalse();
    }

    @Test
    void theAgeCountsFromTheBeginningOfTheRefresh() {
        assertThat(monitor.snapshotSeconds()).isEqualTo(-1);
        host.during("processes", () -> nanoTime.advance(Duration.ofSeconds(3)));

        monitor.refresh();
        assertThat(monitor.snapshotSeconds()).isEqualTo(3);
        nanoTime.advance(Duration.ofMillis(1999));
        assertThat(monitor.snapshotSeconds()).isEqualTo(4);
    }

    @Test
    void theAgeDoesNotFollowAClockThatIsSet() {
        monitor.refresh();
        nanoTime.advance(Duration.ofSeconds(7));

        now = now.plusSeconds(18_000);
        assertThat(monitor.snapshotSeconds()).isEqualTo(7);
        now = now.minusSeconds(36_000);
        assertThat(monitor.snapshotSeconds()).isEqualTo(7);
    }

    @Test
    void theTimeThatARefreshTookIsMeasured() {
        host.during("detail 3", () -> nanoTime.advance(Duration.ofMillis(120)));
        assertThat(monitor.refresh().refreshTime()).isEqualTo(Duration.ofMillis(120));

        host.during("sessions", () -> nanoTime.advance(Duration.ofSeconds(20)));
        host.fail("sessions", 1722);
        assertThat(monitor.refresh().refreshTime()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void beforeTheFirstRefreshNothingIsClaimed() {
        assertThat(monitor.status().reachable()).isFalse();
        assertThat(monitor.status().snapshot().exists()).isFalse();
        assertThat(monitor.status().lastError()).isEqualTo("The host has not been read yet.");
        assertThat(host.calls()).isEmpty();
    }
}
