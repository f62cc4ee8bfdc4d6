package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is recorded of a logoff after its answer. */
class LogoffEndTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<AuditRecord> ends() {
        return fixture.trail.lines().stream()
                .filter(line -> line.phase() == Phase.ENDED)
                .toList();
    }

    private List<Outcome> outcomes() {
        return ends().stream()
                .map(line -> line.answer().orElseThrow().outcome())
                .toList();
    }

    private String numberOfTheAnswer(int index) {
        return fixture.trail.lines().stream()
                .filter(line -> line.phase() == Phase.ANSWERED)
                .toList()
                .get(index)
                .number();
    }

    @Test
    void theEndOfALogoffWithoutAWaitingCallerIsRecordedUnderItsNumber() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.nanoTime.advance(Duration.ofSeconds(3));
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(outcomes()).containsExactly(Outcome.DONE);
        assertThat(ends().get(0).number()).isEqualTo(numberOfTheAnswer(0));
        assertThat(ends().get(0).answer().orElseThrow().elapsedMillis()).isEqualTo(3_000);
        assertThat(ends().get(0).intent().caller()).isEqualTo(ControlFixture.CALLER);
        assertThat(fixture.happenings).endsWith("DONE 3", "ENDED 3");
    }

    @Test
    void aCallerThatWaitsHasTheEndInTheAnswer() throws Exception {
        fixture.host.during("logoff 3", () -> fixture.host.end(3));
        CompletableFuture<LogoffAnswer> call = fixture.logoffElsewhere(alice(), true);
        fixture.verifier.runNext();

        assertThat(answerOf(call).outcome()).isEqualTo(Outcome.DONE);
        assertThat(ends()).isEmpty();
        assertThat(fixture.happenings).doesNotContain("ENDED 3");
    }

    @Test
    void everyRequestThatJoinedHasItsEnd() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.service.logoff(alice(), false);
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(ends())
                .extracting(AuditRecord::number)
                .containsExactlyInAnyOrder(numberOfTheAnswer(0), numberOfTheAnswer(1));
    }

    @Test
    void anOverdueLogoffIsRecordedAndItsLaterEndToo() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.nanoTime.advance(ControlFixture.TIMEOUT.plusSeconds(1));
        fixture.verifier.runNext();
        assertThat(outcomes()).containsExactly(Outcome.PENDING);

        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(outcomes()).containsExactly(Outcome.PENDING, Outcome.DONE);
    }

    @Test
    void aLogoffThatIsGoneBeforeItsAnswerIsWrittenHasItsEndToo() throws Exception {
        fixture.host.during("logoff 3", () -> fixture.host.end(3));
        fixture.service.logoff(alice(), false);
        fixture.verifier.runNext();

        assertThat(outcomes()).containsExactly(Outcome.DONE);
    }

    @Test
    void aDryRunHasNoEnd() {
        fixture.control.automation().requestLogoff("3", "", "", 0, "", "", true);

        assertThat(ends()).isEmpty();
    }
}
