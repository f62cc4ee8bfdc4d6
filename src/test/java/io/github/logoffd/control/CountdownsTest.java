package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.Session;
import io.github.logoffd.testing.HandDrivenScheduler;
import io.github.logoffd.testing.RecordedLog;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logoffs after a warning. */
class CountdownsTest {

    private static final String LINE = "HOST1:3:2026-03-02T08:00:00.123456700Z\tCORP\\alice\t2026-03-02T10:20:30Z";

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
    void theUserIsWarnedAndNothingElseHappensYet() {
        LogoffAnswer answer = warn(alice());

        assertThat(answer.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(answer.message()).isEqualTo("CORP\\alice was warned; the logoff is due at 2026-03-02T10:20:30Z.");
        assertThat(fixture.host.messages())
                .containsExactly(new Message("Logoff", "Please save.", Buttons.OK, Duration.ofHours(1), false));
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(fixture.timer.waiting()).isEqualTo(1);
        assertThat(fixture.happenings).containsExactly("WARNED 3");
        assertThat(fixture.trail.lines())
                .hasSize(2)
                .allMatch(line -> line.intent().arguments().equals("message=Please save. graceSeconds=300"));
    }

    @Test
    void whenItIsDueTheLogonIsReadAfreshAndLoggedOff() throws Exception {
        warn(alice());
        fixture.host.forgetCalls();

        fixture.timer.runNext();

        assertThat(fixture.host.calls()).containsExactly("detail 3", "logoff 3");
        assertThat(lastAudited().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.trail.lines()).hasSize(4);
        assertThat(fixture.trail.lines().get(3).intent().arguments()).isEqualTo("due=2026-03-02T10:20:30Z");
        assertThat(fixture.happenings).containsExactly("WARNED 3", "REQUESTED 3");
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(-1);
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.CLOSING);
    }

    @Test
    void whoAskedForTheCountdownIsInTheAuditTrailOfItsEnd() throws Exception {
        warn(alice());
        assertThat(answerOf(fixture.elsewhere(() -> run(fixture.timer)))).isTrue();

        assertThat(fixture.trail.lines())
                .hasSize(4)
                .allMatch(line -> line.intent().caller().equals(ControlFixture.CALLER));
    }

    private static boolean run(HandDrivenScheduler scheduler) {
        try {
            scheduler.runNext();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void thatNoClientShowsTheWarningIsPartOfTheAnswer() {
        fixture.host.with(Samples.disconnected(4, "bob"));

        LogoffAnswer answer = fixture.control
                .countdowns()
                .warnAndLogoff(Samples.session(Samples.disconnected(4, "bob")), "Save your work", 600);

        assertThat(answer.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(answer.message())
                .isEqualTo(
                        "CORP\\bob was warned; the logoff is due at 2026-03-02T10:25:30Z. The session is disconnected, so no"
                                + " client shows the warning.");
    }

    @Test
    void theLogoffOfACountdownIsVerified() throws Exception {
        warn(alice());
        fixture.timer.runNext();
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(fixture.happenings).containsExactly("WARNED 3", "REQUESTED 3", "DONE 3", "ENDED 3");
        assertThat(fixture.service.counters().done()).isEqualTo(1);
    }

    @Test
    void theStateIsWarnedWhileItCounts() {
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.NONE);
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(-1);

        warn(alice());

        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.WARNED);
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(300);
        fixture.nanoTime.advance(Duration.ofMillis(99_001));
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(200);
        fixture.nanoTime.advance(Duration.ofHours(1));
        assertThat(countdowns.dueSeconds(alice())).isZero();
        assertThat(countdowns.dueSeconds(Samples.session(Samples.active(3, "bob"))))
                .isEqualTo(-1);
        assertThat(countdowns.dueSeconds(Samples.session(Samples.LISTENER))).isEqualTo(-1);
    }

    @Test
    void aSecondWarningChangesNothing() {
        warn(alice());
        fixture.nanoTime.advance(Duration.ofSeconds(100));

        LogoffAnswer second = countdowns.warnAndLogoff(alice(), "Hurry!", 10);

        assertThat(second.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(second.message())
                .isEqualTo("CORP\\alice was warned already; the logoff is due at 2026-03-02T10:20:30Z and no second"
                        + " message was shown.");
        assertThat(fixture.host.messages()).hasSize(1);
        assertThat(fixture.timer.waiting()).isEqualTo(1);
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(200);
    }

    @Test
    void anotherLogonUnderTheIdIsNotLoggedOffWhenItIsDue() throws Exception {
        warn(alice());
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1)));
        fixture.timer.runNext();

        assertThat(lastAudited().outcome()).isEqualTo(Outcome.GONE);
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(-1);
    }

    @Test
    void anotherLogonUnderTheIdIsNotWarned() {
        fixture.host.with(Samples.active(3, "bob"));

        assertThat(warn(alice()).outcome()).isEqualTo(Outcome.GONE);
        assertNothingStarted();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 86_401, 31_536_000, Integer.MIN_VALUE})
    void aGraceThatIsNoneOrTooLongIsRefused(int seconds) {
        assertRefused(
                () -> countdowns.warnAndLogoff(alice(), "Please save.", seconds),
                "graceSeconds is " + seconds + ". Give 1 to 86400.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 86_400})
    void theShortestAndTheLongestGraceAreTaken(int seconds) {
        assertThat(countdowns.warnAndLogoff(alice(), "Please save.", seconds).outcome())
                .isEqualTo(Outcome.WARNED);
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(seconds);
    }

    @Test
    void theUserIsWarnedUntilTheLogoffBegins() {
        countdowns.warnAndLogoff(alice(), "Please save.", 300);

        fixture.nanoTime.advance(Duration.ofSeconds(301));

        assertThat(countdowns.dueSeconds(alice())).isZero();
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.WARNED);
    }

    @Test
    void aRequestThatHasItsAnswerLeavesRoomForTheNext() {
        try (ControlFixture one = new ControlFixture(1)) {
            for (int i = 0; i < 2; i++) {
                assertThat(one.control
                                .countdowns()
                                .warnAndLogoff(alice(), "Please save.", 300)
                                .outcome())
                        .isEqualTo(Outcome.WARNED);
                assertThat(one.control.bulk().sendMessageToAll("", "Hello"))
                        .extracting(LogoffAnswer::outcome)
                        .containsOnly(Outcome.ACCEPTED);
            }
        }
    }

    @Test
    void aBlankMessageIsRefused() {
        assertRefused(
                () -> countdowns.warnAndLogoff(alice(), " ", 60),
                "The text of a message is blank. Give a text for the user.");
    }

    @Test
    void aMessageThatIsTooLongIsRefused() {
        assertRefused(
                () -> countdowns.warnAndLogoff(alice(), "x".repeat(10_000), 60),
                "text has 10000 characters. Allowed: at most 4096.");
    }

    private void assertRefused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(sentence);
        assertThat(fixture.host.calls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
        assertNothingStarted();
    }

    @Test
    void withoutAMessageThereIsNoCountdown() {
        fixture.host.fail("sendMessage 3", 5);

        LogoffAnswer answer = warn(alice());

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(5);
        assertThat(fixture.timer.waiting()).isZero();
        assertThat(countdowns.dueSeconds(alice())).isEqualTo(-1);
        assertThat(fixture.journal).isEmpty();
    }

    @Test
    void protectedSessionsAreNotWarned() {
        assertThat(warn(Samples.session(Samples.CONSOLE)).code()).isEqualTo(5);
        assertThat(warn(Samples.session(Samples.SERVICES)).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(warn(Samples.session(Samples.LISTENER)).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertNothingStarted();
    }

    private void assertNothingStarted() {
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.timer.waiting()).isZero();
        assertThat(fixture.journal).isEmpty();
    }

    @Test
    void theJournalHasWhatIsRunning() {
        fixture.host.with(Samples.active(4, "bob"));
        Session bob = Samples.session(Samples.active(4, "bob"));
        warn(alice());
        countdowns.warnAndLogoff(bob, "Please save.", 30);
        countdowns.cancel(bob);
        countdowns.cancel(alice());

        assertThat(fixture.journal)
                .containsExactly(
                        List.of(LINE),
                        List.of(LINE, "HOST1:4:2026-03-02T08:00:00.123456700Z\tCORP\\bob\t2026-03-02T10:16:00Z"),
                        List.of(LINE),
                        List.of());
    }

    @Test
    void theEndOfTheServiceEndsTheTimersAndLeavesTheJournal() throws Exception {
        warn(alice());
        fixture.control.close();

        assertThat(fixture.timer.waiting()).isZero();
        fixture.timer.runNext();
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(fixture.journal).containsExactly(List.of(LINE));
    }

    @Test
    void aCountdownThatIsDueWithoutAnAuditTrailFailsOnceAndIsReportedAsFailed() throws Exception {
        warn(alice());
        fixture.trail.refuse();
        fixture.timer.runNext();

        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(fixture.happenings).containsExactly("WARNED 3", "FAILED 3");
        assertThat(fixture.service.counters().failed()).isEqualTo(1);
        assertThat(fixture.timer.waiting()).isZero();
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.NONE);
    }

    @Test
    void aCountdownWhoseLogoffFailsIsAnErrorInTheLogWithTheAccount() throws Exception {
        warn(alice());
        fixture.trail.refuse();
        try (RecordedLog log = new RecordedLog(Countdowns.class)) {
            fixture.timer.runNext();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR The logoff of CORP\\alice from session 3 of HOST1 that was due failed and is not"
                            + " retried: The audit trail cannot be written");
        }
    }
}
