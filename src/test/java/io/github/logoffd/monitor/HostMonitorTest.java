package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.session.Age;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.ListenerState;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.Traffic;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.RecordedLog;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh costs, and what remains when part of it, or all of it, fails. */
class HostMonitorTest {

    private static final SessionRow ALICE = Samples.active(3, "alice");

    private final ScriptedHost host =
            new ScriptedHost().with(Samples.CONSOLE).with(ALICE).with(Samples.LISTENER);
    private final NanoClock nanoTime = new NanoClock();
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final HostMonitor monitor = new HostMonitor(Samples.HOST, host, new CallerRuns(), () -> now, nanoTime);

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
    void aFailedRefreshKeepsTheLastSnapshotAndSaysSo() {
        HostStatus good = monitor.refresh();
        host.fail("sessions", 1722);
        now = now.plusSeconds(60);

        HostStatus failed = monitor.refresh();

        assertThat(failed.snapshot()).isSameAs(good.snapshot());
        assertThat(failed.snapshot().sessions()).hasSize(4);
        assertThat(failed.reachable()).isFalse();
        assertThat(failed.lastErrorCode()).isEqualTo(1722);
        assertThat(failed.lastError())
                .isEqualTo("WTSEnumerateSessionsEx failed. Error [1722]: The RPC server is unavailable."
                        + " (RPC_S_SERVER_UNAVAILABLE)");
        assertThat(monitor.status()).isSameAs(failed);
    }

    @Test
    void aHostThatAnswersAgainIsReachableAgain() {
        host.fail("sessions", 5);
        assertThat(monitor.refresh().reachable()).isFalse();
        host.repair("sessions");

        HostStatus status = monitor.refresh();

        assertThat(status.reachable()).isTrue();
        assertThat(status.lastError()).isEmpty();
        assertThat(status.snapshot().sessions()).hasSize(4);
    }

    @Test
    void anEmptyListIsAFailedReadAndEndsNoSession() {
        HostStatus good = monitor.refresh();
        host.unlistAll();

        HostStatus failed = monitor.refresh();

        assertThat(failed.reachable()).isFalse();
        assertThat(failed.snapshot()).isSameAs(good.snapshot());
        assertThat(failed.lastErrorCode()).isEqualTo(13);
        assertThat(failed.lastError()).contains("lists no session at all").contains("session 0");
    }

    @Test
    void aListWithoutSessionZeroIsAFailedRead() {
        HostStatus good = monitor.refresh();
        host.unlist(0);

        HostStatus failed = monitor.refresh();

        assertThat(failed.reachable()).isFalse();
        assertThat(failed.snapshot()).isSameAs(good.snapshot());
        assertThat(failed.lastError()).contains("lists 3 sessions").contains("session 0");
    }

    @Test
    void sessionZeroOfAVirtualMachineIsNotThatOfTheHost() {
        host.unlist(0);
        host.with(new SessionRow(0, 77, "Services", SessionState.DISCONNECTED.code(), "", "", "VM1", ""));

        assertThat(monitor.refresh().reachable()).isFalse();
    }

    @Test
    void anErrorInARefreshIsAFailedRefresh() {
        HostStatus good = monitor.refresh();
        host.during("detail 3", () -> {
            throw new Error("Invalid memory access");
        });

        HostStatus failed = monitor.refresh();

        assertThat(failed.snapshot()).isSameAs(good.snapshot());
        assertThat(failed.reachable()).isFalse();
        assertThat(failed.lastError()).contains("Invalid memory access");
    }

    @Test
    void aSnapshotThatCannotBePublishedIsAFailedRefresh() {
        monitor.onRefresh((before, after) -> {
            throw new Error("Invalid memory access");
        });

        assertThatThrownBy(monitor::refresh).hasRootCauseMessage("Invalid memory access");

        assertThat(monitor.status().reachable()).isFalse();
        assertThat(monitor.status().lastError()).contains("Invalid memory access");
    }

    @Test
    void anErrorOfACallbackDoesNotEndTheLookForSilence() {
        monitor.onRefresh((before, after) -> {
            throw new Error("Invalid memory access");
        });
        host.during("sessions", () -> {
            nanoTime.advance(Duration.ofSeconds(20));
            monitor.noticeSilence(Duration.ofSeconds(10));
        });

        assertThatThrownBy(monitor::refresh).hasRootCauseMessage("Invalid memory access");
    }

    @Test
    void aSessionThatMayNotBeAskedKeepsItsRow() {
        host.fail("detail 3", 5);

        HostStatus status = monitor.refresh();

        assertThat(status.reachable()).isTrue();
        assertThat(status.lastErrorCode()).isEqualTo(5);
        assertThat(status.lastError()).contains("for session 3").contains("Access is denied");
        assertThat(session(status, 3).row()).isEqualTo(ALICE);
        assertThat(session(status, 3).detail()).isEqualTo(SessionDetail.unknown(3));
        assertThat(session(status, 1).detail()).isEqualTo(Samples.detail(Samples.CONSOLE));
    }

    @Test
    void whatCannotBeReadIsUnknownAndNotWhatItWas() {
        Session before = session(monitor.refresh(), 3);
        host.fail("detail 3", 5);

        HostStatus status = monitor.refresh();

        Session session = session(status, 3);
        assertThat(session.key()).isEqualTo(before.key());
        assertThat(session.account()).isEqualTo(before.account());
        assertThat(session.detail().times().logon())
                .isEqualTo(before.detail().times().logon());
        assertThat(session.detail().lock()).isEqualTo(LockState.UNKNOWN);
        assertThat(session.detail().traffic()).isEqualTo(Traffic.UNKNOWN);
        assertThat(session.idleSeconds()).isEqualTo(-1);
        assertThat(session.ages().connect()).isEqualTo(Age.UNKNOWN);
        assertThat(status.lastErrorCode()).isEqualTo(5);
    }

    @Test
    void theIdentityStaysHoweverOftenTheSessionCannotBeRead() {
        Session before = session(monitor.refresh(), 3);
        host.fail("detail 3", 5);
        monitor.refresh();

        assertThat(session(monitor.refresh(), 3).identity())
                .isEqualTo(before.identity())
                .isPresent();
    }

    @Test
    void noChangeIsReportedOfASessionThatCouldNotBeRead() {
        SessionSnapshot before = monitor.refresh().snapshot();
        host.fail("detail 3", 5);
        SessionSnapshot unread = monitor.refresh().snapshot();
        host.repair("detail 3");
        SessionSnapshot after = monitor.refresh().snapshot();

        assertThat(SnapshotDiff.between(before, unread)).isEmpty();
        assertThat(SnapshotDiff.between(unread, after)).isEmpty();
    }

    @Test
    void furtherProblemsAreCounted() {
        host.fail("detail 1", 5);
        host.fail("detail 3", 87);

        assertThat(monitor.refresh().lastError()).contains("for session 1").endsWith("(and 1 more in this refresh)");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7022})
    void aSessionThatEndedSinceTheListIsNoProblem(int code) {
        host.fail("detail 3", code);
        host.fail("client 3", code);

        HostStatus status = monitor.refresh();

        assertThat(status.reachable()).isTrue();
        assertThat(status.lastError()).isEmpty();
        assertThat(session(status, 3).detail()).isEqualTo(SessionDetail.unknown(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"detail 3", "client 3", "processes"})
    void aHostThatGoesAwayInTheMiddleFailsTheRefresh(String call) {
        HostStatus good = monitor.refresh();
        host.with(ALICE, Samples.detail(ALICE, Samples.NOW));
        host.fail(call, 1722);

        HostStatus failed = monitor.refresh();

        assertThat(failed.reachable()).isFalse();
        assertThat(failed.lastErrorCode()).isEqualTo(1722);
        assertThat(failed.snapshot()).isSameAs(good.snapshot());
    }

    @Test
    void anUnexpectedFailureKeepsTheLastSnapshotToo() {
        HostStatus good = monitor.refresh();
        host.during("detail 3", () -> {
            throw new IllegalStateException("WTSINFOEXW has level 2. Expected: 1.");
        });

        HostStatus failed = monitor.refresh();

        assertThat(failed.snapshot()).isSameAs(good.snapshot());
        assertThat(failed.reachable()).isFalse();
        assertThat(failed.lastError()).contains("WTSINFOEXW has level 2");
    }

    @Test
    void theDetailOfAnotherUserIsNotMixedIn() {
        host.with(ALICE, Samples.detail(Samples.active(3, "bob")));

        HostStatus status = monitor.refresh();

        assertThat(session(status, 3).detail()).isEqualTo(SessionDetail.unknown(3));
        assertThat(session(status, 3).identity()).isEmpty();
        assertThat(session(status, 3).account()).isEqualTo("CORP\\alice");
    }

    @Test
    void aUserWhoCannotBeReadHasNotTheLogonOfTheOneBefore() {
        monitor.refresh();
        host.with(Samples.active(3, "bob"));
        host.fail("detail 3", 5);

        Session session = session(monitor.refresh(), 3);

        assertThat(session.account()).isEqualTo("CORP\\bob");
        assertThat(session.identity()).isEmpty();
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
    void processesThatCannotBeReadAreUnknownAndNotZero() {
        host.setProcesses(List.of(process(3, 1000)));
        host.fail("processes", 5);

        HostStatus status = monitor.refresh();

        assertThat(status.reachable()).isTrue();
        assertThat(status.lastErrorCode()).isEqualTo(5);
        assertThat(status.snapshot().sessions()).extracting(Session::processes).containsOnly(ProcessTotals.UNKNOWN);
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

    private static ProcessInfo process(long session, long cpuMillis) {
        return new ProcessInfo(session, 100, "a.exe", cpuMillis, 100, 10, 1);
    }

    private static Session session(HostStatus status, long id) {
        return status.snapshot().sessions().stream()
                .filter(session -> session.id() == id)
                .findFirst()
                .orElseThrow();
    }
}
