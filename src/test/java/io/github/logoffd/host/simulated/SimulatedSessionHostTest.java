package io.github.logoffd.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.Traffic;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.Scene;
import io.github.logoffd.testing.SceneSession;
import io.github.logoffd.testing.SessionHostContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedSessionHostTest extends SessionHostContract {

    private static final Instant START = Instant.parse("2026-03-02T08:15:30.1234567Z");

    private final MutableClock clock = new MutableClock(START);

    @Override
    protected SessionHost open(List<SceneSession> sessions, List<ProcessInfo> processes) {
        return SimulatedSessionHost.still(
                "TESTHOST",
                clock,
                sessions.stream().map(SimulatedSessionHostTest::simulated).toList(),
                processes);
    }

    private static SimulatedSession simulated(SceneSession scene) {
        SessionRow row = new SessionRow(
                scene.id(), scene.id(), scene.name(), scene.state().code(), scene.user(), scene.domain(), "", "");
        SessionDetail detail = new SessionDetail(
                scene.id(),
                scene.state().code(),
                scene.lock(),
                scene.name(),
                scene.user(),
                scene.domain(),
                scene.times(),
                new Traffic(0, 0, 0, 0));
        return SimulatedSession.still(row, detail, scene.client(), scene.logoffTakes());
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void passTime(Duration duration) {
        clock.advance(duration);
    }

    @Test
    void saysThatItIsSimulated() {
        SessionHost host = open(Scene.sessions(now()), List.of());
        assertThat(host.name()).isEqualTo("TESTHOST");
        assertThat(host.mode()).isEqualTo(HostMode.SIMULATED);
        assertThat(host.processes()).isEmpty();
    }

    @Test
    void closingTheHostEndsTheWaitForEvents() throws Exception {
        SessionHost host = open(List.of(), List.of());
        CompletableFuture<Boolean> wait = CompletableFuture.supplyAsync(host::awaitEvent);
        assertThat(Await.holdsWithin(Duration.ofMillis(20), wait::isDone)).isFalse();
        host.close();
        assertThat(wait.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(host.awaitEvent()).isFalse();
    }

    @Test
    void interruptEndsTheWaitForEventsAndStaysVisible() {
        Thread.currentThread().interrupt();
        assertThat(open(List.of(), List.of()).awaitEvent()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void connectedUserPressesTheFirstButton(Buttons buttons) {
        SessionHost host = SimulatedSessionHost.demo("TESTHOST", clock, 1);
        long active = host.sessions().stream()
                .filter(row -> row.state() == SessionState.ACTIVE)
                .findFirst()
                .orElseThrow()
                .id();
        MessageResponse answer = host.sendMessage(active, new Message("", "?", buttons, Duration.ofSeconds(9), true));
        assertThat(buttons.name()).startsWith(answer.name());
    }

    @Test
    void whereNothingIsToHappenAWaitSleepsUntilItIsWokenAndSeesTheEndOfALogoff() {
        SessionHost host = open(Scene.sessions(now()), List.of());
        CompletableFuture<Boolean> wait = new CompletableFuture<>();
        Thread waiting = new Thread(() -> wait.complete(host.awaitEvent()));
        waiting.start();
        Await.until("the wait has no end", () -> waiting.getState() == Thread.State.WAITING);

        int before = host.sessions().size();
        host.logoff(2);
        clock.advance(Duration.ofMinutes(5));

        Await.until("the wait ends", wait::isDone);
        assertThat(wait).isCompletedWithValue(true);
        assertThat(host.sessions()).hasSize(before - 1);
    }

    @Test
    void clockThatIsSetBackStandsStill() {
        SessionHost host = SimulatedSessionHost.demo("TESTHOST", clock, 1);
        clock.advance(Duration.ofHours(-1));
        assertThat(host.detail(0).times().current()).contains(START);
    }
}
