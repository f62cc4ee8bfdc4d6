package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Countdowns that end without a logoff: by a call, or by the user who comes back. */
class CountdownsCalledOffTest {

    private static final SessionRow AWAY = Samples.disconnected(3, "alice");

    private final ControlFixture fixture = new ControlFixture();
    private Countdowns countdowns;

    @BeforeEach
    void getService() {
        countdowns = fixture.control.countdowns();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private LogoffAnswer warn(Session target) {
        return countdowns.warnAndLogoff(target, "Please save.", 300);
    }

    private LogoffAnswer lastAudited() {
        List<AuditRecord> lines = fixture.trail.lines();
        return lines.get(lines.size() - 1).answer().orElseThrow();
    }

    @Test
    void aUserWhoCameBackIsNotLoggedOffWhenItIsDue() throws Exception {
        fixture.host.with(AWAY);
        warn(Samples.session(AWAY));
        fixture.host.with(ALICE);
        fixture.timer.runNext();

        assertThat(lastAudited().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(lastAudited().message()).isEqualTo("The user has reconnected, so the logoff is cancelled.");
        assertTheWarningHasEnded();
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(fixture.journal).last().isEqualTo(List.of());
        assertThat(fixture.happenings).containsExactly("WARNED 3", "CANCELLED 3");
    }

    @Test
    void theCountdownEndsAsSoonAsTheUserIsSeenBack() throws Exception {
        fixture.host.with(AWAY);
        warn(Samples.session(AWAY));

        countdowns.observe(List.of(Samples.session(Samples.CONSOLE), alice()));

        assertThat(lastAudited().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.NONE);
        assertThat(fixture.timer.waiting()).isZero();
        fixture.timer.runNext();
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(fixture.trail.lines()).hasSize(3);
        assertTheWarningHasEnded();
        assertThat(fixture.happenings).containsExactly("WARNED 3", "CANCELLED 3");
    }

    /** The end has the number of the request for the warning, which was answered long before. */
    private void assertTheWarningHasEnded() {
        List<AuditRecord> lines = fixture.trail.lines();
        AuditRecord end = lines.get(lines.size() - 1);
        assertThat(end.phase()).isEqualTo(AuditRecord.Phase.ENDED);
        assertThat(end.number()).isEqualTo(lines.get(0).number());
        assertThat(end.intent()).isEqualTo(lines.get(0).intent());
    }

    @Test
    void afterTheUserWasSeenBackNothingIsLeftAndTheUserCanBeWarnedAgain() {
        fixture.host.with(AWAY);
        warn(Samples.session(AWAY));
        fixture.host.with(ALICE);

        fixture.control.observe(List.of(alice()));

        assertThat(fixture.journal).last().isEqualTo(List.of());
        assertThat(warn(alice()).outcome()).isEqualTo(Outcome.WARNED);
    }

    @Test
    void theCountdownGoesOnWhileTheUserStaysAway() {
        fixture.host.with(AWAY);
        warn(Samples.session(AWAY));

        countdowns.observe(List.of(Samples.session(AWAY)));
        countdowns.observe(List.of());
        countdowns.observe(List.of(Samples.session(Samples.active(3, "bob"))));

        assertThat(countdowns.dueSeconds(Samples.session(AWAY))).isEqualTo(300);
    }

    @Test
    void whoWasThereWhenWarnedIsLoggedOffEvenWhenAwayAndBack() throws Exception {
        warn(alice());
        countdowns.observe(List.of(Samples.session(AWAY)));
        countdowns.observe(List.of(alice()));
        fixture.timer.runNext();

        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3", "logoff 3");
    }

    @Test
    void aCountdownCanBeCancelled() throws Exception {
        warn(alice());

        LogoffAnswer answer = countdowns.cancel(alice());

        assertThat(answer.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(answer.message()).isEqualTo("The logoff that was due at 2026-03-02T10:20:30Z is cancelled.");
        assertThat(fixture.happenings).containsExactly("WARNED 3", "CANCELLED 3");
        assertThat(fixture.answers.get(1).session()).isEqualTo(alice().key());
        assertThat(fixture.answers.get(1).message()).isEqualTo(answer.message());
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.NONE);
        assertThat(fixture.timer.waiting()).isZero();
        fixture.timer.runNext();
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
    }

    @Test
    void afterItWasCancelledTheUserCanBeWarnedAgain() {
        warn(alice());
        countdowns.cancel(alice());

        assertThat(warn(alice()).outcome()).isEqualTo(Outcome.WARNED);
        assertThat(fixture.host.messages()).hasSize(2);
    }

    @Test
    void withoutACountdownThereIsNothingToCallOff() {
        assertNothingToCancel(alice());
        assertNothingToCancel(Samples.session(Samples.LISTENER));
        assertThat(fixture.trail.lines()).hasSize(4);
    }

    @Test
    void afterItWasDueThereIsNothingToCallOff() throws Exception {
        warn(alice());
        fixture.timer.runNext();

        assertNothingToCancel(alice());
    }

    @Test
    void theCountdownOfAnEarlierLogonIsNotThatOfTheNext() {
        warn(alice());

        assertNothingToCancel(Samples.session(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1))));
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(300);
    }

    private void assertNothingToCancel(Session target) {
        LogoffAnswer answer = countdowns.cancel(target);
        assertThat(answer.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(answer.message()).isEqualTo("There is no countdown to cancel for this session.");
    }

    @Test
    void whoIsCancelledWhileTheMessageIsBeingSentIsNotWarned() throws Exception {
        fixture.host.during(
                "sendMessage 3",
                () -> assertThat(countdowns.cancel(alice()).outcome()).isEqualTo(Outcome.CANCELLED));

        assertCancelled(warn(alice()));
    }

    @Test
    void whoComesBackWhileTheMessageIsBeingSentIsNotWarned() throws Exception {
        fixture.host.with(AWAY);
        fixture.host.during("sendMessage 3", () -> countdowns.observe(List.of(alice())));

        assertCancelled(warn(Samples.session(AWAY)));
    }

    private void assertCancelled(LogoffAnswer answer) {
        assertThat(answer.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(answer.message()).isEqualTo("The logoff was cancelled while the user was being warned.");
        assertThat(fixture.happenings).isEmpty();
        assertThat(fixture.timer.waiting()).isZero();
        assertThat(fixture.journal).last().isEqualTo(List.of());
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(-1);
        assertThat(lastAudited()).isEqualTo(answer);
    }

    @Test
    void afterItWasCancelledWhileBeingSentTheUserCanBeWarned() {
        fixture.host.during("sendMessage 3", () -> countdowns.cancel(alice()));
        warn(alice());
        fixture.host.during("sendMessage 3", () -> {});

        assertThat(warn(alice()).outcome()).isEqualTo(Outcome.WARNED);
        assertThat(fixture.happenings).containsExactly("WARNED 3");
    }
}
