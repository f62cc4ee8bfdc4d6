package io.github.logoffd.control.request;

import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.control.ControlFixture;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Requests with an id are carried out once. */
class RememberedAnswersTest {

    private static final Duration KEEP = Duration.ofHours(1);

    private final NanoClock clock = new NanoClock();
    private final RememberedAnswers answers = new RememberedAnswers(KEEP, clock);
    private final AtomicInteger carriedOut = new AtomicInteger();

    private LogoffAnswer once(String requestId) {
        return answers.once(requestId, "session=3", this::answer, answer -> true, Supplier::get);
    }

    private RecordedRequest answer() {
        RecordedRequest request = new RecordedRequest(
                Request.about(ControlFixture.CALLER, Samples.session(ControlFixture.ALICE), "requestLogoff", ""),
                "HOST1",
                "run-1",
                0);
        request.endsWith(Step.Accepted.of(Outcome.ACCEPTED, "" + carriedOut.incrementAndGet()));
        request.answerAt(0);
        return request;
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswer() {
        LogoffAnswer first = once("job-7");

        assertThat(once("job-7")).isSameAs(first);
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void anotherIdIsAnotherRequest() {
        once("job-7");
        once("JOB-7");

        assertThat(carriedOut).hasValue(2);
    }

    @Test
    void anAnswerThatIsNotFinalIsNotRemembered() {
        answers.once("job-7", "session=3", this::answer, answer -> false, Supplier::get);
        answers.once("job-7", "session=4", this::answer, answer -> false, Supplier::get);

        assertThat(carriedOut).hasValue(2);
    }

    @Test
    void otherArgumentsUnderTheSameIdAreRefused() {
        once("job-7");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answers.once("job-7", "session=4", this::answer, answer -> true, Supplier::get))
                .withMessage(
                        "requestId \"job-7\" was used with other arguments (session=3). Give a new request an id of"
                                + " its own.");
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void anAnswerIsForgottenAfterItsTime() {
        once("job-7");
        clock.advance(KEEP);
        once("job-7");
        assertThat(carriedOut).hasValue(1);

        clock.advance(Duration.ofNanos(1));
        once("job-7");

        assertThat(carriedOut).hasValue(2);
    }

    @Test
    void theTimeOfAnAnswerIsNotProlongedByAskingForIt() {
        once("job-7");
        clock.advance(Duration.ofMinutes(50));
        once("job-7");
        clock.advance(Duration.ofMinutes(11));
        once("job-7");

        assertThat(carriedOut).hasValue(2);
    }

    @Test
    void otherArgumentsAreTakenAfterThatTime() {
        once("job-7");
        clock.advance(KEEP.plusSeconds(1));

        assertThat(answers.once("job-7", "session=4", this::answer, answer -> true, Supplier::get)
                        .message())
                .isEqualTo("2");
    }

    @Test
    void noAnswerIsForgottenForTheSakeOfANewRequest() {
        for (int i = 0; i < 10_000; i++) {
            once("job-" + i);
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> once("one-more"))
                .withMessageStartingWith("10000 request ids are remembered");
        once("job-0");
        assertThat(carriedOut).hasValue(10_000);
    }

    @Test
    void aRequestThatThrowsSaysSoItselfAndIsForgotten() {
        IllegalArgumentException wrong = new IllegalArgumentException("session is \"x\"");

        assertThatThrownBy(() -> answers.once(
                        "job-7",
                        "session=x",
                        () -> {
                            throw wrong;
                        },
                        answer -> true,
                        Supplier::get))
                .isSameAs(wrong);
        assertThat(once("job-7").outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whoComesMeanwhileWaitsForTheFirst() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<LogoffAnswer> first = CompletableFuture.supplyAsync(() -> answers.once(
                "job-7",
                "session=3",
                () -> {
                    begun.countDown();
                    await(end);
                    return answer();
                },
                answer -> true,
                Supplier::get));
        await(begun);
        CompletableFuture<LogoffAnswer> second = CompletableFuture.supplyAsync(() -> once("job-7"));
        assertThat(second).isNotDone();
        end.countDown();

        assertThat(answerOf(second)).isSameAs(answerOf(first));
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void whoIsInterruptedWhileWaitingForTheFirstFailsAndStaysInterrupted() {
        answers.once(
                "job-7",
                "session=3",
                () -> {
                    Thread.currentThread().interrupt();
                    assertThatIllegalStateException()
                            .isThrownBy(() -> once("job-7"))
                            .withMessage("Interrupted while waiting for the first request with this requestId.");
                    assertThat(Thread.interrupted()).isTrue();
                    return answer();
                },
                answer -> true,
                Supplier::get);

        assertThat(carriedOut).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
