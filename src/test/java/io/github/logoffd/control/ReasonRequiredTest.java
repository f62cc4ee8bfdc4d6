package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.testing.Controls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests without a reason, while history.requireReason is on. */
class ReasonRequiredTest {

    private static final ActingRules REQUIRED =
            new ActingRules(true, false, true, Controls.OPEN.guard(), Controls.OPEN.limits());

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void noSessionIsEndedWithoutAReason(ActingWays way) {
        LogoffAnswer answer = way.end(fixture, () -> fixture.rules.set(REQUIRED));

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_REASON);
        assertThat(answer.message())
                .isEqualTo("history.requireReason in logoffd.properties requires a reason, and none was given; nothing"
                        + " was done. Give it as the argument of requestLogoff, in the header X-Reason, or by /REASON: of"
                        + " a command.");
        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
    }

    @Test
    void noMessageAndNoDisconnectWithoutAReason() {
        fixture.rules.set(REQUIRED);

        assertThat(List.of(
                        fixture.control.messages().send(alice(), "title", "text"),
                        fixture.control.bulk().sendMessageToAll("title", "text").get(0),
                        fixture.control.disconnects().disconnect(alice(), false)))
                .extracting(LogoffAnswer::outcome)
                .containsOnly(Outcome.REFUSED_REASON);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aRequestWithAReasonActs() {
        fixture.rules.set(REQUIRED);

        LogoffAnswer answer = fixture.control.automation().requestLogoff("3", "", "", 0, "", "ticket 4711", false);

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aDryRunIsRefusedLikewise() {
        fixture.rules.set(REQUIRED);

        assertThat(fixture.control
                        .automation()
                        .requestLogoff("3", "", "", 0, "", "", true)
                        .outcome())
                .isEqualTo(Outcome.REFUSED_REASON);
    }

    @Test
    void aCountdownCanAlwaysBeCancelled() {
        fixture.control.countdowns().warnAndLogoff(alice(), "Save your work.", 60);
        fixture.rules.set(REQUIRED);

        assertThat(fixture.control.countdowns().cancel(alice()).outcome()).isEqualTo(Outcome.CANCELLED);
    }
}
