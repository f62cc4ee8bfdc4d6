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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A stop at any moment of a bulk request, a hundred times; {@code -Dlogoffd.races=1000} for more. Whenever it comes,
 * every session has two lines in the audit, and no answer says that Windows was not called when it was.
 */
class BulkStopRaceTest {

    private static final int TIMES = Integer.getInteger("logoffd.races", 100);
    private static final int SESSIONS = 40;

    @Test
    void whateverAStopInterruptsEverySessionIsAnsweredTruly() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            boolean wait = i % 2 == 0;
            int asked = i % SESSIONS;
            try (ControlFixture fixture = new ControlFixture(100, 4)) {
                stopAfter(asked, wait, fixture);
            }
        }
    }

    private static void stopAfter(int asked, boolean wait, ControlFixture fixture) throws Exception {
        for (long id = 5; id < 4 + SESSIONS; id++) {
            fixture.host.with(Samples.active(id, "user" + id));
        }
        CompletableFuture<List<LogoffAnswer>> call =
                fixture.elsewhere(() -> fixture.control.bulk().logoffAll(SESSIONS, wait));
        Await.until("some are asked for", () -> fixture.host.actingCalls().size() >= asked);

        fixture.control.close();
        List<LogoffAnswer> answers = answerOf(call);
        fixture.audited.close();

        assertThat(numbers(Phase.ANSWERED, fixture))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(numbers(Phase.ASKED, fixture));
        for (LogoffAnswer answer : answers) {
            boolean windowsWasAsked = fixture.host.actingCalls().contains("logoff " + answer.id());
            if (answer.outcome() == Outcome.REFUSED_DISABLED) {
                assertThat(windowsWasAsked).as(answer.toString()).isFalse();
            } else {
                assertThat(answer.outcome()).as(answer.toString()).isIn(Outcome.ACCEPTED, Outcome.PENDING);
            }
            if (answer.outcome() == Outcome.ACCEPTED) {
                assertThat(windowsWasAsked).as(answer.toString()).isTrue();
            }
        }
    }

    private static List<String> numbers(Phase phase, ControlFixture fixture) {
        return fixture.trail.lines().stream()
                .filter(line -> line.phase() == phase)
                .map(AuditRecord::number)
                .toList();
    }
}
