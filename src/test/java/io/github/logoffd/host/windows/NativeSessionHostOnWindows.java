package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Scene;
import io.github.logoffd.testing.SceneSession;
import io.github.logoffd.testing.SessionHostContract;
import io.github.logoffd.testing.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The real binding, through JNA, against the stand-in for {@code wtsapi32.dll}. Its name keeps it out of the tests of
 * other systems: {@code WindowsJvmIT} runs it inside a Windows JVM. After each test nothing that the DLL gave out may
 * be left, and nothing may have been done that Windows would punish.
 */
class NativeSessionHostOnWindows extends SessionHostContract {

    private final StandIn standIn = new StandIn(StandIn.IN_WINDOWS);

    private long violationsBefore;

    @Override
    protected SessionHost open(List<SceneSession> sessions, List<ProcessInfo> processes) {
        SessionHost host = WtsSessionHost.local("testhost", false);
        violationsBefore = standIn.violations();
        standIn.play(sessions, processes);
        return host;
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Override
    protected void passTime(Duration duration) {
        Await.holdsWithin(duration, () -> false);
    }

    @AfterEach
    void everythingWasGivenBack() {
        assertThat(standIn.liveAllocations()).isZero();
        assertThat(standIn.liveHandles()).isZero();
        assertThat(standIn.violations()).isEqualTo(violationsBefore);
    }

    @Test
    void localHostHasTheNameOfTheComputer() {
        SessionHost host = open(List.of(), List.of());
        assertThat(host.name()).isEqualTo("TESTHOST");
        assertThat(host.mode()).isEqualTo(HostMode.WINDOWS);
        assertThat(host.processes()).isEmpty();
    }

    @Test
    void aListWithoutSessionZeroIsAFailedRead() {
        SessionHost host = open(List.of(), List.of());

        assertThatThrownBy(host::sessions)
                .isInstanceOf(SessionApiException.class)
                .hasMessageContaining("The host lists no session at all and not session 0");
    }

    @Test
    void aRemoteHostIsOpenedAskedAndClosed() {
        standIn.playOn("TS02", Scene.sessions(now()));
        try (SessionHost remote = WtsSessionHost.remote("ts02", false)) {
            assertThat(remote.name()).isEqualTo("ts02");
            assertThat(remote.sessions()).hasSameSizeAs(Scene.sessions(now()));
            assertThat(standIn.liveHandles()).isEqualTo(1);
        }
    }

    @Test
    void aRemoteHostThatDoesNotAnswerIsReported() {
        assertThatThrownBy(() -> WtsSessionHost.remote("nowhere", false))
                .isInstanceOfSatisfying(
                        SessionApiException.class,
                        e -> assertThat(e.reason()).isEqualTo(SessionApiException.Reason.HOST_UNREACHABLE))
                .hasMessageContaining("Error [1722]");
    }

    private SceneSession scene(long id) {
        return Scene.sessions(now()).stream()
                .filter(session -> session.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** The host's own session 2, and a session 2 of the same user in each of two virtual machines. */
    private SceneSession playVirtualMachines() {
        SceneSession session = scene(2);
        List<ProcessInfo> processes = List.of(
                new ProcessInfo(2, 2008, "host.exe", 9, 9, 9, 9), new ProcessInfo(1002, 2012, "guest.exe", 9, 9, 9, 9));
        standIn.play(
                List.of(scene(0), session),
                processes,
                StandIn.guest(session, 1002, "VM1", "FARM1"),
                StandIn.guest(session, 70000, "VM2", ""));
        return session;
    }

    @Test
    void withVirtualMachinesTheirSessionsAreListedAmongItsOwn() {
        playVirtualMachines();
        try (SessionHost merged = WtsSessionHost.local("testhost", true)) {
            assertThat(merged.name()).isEqualTo("TESTHOST");
            assertThat(merged.sessions())
                    .extracting(SessionRow::id, SessionRow::uniqueId, SessionRow::virtualMachine, SessionRow::farm)
                    .containsExactlyInAnyOrder(
                            tuple(0L, 0L, "", ""),
                            tuple(2L, 2L, "", ""),
                            tuple(2L, 1002L, "VM1", "FARM1"),
                            tuple(2L, 70000L, "VM2", ""));
            assertThat(merged.processes()).extracting(ProcessInfo::image).containsExactly("host.exe");
        }
    }

    @Test
    void withoutThemOnlyItsOwnSessionsAreListed() {
        SceneSession session = playVirtualMachines();
        SessionHost local = WtsSessionHost.local("testhost", false);
        assertThat(local.sessions()).extracting(SessionRow::virtualMachine).containsOnly("");

        standIn.playOn("TS03", List.of(scene(0), session), StandIn.guest(session, 1002, "VM1", "FARM1"));
        try (SessionHost plain = WtsSessionHost.remote("ts03", false);
                SessionHost merged = WtsSessionHost.remote("ts03", true)) {
            assertThat(plain.sessions()).extracting(SessionRow::uniqueId).containsExactly(0L, 2L);
            assertThat(merged.sessions()).extracting(SessionRow::uniqueId).containsExactly(0L, 2L, 1002L);
        }
    }

    @Test
    void aSessionOfAVirtualMachineIsAskedForByItsUniqueId() {
        SceneSession session = playVirtualMachines();
        try (SessionHost merged = WtsSessionHost.local("testhost", true)) {
            SessionDetail detail = merged.detail(70000);
            assertThat(detail.id()).isEqualTo(2);
            assertThat(detail.user()).isEqualTo(session.user());
            assertThat(detail.isOf(row(merged, 70000))).isTrue();
            assertThat(merged.client(70000)).isEqualTo(session.client());
        }
    }

    @Test
    void aCallThatActsHitsTheSessionOfThatUniqueIdAlone() {
        playVirtualMachines();
        try (SessionHost merged = WtsSessionHost.local("testhost", true)) {
            merged.sendMessage(70000, new Message("Title", "Text", Buttons.OK, Duration.ofSeconds(1), false));
            merged.disconnect(70000);
            assertThat(row(merged, 70000).state()).isEqualTo(SessionState.DISCONNECTED);
            merged.logoff(1002);
            Await.until("the session has ended", () -> merged.sessions().size() == 3);

            assertThat(merged.sessions()).extracting(SessionRow::uniqueId).containsExactlyInAnyOrder(0L, 2L, 70000L);
            assertThat(row(merged, 2).state()).isEqualTo(SessionState.ACTIVE);
        }
        assertThat(lastCalls(standIn.actingCalls()))
                .containsExactly(
                        "WTSSendMessageW session=70000",
                        "WTSDisconnectSession session=70000",
                        "WTSLogoffSession session=1002");
    }

    private static SessionRow row(SessionHost host, long uniqueId) {
        return host.sessions().stream()
                .filter(row -> row.uniqueId() == uniqueId)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns function and session of the last three calls: a line is time, function, server, session and more, with
     * tabs between.
     */
    private static List<String> lastCalls(List<String> calls) {
        return calls.subList(calls.size() - 3, calls.size()).stream()
                .map(line -> line.split("\t", -1))
                .map(fields -> fields[1] + ' ' + fields[3])
                .toList();
    }
}
