package io.github.logoffd.control.request;

import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.control.ControlFixture;
import io.github.logoffd.control.request.RememberedAnswers.Use;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Requests with an id are carried out once. */
class RememberedAnswersTest {

    private static final Duration KEEP = Duration.ofHours(1);

    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");

    private final NanoClock clock = new NanoClock();
    private final RememberedAnswers answers = new RememberedAnswers(KEEP, clock, PastRequests.NONE, "HOST1");
    private final AtomicInteger carriedOut = new AtomicInteger();

    private LogoffAnswer once(String requestId) {
        return answers.once(use(requestId, "session=3"), this::answer, answer -> true, Supplier::get);
    }

    private static Use use(String requestId, String arguments) {
        return new Use(requestId, "meier", arguments);
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
        answers.once(use("job-7", "session=3"), this::answer, answer -> false, Supplier::get);
        answers.once(use("job-7", "session=4"), this::answer, answer -> false, Supplier::get);

        assertThat(carriedOut).hasValue(2);
    }

    @Test
    void otherArgumentsUnderTheSameIdAreRefused() {
        once("job-7");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answers.once(use("job-7", "session=4"), this::answer, answer -> true, Supplier::get))
                .withMessage("requestId \"job-7\" was used with other arguments. Give a new request an id of its own.");
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

        assertThat(answers.once(use("job-7", "session=4"), this::answer, answer -> true, Supplier::get)
                        .message())
                .isEqualTo("2");
    }

    @Test
    void noAnswerOfARequestThatActedIsForgottenForTheSakeOfANewOne() {
        for (int i = 0; i < 5_000; i++) {
            once("job-" + i);
            onceBy("ben", "other-" + i);
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> onceBy("cid", "one-more"))
                .withMessageStartingWith("10000 request ids of all users are remembered");
        once("job-0");
        assertThat(carriedOut).hasValue(10_000);
    }

    @Test
    void oneUserCannotUseUpTheRoomOfTheOthers() {
        for (int i = 0; i < 5_000; i++) {
            once("job-" + i);
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> once("one-more"))
                .withMessage("5000 request ids of one user are remembered, which is the limit. Send fewer requests, or"
                        + " shorten request.idsKept in logoffd.properties.");
        assertThat(onceBy("ben", "his-first").outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theOldestRequestThatDidNotActMakesRoom() {
        onceGone("gone-1");
        onceGone("gone-2");
        for (int i = 0; i < 4_998; i++) {
            once("job-" + i);
        }

        once("one-more");

        carriedOut.set(0);
        onceGone("gone-2");
        assertThat(carriedOut).hasValue(0);
        onceGone("gone-1");
        assertThat(carriedOut).as("was forgotten").hasValue(1);
    }

    @Test
    void answersOfAnEarlierRunAreReplayed() {
        RememberedAnswers restarted = restarted(
                earlier("job-7", Outcome.ACCEPTED, true, Duration.ofMinutes(59)),
                earlier("job-8", Outcome.GONE, false, Duration.ofMinutes(1)),
                earlier("job-9", Outcome.FAILED, false, Duration.ofMinutes(1)),
                earlier("", Outcome.DONE, true, Duration.ofMinutes(1)));

        assertThat(messageOf(restarted, "job-7")).isEqualTo("earlier");
        assertThat(messageOf(restarted, "job-8")).isEqualTo("earlier");
        assertThat(messageOf(restarted, "job-9")).isEqualTo("1");
        clock.advance(Duration.ofMinutes(2));
        assertThat(messageOf(restarted, "job-7")).isEqualTo("2");
    }

    @Test
    void anAnswerOfAnEarlierRunIsOfItsHostAndItsArguments() {
        AuditRecord earlier = earlier("job-7", Outcome.DONE, true, Duration.ZERO);
        RememberedAnswers otherHost = new RememberedAnswers(KEEP, clock, past(earlier), "HOST2");

        assertThat(messageOf(otherHost, "job-7")).isEqualTo("1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restarted(earlier)
                        .once(use("job-7", "session=4"), this::answer, answer -> true, Supplier::get));
    }

    private RememberedAnswers restarted(AuditRecord... earlier) {
        return new RememberedAnswers(KEEP, clock, past(earlier), "HOST1");
    }

    private static PastRequests past(AuditRecord... earlier) {
        return new PastRequests(NOW, List.of(earlier), List.of(), Optional.empty());
    }

    private static AuditRecord earlier(String requestId, Outcome outcome, boolean acted, Duration age) {
        AuditRecord.Intent intent = new AuditRecord.Intent(
                ControlFixture.CALLER,
                "requestLogoff",
                "session=3",
                requestId,
                false,
                "HOST1",
                "KEY",
                3,
                "CORP\\alice");
        LogoffAnswer answer = intent.answer(outcome, 0, "earlier", 1);
        return new AuditRecord(
                NOW.minus(age), "run-0", AuditRecord.Phase.ANSWERED, intent, Optional.of(answer), "", acted);
    }

    private String messageOf(RememberedAnswers restarted, String requestId) {
        return restarted
                .once(use(requestId, "session=3"), this::answer, answer -> true, Supplier::get)
                .message();
    }

    private LogoffAnswer onceBy(String user, String requestId) {
        return answers.once(new Use(requestId, user, "session=3"), this::answer, answer -> true, Supplier::get);
    }

    private void onceGone(String requestId) {
        answers.once(use(requestId, "session=3"), this::gone, answer -> true, Supplier::get);
    }

    private RecordedRequest gone() {
        RecordedRequest request = answer();
        request.endsWith(Step.Failed.gone("It is gone."));
        request.answerAt(0);
        return request;
    }

    @Test
    void aRequestThatThrowsSaysSoItselfAndIsForgotten() {
        IllegalArgumentException wrong = new IllegalArgumentException("session is \"x\"");

        assertThatThrownBy(() -> answers.once(
                        use("job-7", "session=x"),
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
                use("job-7", "session=3"),
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
                use("job-7", "session=3"),
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
