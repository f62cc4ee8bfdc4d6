package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several callers at once. */
class LogoffWaitingTest {

    private ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void twoCallersForOneLogonMakeOneCall() throws Exception {
        CompletableFuture<LogoffAnswer> first = fixture.logoffElsewhere(alice(), true);
        fixture.verifier.runNext();
        LogoffAnswer second = fixture.service.logoff(alice(), false);
        CompletableFuture<LogoffAnswer> third = fixture.logoffElsewhere(alice(), true);
        fixture.host.end(3);

        assertThat(second.outcome()).isEqualTo(Outcome.ACCEPTED);
        fixture.verifier.runNext();
        assertThat(answerOf(first).outcome()).isEqualTo(Outcome.DONE);
        assertThat(answerOf(third).outcome()).isIn(Outcome.DONE, Outcome.GONE);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    @Test
    void whoJoinsWhileWindowsIsBeingAskedGetsTheSameAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        fixture.host.fail("logoff 3", 5);
        fixture.host.during("logoff 3", () -> {
            asked.countDown();
            awaitUninterrupted(answer);
        });
        CompletableFuture<LogoffAnswer> first = fixture.logoffElsewhere(alice(), true);
        awaitUninterrupted(asked);
        CompletableFuture<LogoffAnswer> second = fixture.logoffElsewhere(alice(), false);
        while (fixture.trail.lines().size() < 2) {
            Thread.onSpinWait();
        }

        answer.countDown();

        assertThat(answerOf(first).code()).isEqualTo(5);
        assertThat(answerOf(second).code()).isEqualTo(5);
    }

    @Test
    void whoDoesNotWaitForTheSessionStillHasADeadline() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        fixture.host.during("logoff 3", () -> {
            asked.countDown();
            awaitUninterrupted(answer);
        });
        CompletableFuture<LogoffAnswer> first = fixture.logoffElsewhere(alice(), false);
        awaitUninterrupted(asked);
        Thread.currentThread().interrupt();

        LogoffAnswer second = fixture.service.logoff(alice(), false);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(second.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(second.message()).contains("Another request for this logoff");
        answer.countDown();
        assertThat(answerOf(first).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theRefusalSaysHowManyAreInProgress() {
        replaceFixture(1);
        AtomicReference<LogoffAnswer> second = new AtomicReference<>();
        fixture.host.onceDuring("logoff 3", () -> second.set(fixture.service.logoff(alice(), false)));
        fixture.service.logoff(alice(), false);

        assertThat(second.get().message()).startsWith("1 requests to act are in progress");
    }

    @Test
    void oneRequestTooManyIsRefused() {
        replaceFixture(0);

        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_LIMIT);
        assertThat(answer.message())
                .startsWith("0 requests to act are in progress")
                .contains("logoff.maxWaiting");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void whoHasWaitedMakesRoomForTheNext() {
        replaceFixture(1);
        fixture.host.during("logoff 3", fixture::passDeadline);

        assertThat(fixture.service.logoff(alice(), true).outcome()).isEqualTo(Outcome.PENDING);
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void nothingIsDoneAfterClosing() {
        fixture.service.close();

        assertThat(fixture.service.logoff(alice(), true).outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void closingTellsWhoWaitsThatItIsPending() throws Exception {
        List<CompletableFuture<LogoffAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(fixture.logoffElsewhere(alice(), true));
        }
        fixture.verifier.runNext();

        fixture.service.close();

        for (CompletableFuture<LogoffAnswer> call : calls) {
            // Who came a moment later finds the service stopping.
            assertThat(answerOf(call).outcome()).isIn(Outcome.PENDING, Outcome.REFUSED_DISABLED);
        }
        assertThat(calls).anyMatch(call -> call.join().outcome() == Outcome.PENDING);
    }

    @Test
    void fiftyThatWaitKeepNoOtherClientFromBeingServed() throws Exception {
        List<Session> waitedFor = new ArrayList<>();
        List<CompletableFuture<LogoffAnswer>> calls = new ArrayList<>();
        for (int id = 100; id < 150; id++) {
            SessionRow row = Samples.active(id, "user" + id);
            fixture.host.with(row);
            waitedFor.add(Samples.session(row));
        }
        waitedFor.forEach(session -> calls.add(fixture.logoffElsewhere(session, true)));
        while (fixture.host.actingCalls().size() < 50) {
            Thread.onSpinWait();
        }

        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.service.stateOf(alice())).isEqualTo(LogoffState.CLOSING);
        assertThat(waitedFor)
                .allSatisfy(session ->
                        assertThat(fixture.service.stateOf(session)).isIn(LogoffState.CLOSING, LogoffState.REQUESTED));
        assertThat(calls).noneMatch(CompletableFuture::isDone);

        waitedFor.forEach(session -> fixture.host.end(session.id()));
        while (fixture.service.pendingCount() > 1) {
            fixture.verifier.runNext();
        }
        for (CompletableFuture<LogoffAnswer> call : calls) {
            assertThat(answerOf(call).outcome()).isEqualTo(Outcome.DONE);
        }
        assertThat(fixture.service.counters().done()).isEqualTo(50);
    }

    private void replaceFixture(int maxWaiting) {
        fixture.close();
        fixture = new ControlFixture(maxWaiting);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
