package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same for many sessions. */
class BulkServiceTest {

    private final ControlFixture fixture = new ControlFixture();
    private BulkService bulk;

    /**
     * Beside the console, the services, the listener and alice who is at work: two who left, the later id listed first.
     */
    @BeforeEach
    void addSessions() {
        bulk = fixture.control.bulk();
        fixture.host.with(Samples.disconnected(12, "carol"));
        fixture.host.with(Samples.disconnected(5, "bob"));
        fixture.host.with(Samples.nobody(6));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static void assertOutcomes(List<LogoffAnswer> answers, Object... idsAndOutcomes) {
        String[] expected = new String[idsAndOutcomes.length / 2];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = idsAndOutcomes[2 * i] + " " + idsAndOutcomes[2 * i + 1];
        }
        assertThat(answers)
                .extracting(answer -> answer.id() + " " + answer.outcome())
                .containsExactly(expected);
    }

    @Test
    void everyUserButTheConsoleIsLoggedOffInTheOrderOfIds() {
        assertOutcomes(bulk.logoffAll(3, false), 3, Outcome.ACCEPTED, 5, Outcome.ACCEPTED, 12, Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactlyInAnyOrder("logoff 3", "logoff 5", "logoff 12");
    }

    @Test
    void everyLogoffIsAuditedTwice() {
        bulk.logoffAll(3, false);

        assertThat(fixture.trail.lines())
                .hasSize(6)
                .allMatch(line -> line.intent().caller().equals(ControlFixture.CALLER))
                .allMatch(line -> line.intent().operation().equals("logoffAll"))
                .allMatch(line -> line.intent().arguments().equals("atMost=3 wait=false"));
    }

    @Test
    @Timeout(60)
    void whoWaitsIsReportedThatAllAreGone() throws Exception {
        for (long id : new long[] {3, 5, 12}) {
            fixture.host.during("logoff " + id, () -> fixture.host.end(id));
        }
        CompletableFuture<List<LogoffAnswer>> call = fixture.elsewhere(() -> bulk.logoffAll(3, true));
        while (fixture.service.counters().done() < 3) {
            fixture.verifier.runNext();
        }

        assertOutcomes(answerOf(call), 3, Outcome.DONE, 5, Outcome.DONE, 12, Outcome.DONE);
    }

    @Test
    void moreThanAtMostMeansNone() {
        List<LogoffAnswer> answers = bulk.logoffAll(2, false);

        assertOutcomes(answers, 3, Outcome.REFUSED_LIMIT, 5, Outcome.REFUSED_LIMIT, 12, Outcome.REFUSED_LIMIT);
        assertThat(answers)
                .extracting(LogoffAnswer::message)
                .containsOnly("3 sessions match, more than atMost allows (2); nothing was done.");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.happenings).containsExactlyInAnyOrder("REFUSED 3", "REFUSED 5", "REFUSED 12");
    }

    @Test
    void moreDisconnectedThanAtMostMeansNone() {
        assertOutcomes(bulk.logoffDisconnected(0, 1, false), 5, Outcome.REFUSED_LIMIT, 12, Outcome.REFUSED_LIMIT);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void atMostMustAllowOne(int atMost) {
        String sentence = "atMost is " + atMost + ". Give 1 or more sessions.";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bulk.logoffAll(atMost, false))
                .withMessage(sentence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bulk.logoffDisconnected(0, atMost, false))
                .withMessage(sentence);
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bulk.logoffDisconnected(-1, 5, false))
                .withMessage("olderThanSeconds is -1. Give 0 or more seconds.");
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void oneThatFailsDoesNotStopTheRest() {
        fixture.host.fail("logoff 5", 5);

        assertOutcomes(bulk.logoffAll(3, false), 3, Outcome.ACCEPTED, 5, Outcome.FAILED, 12, Outcome.ACCEPTED);
    }

    @Test
    void oneThatFailsUnexpectedlyDoesNotStopTheRest() {
        fixture.host.during("logoff 3", () -> {
            throw new IllegalStateException("broken");
        });

        assertOutcomes(bulk.logoffAll(3, false), 3, Outcome.FAILED, 5, Outcome.ACCEPTED, 12, Outcome.ACCEPTED);
    }

    @Test
    void oneWhoseTimesCannotBeWorkedOutDoesNotStopTheRest() {
        afterTheSelection(
                "detail 5",
                () -> fixture.ages.set((logon, fresh) -> {
                    if (logon.id() == 5) {
                        throw new IllegalStateException("broken");
                    }
                    return AgeSource.WINDOWS.ages(logon, fresh);
                }));

        List<LogoffAnswer> answers = bulk.logoffDisconnected(600, 5, false);

        assertOutcomes(answers, 5, Outcome.FAILED, 12, Outcome.ACCEPTED);
        assertThat(answers.get(0).message())
                .isEqualTo("The check of the logon failed unexpectedly (java.lang.IllegalStateException: broken)."
                        + " Windows was not called.");
    }

    @Test
    void onlyWhoHasBeenDisconnectedLongEnoughIsLoggedOffAndWhereItIsNotKnownTheAnswerSaysSo() {
        SessionRow late = Samples.disconnected(7, "dave");
        fixture.host.with(late, Samples.withoutTimes(Samples.detail(late)));

        assertOutcomes(
                bulk.logoffDisconnected(600, 2, false),
                5,
                Outcome.ACCEPTED,
                7,
                Outcome.REFUSED_STATE,
                12,
                Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactlyInAnyOrder("logoff 5", "logoff 12");
        assertOutcomes(bulk.logoffDisconnected(601, 5, false), 7, Outcome.REFUSED_STATE);
    }

    @Test
    void whoComesBackMeanwhileIsLeftAlone() {
        afterTheSelection("detail 5", () -> fixture.host.with(Samples.active(5, "bob")));

        List<LogoffAnswer> answers = bulk.logoffDisconnected(600, 5, false);

        assertOutcomes(answers, 5, Outcome.REFUSED_STATE, 12, Outcome.ACCEPTED);
        assertThat(answers.get(0).message()).isEqualTo("The session is no longer disconnected; its state is ACTIVE.");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 12");
    }

    @Test
    void anotherLogonUnderTheSameIdIsLeftAlone() {
        afterTheSelection(
                "detail 3", () -> fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1))));

        assertOutcomes(bulk.logoffAll(3, false), 3, Outcome.GONE, 5, Outcome.ACCEPTED, 12, Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 3");
    }

    /** The first read selects, the second is that right before the call. */
    private void afterTheSelection(String read, Runnable change) {
        fixture.host.during(read, () -> fixture.host.during(read, change));
    }

    @Test
    void whoEndsDuringTheSelectionIsLeftOut() {
        fixture.host.during("detail 5", () -> fixture.host.end(5));

        assertOutcomes(bulk.logoffAll(3, false), 3, Outcome.ACCEPTED, 12, Outcome.ACCEPTED);
    }

    @Test
    void aHostThatDoesNotAnswerIsOneFailureWithItsCode() {
        fixture.host.fail("sessions", 1722);

        for (List<LogoffAnswer> answers : List.of(
                bulk.logoffAll(3, false), bulk.logoffDisconnected(0, 3, false), bulk.sendMessageToAll("", "Hello"))) {
            assertThat(answers)
                    .extracting(LogoffAnswer::session, LogoffAnswer::id, LogoffAnswer::outcome, LogoffAnswer::code)
                    .containsExactly(tuple("", -1L, Outcome.FAILED, 1722));
            assertThat(answers.get(0).message()).endsWith("The sessions could not be read; nothing was done.");
        }
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void nothingThatMatchesIsNoAnswer() {
        assertThat(bulk.logoffDisconnected(86_400, 1, true)).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void everyUserReadsAMessageAtTheConsoleToo() {
        fixture.host.fail("sendMessage 5", 5);

        assertOutcomes(
                bulk.sendMessageToAll("Maintenance", "Please save."),
                1,
                Outcome.ACCEPTED,
                3,
                Outcome.ACCEPTED,
                5,
                Outcome.FAILED,
                12,
                Outcome.ACCEPTED);
        assertThat(fixture.host.messages())
                .hasSize(3)
                .allMatch(message -> message.text().equals("Please save."));
    }

    @Test
    void aMessageThatCannotBeShownIsRefusedBeforeAnythingIsRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bulk.sendMessageToAll("", " "))
                .withMessage("The text of a message is blank. Give a text for the user.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bulk.sendMessageToAll("", "x".repeat(10_000)))
                .withMessage("text has 10000 characters. Allowed: at most 4096.");
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void oneThatCannotBeReadIsAnsweredAndCounted() {
        fixture.host.fail("detail 5", 5);

        List<LogoffAnswer> answers = bulk.logoffAll(3, false);

        assertOutcomes(answers, 3, Outcome.ACCEPTED, 5, Outcome.FAILED, 12, Outcome.ACCEPTED);
        assertThat(answers.get(1).code()).isEqualTo(5);
        assertThat(answers.get(1).account()).isEqualTo("CORP\\bob");
        assertThat(fixture.host.actingCalls()).doesNotContain("logoff 5");
        assertOutcomes(
                bulk.logoffAll(2, false),
                3,
                Outcome.REFUSED_LIMIT,
                5,
                Outcome.REFUSED_LIMIT,
                12,
                Outcome.REFUSED_LIMIT);
    }
}
