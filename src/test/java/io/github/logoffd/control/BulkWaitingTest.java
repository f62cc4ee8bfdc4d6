package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bulk requests that wait: all sessions are asked for, and all are waited for with one deadline. */
@Timeout(60)
class BulkWaitingTest {

    private static final int MANY = 20;

    /** One worker: a wait on it would keep the second session from being asked for. */
    private final ControlFixture fixture = new ControlFixture(100, 1);

    private final CountDownLatch windowsAnswers = new CountDownLatch(1);
    private BulkService bulk;

    @BeforeEach
    void addSession() {
        bulk = fixture.control.bulk();
        fixture.host.with(Samples.active(5, "bob"));
    }

    @AfterEach
    void close() {
        windowsAnswers.countDown();
        fixture.close();
    }

    private CompletableFuture<List<LogoffAnswer>> logoffAllElsewhere() {
        return fixture.elsewhere(() -> bulk.logoffAll(100, true));
    }

    /** The call begins, and when the list is read its time is just over. */
    private void passDeadlineDuringTheSelection() {
        fixture.host.during("sessions", () -> fixture.nanoTime.advance(ControlFixture.TIMEOUT));
    }

    private void windowsHangs(long id) {
        fixture.host.during("logoff " + id, () -> Await.until("it answers", () -> windowsAnswers.getCount() == 0));
    }

    private static List<Outcome> outcomes(List<LogoffAnswer> answers) {
        return answers.stream().map(LogoffAnswer::outcome).toList();
    }

    private List<Outcome> auditedOutcomes() {
        return fixture.trail.lines().stream()
                .filter(line -> line.phase() == Phase.ANSWERED)
                .map(line -> line.answer().orElseThrow().outcome())
                .toList();
    }

    @Test
    void whatIsGoneIsRecordedWhileTheCallerStillWaitsForAnother() throws Exception {
        CompletableFuture<List<LogoffAnswer>> call = logoffAllElsewhere();
        Await.until("both are asked for", () -> fixture.host.actingCalls().size() == 2);

        fixture.host.end(5);
        while (fixture.service.counters().done() < 1) {
            fixture.verifier.runNext();
        }

        Await.until("it is recorded", () -> auditedOutcomes().equals(List.of(Outcome.DONE)));
        assertThat(call).isNotDone();
        fixture.passDeadline();
    }

    @Test
    void allAreAskedForBeforeAnyoneIsWaitedFor() throws Exception {
        for (long id = 100; id < 100 + MANY; id++) {
            fixture.host.with(Samples.active(id, "user" + id));
        }
        CompletableFuture<List<LogoffAnswer>> call = logoffAllElsewhere();
        Await.until("all are asked for", () -> fixture.host.actingCalls().size() == MANY + 2);
        assertThat(call).isNotDone();

        LongStream.concat(LongStream.of(3, 5), LongStream.range(100, 100 + MANY))
                .forEach(fixture.host::end);
        while (fixture.service.counters().done() < MANY + 2) {
            fixture.verifier.runNext();
        }

        assertThat(outcomes(answerOf(call))).hasSize(MANY + 2).containsOnly(Outcome.DONE);
        assertThat(auditedOutcomes()).hasSize(MANY + 2).containsOnly(Outcome.DONE);
    }

    @Test
    void whatIsNotGoneAtTheCommonDeadlineIsPending() {
        fixture.host.during("logoff 3", fixture::passDeadline);

        List<LogoffAnswer> answers = bulk.logoffAll(2, true);

        assertThat(answers).extracting(LogoffAnswer::id).containsExactly(3L, 5L);
        assertThat(outcomes(answers)).containsExactly(Outcome.PENDING, Outcome.PENDING);
        assertThat(answers.get(0).message()).startsWith("Session 3 is still closing");
        Await.until("both are asked for", () -> fixture.host.actingCalls().size() == 2);
    }

    @Test
    void whoseTurnHasNotComeByTheDeadlineIsPendingAndAskedForAllTheSame() {
        windowsHangs(3);
        passDeadlineDuringTheSelection();

        List<LogoffAnswer> answers = bulk.logoffAll(2, true);

        assertThat(outcomes(answers)).containsExactly(Outcome.PENDING, Outcome.PENDING);
        assertThat(answers)
                .extracting(LogoffAnswer::message)
                .containsOnly("Windows has not answered for this session yet, or has not been called yet; the request"
                        + " continues.");
        assertThat(answers).extracting(LogoffAnswer::elapsedMillis).containsOnly(300_000L);
        assertThat(answers).extracting(LogoffAnswer::host).containsOnly("HOST1");
        assertThat(fixture.host.actingCalls()).isSubsetOf("logoff 3");
        assertThat(auditedOutcomes()).isEmpty();

        windowsAnswers.countDown();

        Await.until("both are in the audit trail", () -> auditedOutcomes().size() == 2);
        assertThat(auditedOutcomes()).containsOnly(Outcome.PENDING);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3", "logoff 5");
        assertThat(fixture.trail.lines())
                .hasSize(4)
                .allMatch(line -> line.intent().caller().equals(ControlFixture.CALLER));
    }

    @Test
    void theEndOfTheServiceEndsTheWait() throws Exception {
        windowsHangs(3);
        CompletableFuture<List<LogoffAnswer>> call = logoffAllElsewhere();
        Await.until("Windows is asked", () -> !fixture.host.actingCalls().isEmpty());

        fixture.control.close();

        assertThat(outcomes(answerOf(call))).containsExactly(Outcome.PENDING, Outcome.REFUSED_DISABLED);
        windowsAnswers.countDown();
        Await.until("both are in the audit trail", () -> auditedOutcomes().size() == 2);
        assertThat(auditedOutcomes()).containsExactly(Outcome.REFUSED_DISABLED, Outcome.PENDING);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    /** Without the end of the wait, which comes a moment later. */
    @Test
    void whatWindowsHasAcceptedIsRecordedWhenTheServiceStops() {
        windowsHangs(5);
        CompletableFuture<List<LogoffAnswer>> call = logoffAllElsewhere();
        Await.until("the second is asked for", () -> fixture.host.actingCalls().size() == 2);

        bulk.close();

        assertThat(auditedOutcomes()).containsExactly(Outcome.PENDING);
        assertThat(call).isNotDone();
        assertThat(outcomes(bulk.logoffAll(2, false))).containsExactly(Outcome.REFUSED_DISABLED);
        fixture.control.close();
    }

    @Test
    void aCallerWhoIsInterruptedHearsWhatIsKnown() throws Exception {
        windowsHangs(5);
        List<LogoffAnswer> answers = new CopyOnWriteArrayList<>();
        Thread caller = new Thread(() -> answers.addAll(bulk.logoffAll(2, true)));
        caller.start();
        Await.until("the second is asked for", () -> fixture.host.actingCalls().size() == 2);

        caller.interrupt();
        caller.join(20_000);

        assertThat(outcomes(answers)).containsExactly(Outcome.PENDING, Outcome.PENDING);
        assertThat(answers.get(0).message()).startsWith("Session 3 is still closing");
        assertThat(answers.get(1).message()).startsWith("Windows has not answered for this session yet");
        assertThat(auditedOutcomes()).containsExactly(Outcome.PENDING);
    }

    @Test
    void aMessageToAllHasTheDeadlineToo() {
        fixture.host.during("sendMessage 3", () -> Await.until("it answers", () -> windowsAnswers.getCount() == 0));
        passDeadlineDuringTheSelection();

        List<LogoffAnswer> answers = bulk.sendMessageToAll("", "Hello");
        windowsAnswers.countDown();

        assertThat(answers).extracting(LogoffAnswer::id).containsExactly(1L, 3L, 5L);
        assertThat(outcomes(answers.subList(1, 3))).containsOnly(Outcome.PENDING);
        Await.until("all are shown", () -> fixture.host.messages().size() == 3);
    }
}
