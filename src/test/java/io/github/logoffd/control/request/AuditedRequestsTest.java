package io.github.logoffd.control.request;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.logoffd.control.ControlFixture;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.testing.RecordedLog;
import io.github.logoffd.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two audit lines of every request. */
class AuditedRequestsTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void oneLineStandsBeforeTheCallAndOneAfter() {
        List<Phase> duringTheCall = new ArrayList<>();
        fixture.host.during("logoff 3", () -> fixture.trail.lines().forEach(line -> duringTheCall.add(line.phase())));

        LogoffAnswer answer = fixture.service.logoff(alice(), false);

        assertThat(duringTheCall).containsExactly(Phase.ASKED);
        assertThat(fixture.trail.lines()).extracting(AuditRecord::phase).containsExactly(Phase.ASKED, Phase.ANSWERED);
        AuditRecord asked = fixture.trail.lines().get(0);
        assertThat(asked.intent().account()).isEqualTo("CORP\\alice");
        assertThat(asked.intent().session()).isEqualTo(alice().key());
        assertThat(fixture.trail.lines().get(1).answer()).hasValue(answer);
    }

    @Test
    void bothLinesSayWhoAskedWhatAndWhen() {
        fixture.service.logoff(alice(), false);

        assertThat(fixture.trail.lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.time()).isEqualTo(ControlFixture.AUDIT_TIME);
            assertThat(line.intent().caller()).isEqualTo(ControlFixture.CALLER);
            assertThat(line.intent().host()).isEqualTo("HOST1");
            assertThat(line.intent().operation()).isEqualTo("logoff");
            assertThat(line.intent().arguments()).isEqualTo("wait=false");
            assertThat(line.number()).isEqualTo("2026-03-02T10:15:30Z-1");
        });
    }

    @Test
    void everyRequestHasItsOwnNumber() {
        fixture.service.logoff(Samples.session(Samples.CONSOLE), false);
        fixture.service.logoffSession("RDP-Tcp#9", true);

        assertThat(fixture.trail.lines())
                .extracting(AuditRecord::number)
                .containsExactly(
                        "2026-03-02T10:15:30Z-1",
                        "2026-03-02T10:15:30Z-1",
                        "2026-03-02T10:15:30Z-2",
                        "2026-03-02T10:15:30Z-2");
        assertThat(fixture.trail.lines().get(3).intent().arguments()).isEqualTo("session=RDP-Tcp#9 wait=true");
        assertThat(fixture.trail.lines().get(3).answer().orElseThrow().outcome())
                .isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        fixture.trail.refuse();

        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isZero();
        assertThat(answer.message())
                .contains("audit trail")
                .contains("nothing was done")
                .contains("No space left");
        assertThat(fixture.host.calls()).isEmpty();
        assertThat(fixture.service.counters().failed()).isEqualTo(1);
        assertThat(fixture.service.pendingCount()).isZero();
    }

    @Test
    void aTrailThatCannotBeWrittenIsLoggedOnceAndAProblemUntilItCan() {
        try (RecordedLog log = new RecordedLog(TrailFailures.class)) {
            fixture.trail.refuse();
            for (int i = 0; i < 1000; i++) {
                fixture.service.logoff(alice(), false);
            }

            assertThat(log.lines())
                    .containsExactly(
                            "ERROR The audit trail cannot be written (No space left on device); requests to act are refused until it can."
                                    + " Further failures are counted");
            assertThat(fixture.audited.problem())
                    .hasValue("The audit trail could not be written at the newest request to act: No space left on"
                            + " device (1000 refused). Requests to act are refused until it can be written.");

            fixture.trail.accept();
            fixture.service.logoff(alice(), false);

            assertThat(log.lines())
                    .hasSize(2)
                    .contains(
                            "WARN The audit trail can be written again; 1000 requests were refused meanwhile, and 1000"
                                    + " lines of requests that had ended could not be recorded at once");
            assertThat(fixture.audited.problem()).isEmpty();
        }
    }

    @Test
    void answersThatCannotBeRecordedAreLoggedOnceToo() {
        try (RecordedLog log = new RecordedLog(AuditedRequests.class);
                RecordedLog failures = new RecordedLog(TrailFailures.class)) {
            fixture.host.during("logoff 3", fixture.trail::refuse);
            for (int i = 0; i < 10; i++) {
                fixture.service.logoff(alice(), false);
            }

            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
            assertThat(failures.lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("ERROR The audit trail cannot record 1 lines now (No space left on device), the first"
                            + " being ");
        }
    }

    @Test
    void aTrailThatFailsUnexpectedlyIsOneThatCannotBeWritten() {
        fixture.trail.onNextLine(() -> {
            throw new IllegalStateException("broken");
        });

        LogoffAnswer answer = fixture.service.logoff(alice(), false);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.message()).contains("nothing was done").contains("broken");
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeRecordedIsGivenAllTheSame() {
        fixture.host.during("logoff 3", fixture.trail::refuse);

        LogoffAnswer answer = fixture.service.logoff(alice(), false);

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.trail.lines()).hasSize(1);
    }

    @Test
    void afterTheLastLineOfTheServiceNothingIsDone() {
        AuditedRequests requests = requests();
        requests.close();
        AtomicBoolean called = new AtomicBoolean();

        RecordedRequest recorded =
                requests.record("HOST1", Request.about(ControlFixture.CALLER, alice(), "logoff", "wait=false"));
        recorded.carryOut(() -> {
            called.set(true);
            return Step.next();
        });

        assertThat(recorded.end().outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
        assertThat(called).isFalse();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void aRepeatedRequestThatTheServiceDidNotAnswerHasDoneNothing() {
        AuditedRequests requests = requests();
        Request request = Request.about(ControlFixture.CALLER, alice(), "requestLogoff", "");

        assertThatIllegalStateException()
                .isThrownBy(() -> requests.answerAgain("HOST1", request, () -> {
                    requests.close();
                    throw new IllegalStateException("The first was not answered.");
                }));

        assertThat(fixture.trail.lines()).hasSize(2);
        assertThat(fixture.trail.lines().get(1).answer().orElseThrow().message())
                .isEqualTo("Nothing was done for this repeated request; the service stopped before the first was"
                        + " answered.");
    }

    @Test
    void anAcceptedLogoffThatNoUserHasVerifiedIsPendingWhenTheServiceStops() {
        Request request = Request.about(ControlFixture.CALLER, alice(), "logoff", "wait=true");
        PendingLogoff logoff = new PendingLogoff(alice().identity().orElseThrow(), request, 0);

        LogoffAnswer answer = answerAtTheStop(
                request,
                Step.Accepted.of(Outcome.ACCEPTED, "Windows is logging alice off.")
                        .with(logoff));

        assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.message())
                .isEqualTo("Windows has accepted the logoff; the service stopped before it was verified.");
    }

    @Test
    void anAcceptedMessageIsAcceptedWhenTheServiceStops() {
        Request request = Request.about(ControlFixture.CALLER, alice(), "sendMessage", "");

        LogoffAnswer answer =
                answerAtTheStop(request, Step.Accepted.of(Outcome.ACCEPTED, "Windows shows the message."));

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.message()).isEqualTo("Windows shows the message.");
    }

    private LogoffAnswer answerAtTheStop(Request request, Step.Ended end) {
        AuditedRequests requests = requests();
        requests.record("HOST1", request).endsWith(end);
        requests.close();
        return fixture.trail.lines().get(1).answer().orElseThrow();
    }

    @Test
    void theLogHasEachAnswerToo() {
        try (RecordedLog log = new RecordedLog(AuditedRequests.class)) {
            fixture.service.logoff(alice(), false);

            assertThat(log.lines())
                    .containsExactly("INFO logoff wait=false of \"CORP\\alice\" on HOST1 by \"\": ACCEPTED"
                            + " Windows is logging CORP\\alice off from session 3.");
        }
    }

    @Test
    void theLineAfterNamesTheRuleThatRefused() {
        AuditedRequests requests = requests();
        Request request = Request.about(ControlFixture.CALLER, alice(), "logoff", "wait=false");
        RecordedRequest recorded = requests.record("HOST1", request);
        recorded.carryOut(() -> Step.Refused.by("office-hours", Outcome.REFUSED_LIMIT, "Not before six."));

        requests.answerAll(List.of(recorded));

        assertThat(fixture.trail.lines()).extracting(AuditRecord::rule).containsExactly("", "office-hours");
        assertThat(fixture.trail.lines().get(1).answer().orElseThrow().message())
                .isEqualTo("Not before six.");
    }

    private AuditedRequests requests() {
        return new AuditedRequests(
                fixture.trail, () -> ControlFixture.CALLER, () -> ControlFixture.AUDIT_TIME, fixture.nanoTime);
    }
}
