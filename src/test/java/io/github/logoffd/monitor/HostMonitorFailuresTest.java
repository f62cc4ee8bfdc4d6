package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.session.Age;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.Traffic;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What remains when part of a refresh, or all of it, fails. */
class HostMonitorFailuresTest extends MonitoredHost {

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
    void processesThatCannotBeReadAreUnknownAndNotZero() {
        host.setProcesses(List.of(process(3, 1000)));
        host.fail("processes", 5);

        HostStatus status = monitor.refresh();

        assertThat(status.reachable()).isTrue();
        assertThat(status.lastErrorCode()).isEqualTo(5);
        assertThat(status.snapshot().sessions()).extracting(Session::processes).containsOnly(ProcessTotals.UNKNOWN);
    }
}
