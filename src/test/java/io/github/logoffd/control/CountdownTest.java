package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.testing.MemoryAuditTrail;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Which of two events at the same moment wins: the timer may run although it was stopped a moment ago. */
class CountdownTest {

    private final AuditedRequests requests = new AuditedRequests(
            new MemoryAuditTrail(), () -> ControlFixture.CALLER, InstantSource.system(), System::nanoTime);
    private final Countdown countdown = new Countdown(
            requests.record("HOST1", Request.about(ControlFixture.CALLER, alice(), "warnAndLogoff", "")),
            alice(),
            false);

    @Test
    void afterItWasCancelledNoLogoffBegins() {
        countdown.run();

        assertThat(countdown.callOff()).isTrue();
        assertThat(countdown.end()).isFalse();
        assertThat(countdown.phase()).isEqualTo(Countdown.Phase.CALLED_OFF);
    }

    @Test
    void afterItWasOvertakenNoLogoffBegins() {
        countdown.run();

        assertThat(countdown.overtake()).isTrue();
        assertThat(countdown.end()).isFalse();
        assertThat(countdown.phase()).isEqualTo(Countdown.Phase.OVERTAKEN);
    }

    @Test
    void afterItsLogoffHasBegunItIsNeitherCancelledNorOvertaken() {
        countdown.run();

        assertThat(countdown.end()).isTrue();
        assertThat(countdown.callOff()).isFalse();
        assertThat(countdown.overtake()).isFalse();
        assertThat(countdown.phase()).isEqualTo(Countdown.Phase.ENDING);
    }

    @Test
    void theDueTimeIsToldInWholeSeconds() {
        countdown.run();
        countdown.shown(new Countdown.Due(Instant.parse("2026-11-30T16:35:25.863229293Z"), 0));

        assertThat(countdown.dueText()).isEqualTo("2026-11-30T16:35:25Z");
        assertThat(countdown.line()).hasValueSatisfying(line -> assertThat(line).endsWith("\t2026-11-30T16:35:25Z"));
    }

    @Test
    void whatWasStoppedDuringTheMessageDoesNotStart() {
        countdown.callOff();

        assertThat(countdown.run()).isFalse();
        assertThat(countdown.overtake()).isFalse();
    }
}
