package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A warning beside other warnings, a logoff or the end of the service, while its message is shown. */
class WarningOverlapTest extends OverlappingRequests {

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
        Await.until("the second waits for the first", WarningOverlapTest::isJoining);
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
        Await.until("the second waits for the first", WarningOverlapTest::isJoining);
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
}
