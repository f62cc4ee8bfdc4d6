package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request id makes a request one, however often it is sent; every sending leaves its trace. */
class RepeatedRequestTest {

    private static final String KEY = alice().key();

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private LogoffAnswer request(String requestId, boolean dryRun) {
        return fixture.control.automation().requestLogoff(KEY, "", "", 0, requestId, "licence", dryRun);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerWithoutACall() {
        LogoffAnswer first = request("job-7", false);
        fixture.host.forgetCalls();

        assertThat(request("job-7", false)).isEqualTo(first);
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void aRequestThatIsRepeatedMeanwhileIsOneCall() throws Exception {
        CompletableFuture<LogoffAnswer> first = fixture.elsewhere(() -> request("job-7", false));
        CompletableFuture<LogoffAnswer> second = fixture.elsewhere(() -> request("job-7", false));

        assertThat(answerOf(second)).isEqualTo(answerOf(first));
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    @Test
    void aRequestIdWithOtherArgumentsIsRefused() {
        request("job-7", false);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> requestOfOthers("job-7"))
                .withMessage("requestId \"job-7\" was used with other arguments. Give a new request an id of its own.");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    private LogoffAnswer requestOfOthers(String requestId) {
        return fixture.control.automation().requestLogoff(KEY, "", "", 0, requestId, "other reason", false);
    }

    @Test
    void aRequestIdThatIsTooLongIsRefused() {
        assertThat(request("i".repeat(200), true).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("i".repeat(201), true))
                .withMessage("requestId has 201 characters. Allowed: at most 200.");
    }

    @Test
    void aRequestIdIsForgottenAfterItsTime() {
        request("job-7", false);
        fixture.nanoTime.advance(ControlFixture.KEEP_ANSWERS.plus(Duration.ofSeconds(1)));

        assertThat(request("job-7", false).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3", "logoff 3");
    }

    @Test
    void aRepeatedRequestHasItsOwnTwoLinesInTheAuditTrail() {
        LogoffAnswer first = request("job-7", false);
        request("job-7", false);

        List<AuditRecord> again = fixture.trail.lines().subList(2, 4);
        assertThat(again).extracting(AuditRecord::phase).containsExactly(Phase.ASKED, Phase.ANSWERED);
        assertThat(again)
                .allMatch(line -> line.number().equals("2026-03-02T10:15:30Z-2"))
                .allMatch(line -> line.intent().caller().equals(ControlFixture.CALLER.because("licence")))
                .allMatch(line -> line.intent().operation().equals("requestLogoff"))
                .allMatch(line -> line.intent().arguments().startsWith("session=" + KEY))
                .allMatch(line -> line.intent().requestId().equals("job-7"));
        LogoffAnswer recorded = again.get(1).answer().orElseThrow();
        assertThat(recorded)
                .usingRecursiveComparison()
                .ignoringFields("message")
                .isEqualTo(first);
        assertThat(recorded.message())
                .isEqualTo("Repeated; the first answer is replayed: Windows is logging CORP\\alice off from session"
                        + " 3.");
    }

    @Test
    void aRequestIdWithOtherArgumentsIsInTheAuditTrail() {
        request("job-7", false);
        assertThatIllegalArgumentException().isThrownBy(() -> requestOfOthers("job-7"));

        List<AuditRecord> reused = fixture.trail.lines().subList(2, 4);
        assertThat(reused).extracting(AuditRecord::phase).containsExactly(Phase.ASKED, Phase.ANSWERED);
        assertThat(reused.get(1).answer().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reused.get(1).answer().orElseThrow().message())
                .startsWith("Nothing was done: requestId \"job-7\" was used with other arguments");
        assertThat(fixture.service.counters().failed()).isZero();
        assertThat(fixture.happenings).containsExactly("REQUESTED 3");
    }

    @Test
    void anAnswerIsGivenAgainEvenWhenTheAuditTrailCannotBeWritten() {
        LogoffAnswer first = request("job-7", false);
        fixture.trail.refuse();

        assertThat(request("job-7", false)).isEqualTo(first);
        assertThat(fixture.service.counters().failed()).isZero();
    }
}
