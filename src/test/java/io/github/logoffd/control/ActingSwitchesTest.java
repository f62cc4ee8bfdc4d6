package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Acting switched off, and everything as a dry run. */
class ActingSwitchesTest {

    private static final ActingRules OFF =
            new ActingRules(false, false, false, Controls.OPEN.guard(), Controls.OPEN.limits());
    private static final ActingRules DRY =
            new ActingRules(true, true, false, Controls.OPEN.guard(), Controls.OPEN.limits());

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void assertOff(LogoffAnswer answer) {
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
        assertThat(answer.message())
                .isEqualTo("Acting is disabled by acting.enabled in logoffd.properties; nothing was done.");
    }

    @ParameterizedTest
    @EnumSource(ActingWays.class)
    void whenSwitchedOffNoUserIsLoggedOff(ActingWays way) {
        fixture.host.with(Samples.disconnected(3, "alice"));

        LogoffAnswer answer = way.end(fixture, () -> fixture.rules.set(OFF));

        assertOff(answer);
        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
        assertThat(fixture.service.counters().refused()).isEqualTo(1);
    }

    @Test
    void whenSwitchedOffNothingElseIsDoneEither() {
        fixture.rules.set(OFF);

        assertOff(fixture.control.disconnects().disconnect(alice(), true));
        assertOff(fixture.control.messages().send(alice(), "", "Hello"));
        assertThat(fixture.control
                        .messages()
                        .ask(alice(), "", "Hello?", "OK", 10)
                        .word())
                .isEqualTo("REFUSED_DISABLED");
        assertThat(fixture.control.bulk().sendMessageToAll("", "Hello"))
                .hasSize(1)
                .allSatisfy(this::assertOff);
        assertOff(fixture.control.automation().requestLogoff("99", "", "", 0, "", "", true));
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.service.refusal(alice())).startsWith("Acting is disabled");
    }

    @Test
    void aCountdownCanBeCancelledWhenSwitchedOff() {
        fixture.control.countdowns().warnAndLogoff(alice(), "Save your work.", 60);

        for (ActingRules rules : List.of(OFF, DRY)) {
            fixture.rules.set(rules);
            assertThat(fixture.control.countdowns().cancel(alice()).outcome())
                    .isEqualTo(rules.equals(OFF) ? Outcome.CANCELLED : Outcome.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @EnumSource(ActingWays.class)
    void aDryRunLogsNoUserOff(ActingWays way) {
        fixture.host.with(Samples.disconnected(3, "alice"));

        LogoffAnswer answer = way == ActingWays.COUNTDOWN_END
                ? lastOfTheTrail(() -> fixture.control.countdowns().warnAndLogoff(alice(), "Save your work.", 60))
                : way.end(fixture, () -> fixture.rules.set(DRY));

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.dryRun()).isTrue();
        assertThat(answer.message()).contains("would be ").endsWith("; nothing was done.");
        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.NONE);
    }

    /** A countdown that began for real ends as a dry run; only the audit trail gets its answer. */
    private LogoffAnswer lastOfTheTrail(Runnable begin) {
        begin.run();
        fixture.rules.set(DRY);
        try {
            fixture.timer.runNext();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        List<AuditRecord> lines = fixture.trail.lines();
        return lines.get(lines.size() - 1).answer().orElseThrow();
    }

    @Test
    void aDryRunShowsNothingAndDisconnectsNoUser() {
        fixture.rules.set(DRY);

        List<LogoffAnswer> answers = List.of(
                fixture.control.disconnects().disconnect(alice(), true),
                fixture.control.messages().send(alice(), "", "Hello"),
                fixture.control.bulk().sendMessageToAll("", "Hello").get(0),
                fixture.control.countdowns().warnAndLogoff(alice(), "Save your work.", 60));

        assertThat(answers)
                .allMatch(LogoffAnswer::dryRun)
                .allMatch(answer -> answer.outcome() == Outcome.ACCEPTED)
                .allMatch(answer -> answer.message().endsWith("; nothing was done."));
        assertThat(fixture.control
                        .messages()
                        .ask(alice(), "", "Hello?", "OK", 10)
                        .word())
                .isEqualTo("ACCEPTED");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.timer.waiting()).isZero();
        assertThat(fixture.trail.lines()).allMatch(line -> line.intent().dryRun());
    }

    @Test
    void aDryRunIsRefusedWhatWouldBeRefused() {
        fixture.rules.set(DRY);

        LogoffAnswer answer = fixture.service.logoff(Samples.session(Samples.CONSOLE), false);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(answer.dryRun()).isTrue();
        assertThat(fixture.service.logoffSession("99", false).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }
}
