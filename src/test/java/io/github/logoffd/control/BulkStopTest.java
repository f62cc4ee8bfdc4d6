package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The service is stopped in the middle of a bulk request: every session is answered, to the caller and in the audit.
 */
@Timeout(60)
class BulkStopTest {

    private static final int MANY = 400;
    private static final long HANGING = 200;

    /** One worker, so that it is known which sessions were asked for when one call hangs. */
    private final ControlFixture fixture = new ControlFixture(100, 1);

    private final CountDownLatch windowsAnswers = new CountDownLatch(1);
    private CompletableFuture<List<LogoffAnswer>> call;

    @BeforeEach
    void beginABulkThatHangs() {
        for (long id = 5; id < 5 + MANY; id++) {
            fixture.host.with(Samples.active(id, "user" + id));
        }
        fixture.host.during("logoff " + HANGING, () -> Await.until("it answers", () -> windowsAnswers.getCount() == 0));
        call = fixture.elsewhere(() -> fixture.control.bulk().logoffAll(MANY + 1, true));
        Await.until("Windows hangs", () -> fixture.host.actingCalls().contains("logoff " + HANGING));
    }

    @AfterEach
    void close() {
        windowsAnswers.countDown();
        fixture.close();
    }

    @Test
    void theCallerHearsOfEachSessionWhetherWindowsWasAsked() throws Exception {
        fixture.control.close();

        Map<Long, LogoffAnswer> answers =
                answerOf(call).stream().collect(Collectors.toMap(LogoffAnswer::id, answer -> answer));
        assertThat(answers).hasSize(MANY + 1);
        answers.forEach((id, answer) -> {
            if (id < HANGING) {
                assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
                assertThat(answer.message()).contains("is still closing");
            } else if (id == HANGING) {
                assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
                assertThat(answer.message()).contains("not known");
            } else {
                assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
                assertThat(answer.message()).contains("The service is stopping; nothing was done.");
            }
        });
    }

    @Test
    void everySessionIsInTheAuditAsAskedForAndAnsweredOnce() {
        fixture.control.close();
        fixture.audited.close();
        windowsAnswers.countDown();
        Await.until("the call that hung is over", () -> call.isDone() && fixture.service.pendingCount() == HANGING - 3);

        assertThat(sessions(Phase.ASKED)).hasSize(MANY + 1).doesNotHaveDuplicates();
        assertThat(sessions(Phase.ANSWERED)).containsExactlyInAnyOrderElementsOf(sessions(Phase.ASKED));
        assertThat(numbers(Phase.ANSWERED)).containsExactlyInAnyOrderElementsOf(numbers(Phase.ASKED));
        assertThat(fixture.host.actingCalls()).last().isEqualTo("logoff " + HANGING);
    }

    @Test
    void whatWindowsWasBeingAskedIsAnsweredAsNotKnown() {
        fixture.control.close();
        fixture.audited.close();

        assertThat(answered(HANGING).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answered(HANGING).message()).contains("not known");
        assertThat(answered(HANGING - 1).outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answered(HANGING + 1).outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
    }

    @Test
    void whatIsLeftBehindAfterTheDeadlineIsAnsweredAtTheStopToo() throws Exception {
        fixture.passDeadline();
        fixture.control.close();

        assertThat(answerOf(call)).hasSize(MANY + 1);
        assertThat(answered(HANGING + 1).outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
    }

    @Test
    void anotherBulkRequestInTheMeantimeChangesNothing() throws Exception {
        assertThat(fixture.control.bulk().logoffDisconnected(86_400, 1, false)).isEmpty();
        fixture.control.close();

        assertThat(answerOf(call)).hasSize(MANY + 1);
        assertThat(answered(HANGING + 1).outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
        assertThat(fixture.happenings).contains("REFUSED " + (HANGING + 1));
    }

    private LogoffAnswer answered(long id) {
        return fixture.trail.lines().stream()
                .filter(line -> line.phase() == Phase.ANSWERED && line.intent().id() == id)
                .findFirst()
                .flatMap(AuditRecord::answer)
                .orElseThrow();
    }

    private List<String> sessions(Phase phase) {
        return fixture.trail.lines().stream()
                .filter(line -> line.phase() == phase)
                .map(line -> line.intent().session())
                .toList();
    }

    private List<String> numbers(Phase phase) {
        return fixture.trail.lines().stream()
                .filter(line -> line.phase() == phase)
                .map(AuditRecord::number)
                .toList();
    }
}
