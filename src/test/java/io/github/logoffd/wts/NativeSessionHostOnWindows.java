package io.github.logoffd.wts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
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
 * The real binding, through JNA, against the stand-in for {@code wtsapi32.dll}. Its name keeps it out of the tests of other systems:
 * {@code WindowsJvmIT} runs it inside a Windows JVM. After each test nothing that the DLL gave out
 * may be left, and nothing may have been done that Windows would punish.
 */
class NativeSessionHostOnWindows extends SessionHostContract {

    private final StandIn standIn = new StandIn(StandIn.IN_WINDOWS);

    private long violationsBefore;

    @Override
    protected SessionHost open(List<SceneSession> sessions, List<ProcessInfo> processes) {
        SessionHost host = WtsSessionHost.local("testhost");
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
        assertThat(host.sessions()).isEmpty();
        assertThat(host.processes()).isEmpty();
    }

    @Test
    void aRemoteHostIsOpenedAskedAndClosed() {
        standIn.playOn("TS02", Scene.sessions(now()));
        try (SessionHost remote = WtsSessionHost.remote("ts02")) {
            assertThat(remote.name()).isEqualTo("ts02");
            assertThat(remote.sessions()).hasSameSizeAs(Scene.sessions(now()));
            assertThat(standIn.liveHandles()).isEqualTo(1);
        }
    }

    @Test
    void aRemoteHostThatDoesNotAnswerIsSaid() {
        assertThatThrownBy(() -> WtsSessionHost.remote("nowhere"))
                .isInstanceOfSatisfying(
                        SessionApiException.class,
                        e -> assertThat(e.reason()).isEqualTo(SessionApiException.Reason.HOST_UNREACHABLE))
                .hasMessageContaining("Error [1722]");
    }
}
