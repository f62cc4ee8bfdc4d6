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
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A countdown beside other requests for the same session, each interleaving by hand. */
class CountdownOverlapTest {

    private static final SessionRow BOB = Samples.active(4, "bob");
    private static final SessionRow AWAY = Samples.disconnected(3, "alice");
    private static final String UNDER_WAY = "A logoff of CORP\\alice is already in progress; see LogoffState.";

    private final ControlFixture fixture = new ControlFixture();
    private final Countdowns countdowns = fixture.control.countdowns();

    @AfterEach
    void close() {
        fixture.close();
    }

    private LogoffAnswer warn(Session target) {
        return countdowns.warnAndLogoff(target, "Please save.", 300);
    }

    private LogoffAnswer logoff() {
        return fixture.service.logoff(alice(), false);
    }

    private void runTimer() {
        try {
            fixture.timer.runNext();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertUnderWay(LogoffAnswer answer) {
        assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.message()).isEqualTo(UNDER_WAY);
    }

    private void assertNoCountdownIsLeft() {
        assertThat(fixture.timer.waiting()).isZero();
        assertThat(fixture.journal).last().isEqualTo(List.of());
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(-1);
    }

    private List<String> lastJournal() {
        return fixture.journal.get(fixture.journal.size() - 1);
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
    void noUserIsWarnedOfLaterWhenWindowsIsAskedWhileTheMessageIsShown() {
        fixture.host.onceDuring("sendMessage 3", this::logoff);

        assertUnderWay(warn(alice()));
        assertThat(fixture.happenings).containsExactly("REQUESTED 3");
        assertNoCountdownIsLeft();
    }

    @Test
    void noUserIsWarnedOfLaterWhenTheLogonEndsWhileTheMessageIsShown() {
        fixture.host.onceDuring("sendMessage 3", () -> {
            logoff();
            fixture.host.end(3);
            verify();
        });

        assertUnderWay(warn(alice()));
        assertThat(fixture.happenings).containsExactly("REQUESTED 3", "DONE 3", "ENDED 3");
        assertNoCountdownIsLeft();
    }

    private void verify() {
        try {
            fixture.verifier.runNext();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsShownWhenWindowsIsAskedBeforeTheMessage() {
        // The warning reads the logon once to see whether it may be ended, and again for the message.
        fixture.host.onceDuring("detail 3", this::logoff);

        assertUnderWay(warn(alice()));
        assertThat(fixture.host.messages()).isEmpty();
        assertThat(fixture.happenings).containsExactly("REQUESTED 3");
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
    void aSecondWarningWaitsUntilItIsKnownWhetherTheFirstWasShown() throws Exception {
        CountDownLatch showing = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        fixture.host.fail("sendMessage 3", 5);
        fixture.host.during("sendMessage 3", () -> {
            showing.countDown();
            await(fail);
        });
        CompletableFuture<LogoffAnswer> first = fixture.elsewhere(() -> warn(alice()));
        await(showing);
        CompletableFuture<LogoffAnswer> second = fixture.elsewhere(() -> warn(alice()));
        Await.until("the second waits for the first", CountdownOverlapTest::isJoining);
        assertThat(countdowns.dueSeconds(alice())).as("nobody is warned yet").isEqualTo(-1);
        fail.countDown();

        assertThat(answerOf(first).code()).isEqualTo(5);
        assertThat(answerOf(second).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answerOf(second).message())
                .isEqualTo("Another request to warn CORP\\alice failed. Repeat this request.");
        assertThat(fixture.timer.waiting()).isZero();
    }

    @Test
    void aSecondWarningDoesNotWaitForTheFirstWhenTheServiceStops() throws Exception {
        CountDownLatch showing = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        fixture.host.during("sendMessage 3", () -> {
            showing.countDown();
            await(answer);
        });
        CompletableFuture<LogoffAnswer> first = fixture.elsewhere(() -> warn(alice()));
        await(showing);
        CompletableFuture<LogoffAnswer> second = fixture.elsewhere(() -> warn(alice()));
        Await.until("the second waits for the first", CountdownOverlapTest::isJoining);
        fixture.control.close();

        assertThat(answerOf(second).outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answerOf(second).message())
                .isEqualTo("Another request to warn CORP\\alice is still waiting for Windows.");
        answer.countDown();
        assertThat(answerOf(first).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aSecondWarningIsPendingWhenALogoffBeginsInTheMeantime() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicReference<CompletableFuture<LogoffAnswer>> logoff = new AtomicReference<>();
        warn(alice());
        fixture.host.onceDuring("logoff 3", () -> {
            asking.countDown();
            await(answer);
        });
        fixture.host.onceDuring("detail 3", () -> {
            logoff.set(fixture.logoffElsewhere(alice(), false));
            await(asking);
        });

        assertUnderWay(warn(alice()));
        answer.countDown();
        assertThat(answerOf(logoff.get()).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.host.messages()).hasSize(1);
    }

    private static boolean isJoining() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(Countdowns.class.getName())
                        && frame.getMethodName().equals("join"));
    }

    private static void await(CountDownLatch latch) {
        Await.until("the other thread is there", () -> latch.getCount() == 0);
    }

    @Test
    void aWarningThatIsNotShownLeavesNothingInTheJournal() {
        fixture.host.with(BOB);
        fixture.host.fail("sendMessage 3", 5);
        fixture.host.onceDuring("sendMessage 3", () -> warn(Samples.session(BOB)));
        warn(alice());

        assertThat(lastJournal()).singleElement().asString().contains("CORP\\bob");
    }

    @Test
    void theUserHasAllOfTheTimeAfterTheMessage() {
        fixture.host.onceDuring("sendMessage 3", () -> fixture.nanoTime.advance(Duration.ofSeconds(10)));
        warn(alice());

        assertThat(countdowns.dueSeconds(alice())).isEqualTo(300);
    }

    @Test
    void aServiceThatStopsWhileTheMessageIsShownWarnsOfNothingLater() {
        fixture.host.onceDuring("sendMessage 3", () -> fixture.control.close());

        LogoffAnswer answer = warn(alice());

        assertThat(answer.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(answer.message())
                .isEqualTo("The service is stopping, so CORP\\alice is not logged off although the message was shown.");
        assertThat(fixture.happenings).isEmpty();
        assertNoCountdownIsLeft();
    }

    @Test
    void aTimerThatStopsWhileTheMessageIsShownWarnsOfNothingLater() {
        fixture.host.onceDuring("sendMessage 3", fixture.timer::shutdown);

        assertThat(warn(alice()).message())
                .isEqualTo("The service is stopping, so CORP\\alice is not logged off although the message was shown.");
        assertThat(fixture.happenings).isEmpty();
        assertNoCountdownIsLeft();
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
