package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A countdown beside logoffs and cancellations of the same session, each interleaving by hand. */
class CountdownOverlapTest extends OverlappingRequests {

    private void runTimer() {
        try {
            fixture.timer.runNext();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<LogoffAnswer> audited(Outcome outcome) {
        return fixture.trail.lines().stream()
                .flatMap(line -> line.answer().stream())
                .filter(answer -> answer.outcome() == outcome)
                .toList();
    }

    @Test
    void aWarningThatComesWhileAnEarlierCountdownEndsShowsNothingAndIsPending() {
        warn(alice());
        fixture.host.onceDuring("detail 3", this::runTimer);

        LogoffAnswer second = countdowns.warnAndLogoff(alice(), "Please save.", 3600);

        assertUnderWay(second);
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3", "logoff 3");
        assertThat(fixture.happenings).containsExactly("WARNED 3", "REQUESTED 3");
        assertNoCountdownIsLeft();
    }

    @Test
    void aWarningThatComesRightBeforeTheLogoffOfAnEarlierCountdownShowsNothing() {
        AtomicReference<LogoffAnswer> second = new AtomicReference<>();
        warn(alice());
        fixture.trail.onNextLine(() -> second.set(warn(alice())));
        runTimer();

        assertThat(second.get().outcome()).isEqualTo(Outcome.PENDING);
        assertThat(second.get().message())
                .isEqualTo("The logoff of CORP\\alice that was due at 2026-03-02T10:20:30Z is being carried out.");
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3", "logoff 3");
        assertNoCountdownIsLeft();
    }

    @Test
    void aCountdownThatIsBeingCarriedOutCannotBeCancelled() {
        AtomicReference<LogoffAnswer> cancelled = new AtomicReference<>();
        warn(alice());
        fixture.trail.onNextLine(() -> cancelled.set(countdowns.cancel(alice())));
        runTimer();

        assertThat(cancelled.get().outcome()).isEqualTo(Outcome.PENDING);
        assertThat(cancelled.get().message())
                .isEqualTo("The logoff of CORP\\alice that was due at 2026-03-02T10:20:30Z is being carried out.");
        assertThat(audited(Outcome.CANCELLED)).isEmpty();
        assertThat(fixture.host.actingCalls()).contains("logoff 3");
    }

    @Test
    void aCountdownWhoseLogoffWindowsHasCannotBeCancelled() {
        AtomicReference<LogoffAnswer> cancelled = new AtomicReference<>();
        warn(alice());
        fixture.host.onceDuring("logoff 3", () -> cancelled.set(countdowns.cancel(alice())));
        runTimer();

        assertUnderWay(cancelled.get());
        assertThat(audited(Outcome.CANCELLED)).isEmpty();
    }

    @Test
    void aLogoffEndsTheCountdownOfItsSession() {
        warn(alice());
        logoff();

        assertNoCountdownIsLeft();
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.CLOSING);
        assertUnderWay(warn(alice()));
        assertThat(fixture.host.messages()).hasSize(1);
    }

    @Test
    void aBulkLogoffEndsTheCountdownsOfItsSessions() {
        fixture.host.with(BOB);
        warn(alice());
        warn(Samples.session(BOB));

        fixture.control.bulk().logoffAll(5, false);

        assertNoCountdownIsLeft();
    }

    @Test
    void aLogoffThatIsRefusedLeavesTheCountdownRunning() {
        warn(alice());
        fixture.control.automation().requestLogoff("3", "bob", "", 0, "", "", false);
        fixture.host.fail("logoff 3", 5);
        logoff();

        assertThat(countdowns.dueSeconds(alice())).isEqualTo(300);
        assertThat(fixture.timer.waiting()).isEqualTo(1);
        assertThat(countdowns.cancel(alice()).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aCountdownIsNotCancelledWhileAnotherRequestAsksWindows() {
        AtomicReference<LogoffAnswer> cancelled = new AtomicReference<>();
        warn(alice());
        fixture.host.onceDuring("logoff 3", () -> cancelled.set(countdowns.cancel(alice())));
        logoff();

        assertUnderWay(cancelled.get());
        assertThat(audited(Outcome.CANCELLED)).isEmpty();
        assertNoCountdownIsLeft();
    }

    @Test
    void aCancellationThatComesBesideALogoffThatFailsEndsTheCountdownAllTheSame() {
        warn(alice());
        fixture.host.fail("logoff 3", 5);
        fixture.host.onceDuring("logoff 3", () -> countdowns.cancel(alice()));
        logoff();

        assertNoCountdownIsLeft();
    }

    @Test
    void aUserWhoComesBackWhileAnotherRequestAsksWindowsCallsNothingOff() {
        fixture.host.with(AWAY);
        warn(Samples.session(AWAY));
        fixture.host.onceDuring("logoff 3", () -> countdowns.observe(List.of(alice())));
        logoff();

        assertThat(audited(Outcome.CANCELLED)).isEmpty();
        assertNoCountdownIsLeft();
    }

    @Test
    void aCountdownThatEndsWhileAnotherRequestAsksWindowsIsNotCancelledByTheUsersReturn() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        fixture.host.with(AWAY);
        warn(Samples.session(AWAY));
        fixture.host.onceDuring("logoff 3", () -> {
            fixture.host.with(ALICE);
            asking.countDown();
            await(answer);
        });
        CompletableFuture<LogoffAnswer> other = fixture.logoffElsewhere(alice(), false);
        await(asking);
        CompletableFuture<Boolean> end = fixture.elsewhere(() -> {
            runTimer();
            return true;
        });
        Await.until(
                "the countdown has begun to end", () -> fixture.trail.lines().size() == 4);
        answer.countDown();

        assertThat(answerOf(other).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answerOf(end)).isTrue();
        assertThat(audited(Outcome.CANCELLED)).isEmpty();
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3", "logoff 3");
    }

    @Test
    void theCountdownsOfTwoLogonsUnderOneIdEndEachForItself() {
        warn(alice());
        SessionDetail again = Samples.detail(ALICE, Samples.LOGON.plusSeconds(1));
        fixture.host.with(ALICE, again);
        Session later = Samples.session(ALICE, again);

        assertThat(warn(later).outcome()).isEqualTo(Outcome.WARNED);
        runTimer();

        assertThat(audited(Outcome.GONE)).hasSize(1);
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3", "sendMessage 3");
        assertThat(countdowns.dueSeconds(later)).isEqualTo(300);
        assertThat(lastJournal()).hasSize(1);
    }

    @Test
    void aDryRunBesideACountdownSaysThatTheUserWasWarnedAlready() {
        warn(alice());
        fixture.rules.set(new ActingRules(true, true, false, Controls.OPEN.guard(), Controls.OPEN.limits()));

        LogoffAnswer dry = warn(alice());

        assertThat(dry.dryRun()).isTrue();
        assertThat(dry.message()).startsWith("CORP\\alice was warned already; the logoff is due at");
    }
}
