package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a logoff counts as done, and when it does not. */
class LogoffVerificationTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void doneIsAnsweredOnlyAfterTheSessionIsGone() throws Exception {
        CompletableFuture<LogoffAnswer> call = fixture.logoffElsewhere(alice(), true);

        fixture.verifier.runNext();
        assertThat(call).isNotDone();
        assertStillPending();

        fixture.host.end(3);
        fixture.verifier.runNext();

        LogoffAnswer answer = answerOf(call);
        assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
        assertThat(answer.message()).isEqualTo("CORP\\alice was logged off from session 3.");
        assertThat(fixture.service.counters().done()).isEqualTo(1);
        assertThat(fixture.service.stateOf(alice())).isEqualTo(LogoffState.NONE);
    }

    @Test
    void allObserversAreNotifiedBeforeTheCaller() throws Exception {
        fixture.host.during("logoff 3", () -> fixture.host.end(3));
        CompletableFuture<Void> call = fixture.logoffElsewhere(alice(), true)
                .thenAccept(answer -> fixture.events.add(answer.outcome().name()));

        fixture.verifier.runNext();

        assertThat(call.get(20, TimeUnit.SECONDS)).isNull();
        assertThat(fixture.events).containsExactly("gone", "DONE");
    }

    @Test
    void verificationEndsWhenNothingIsPending() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(fixture.verifier.waiting()).isZero();
        assertThat(fixture.service.pendingCount()).isZero();
        assertThat(fixture.service.counters().done()).isEqualTo(1);
    }

    @Test
    void oneVerificationServesAllLogoffs() throws Exception {
        fixture.nanoTime.advance(Duration.ofSeconds(10));
        fixture.host.with(Samples.active(4, "bob"));
        fixture.service.logoff(alice(), false);
        fixture.service.logoff(Samples.session(Samples.active(4, "bob")), false);
        assertThat(fixture.verifier.waiting()).isEqualTo(1);
        fixture.host.end(3);
        fixture.host.end(4);
        fixture.host.forgetCalls();

        fixture.verifier.runNext();

        assertThat(fixture.host.calls()).containsExactlyInAnyOrder("detail 3", "detail 4", "sessions");
        assertThat(fixture.service.counters().done()).isEqualTo(2);
        assertThat(fixture.events).containsExactly("gone");
    }

    @Test
    void aNewLogoffIsCheckedSoonAlthoughAnOldOneIsCheckedRarely() throws Exception {
        fixture.host.with(Samples.active(4, "bob"));
        fixture.service.logoff(alice(), false);
        fixture.passDeadline();
        fixture.verifier.runNext();
        assertThat(fixture.verifier.delaysMillis()).containsExactly(5000L);

        fixture.service.logoff(Samples.session(Samples.active(4, "bob")), false);

        assertThat(fixture.verifier.delaysMillis()).containsExactly(5000L, 250L);
        fixture.host.forgetCalls();
        fixture.verifier.runNext();
        assertThat(fixture.host.calls()).as("the check that was replaced").isEmpty();
        fixture.verifier.runNext();
        assertThat(fixture.host.calls()).contains("detail 3", "detail 4");
        assertThat(fixture.verifier.waiting()).isEqualTo(1);
    }

    @Test
    void aDryRunSaysWhatIsKnownOfASessionThatDoesNotClose() {
        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
        String closing = rehearsed();
        fixture.passDeadline();
        String stuck = rehearsed();
        fixture.host.with(new SessionRow(3, 3, "", SessionState.DOWN.code(), "alice", "CORP", "", ""));
        String down = rehearsed();

        String advice =
                " It would be called again; nothing was done. A repeated logoff calls Windows again. If that does"
                        + " not help, an administrator can use \"reset session 3\" on the host, end the session's winlogon.exe,"
                        + " or restart the host; unsaved work is lost.";
        assertThat(closing)
                .isEqualTo(
                        "A logoff of session 3 of CORP\\alice is in progress. This request would join it; nothing was"
                                + " done.");
        assertThat(stuck)
                .isEqualTo("Windows accepted a logoff of session 3 of CORP\\alice 301 seconds ago and has not finished."
                        + advice);
        assertThat(down)
                .isEqualTo(
                        "Windows is ending session 3 of CORP\\alice and has not finished: its state is DOWN." + advice);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
        assertThat(fixture.service.refusal(alice()))
                .as("so a logoff is allowed")
                .isEmpty();
    }

    private String rehearsed() {
        LogoffAnswer answer = fixture.control.automation().logoff("3", "", true, true);
        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        return answer.message();
    }

    @Test
    void pendingIsAnsweredAtTheDeadline() {
        fixture.host.during("logoff 3", fixture::passDeadline);

        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.message()).contains("still closing");
        assertThat(answer.elapsedMillis()).isEqualTo(301_000);
        assertThat(fixture.service.pendingCount()).isEqualTo(1);
        assertThat(fixture.service.stateOf(alice())).isEqualTo(LogoffState.STUCK);
    }

    @Test
    void aLogoffThatIsOverdueIsWatchedOn() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.passDeadline();
        fixture.verifier.runNext();
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isEqualTo(1);
        assertThat(fixture.service.stateOf(alice())).isEqualTo(LogoffState.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 87, 1722, 1726, 7007, 7045})
    void aHostThatDoesNotTellIsNoProof(int code) throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.unlist(3);
        fixture.host.fail("detail 3", code);

        fixture.verifier.runNext();

        assertStillPending();
    }

    @Test
    void aSessionThatTheListLacksIsNotGoneWhileWindowsAnswersForIt() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.unlist(3);

        fixture.verifier.runNext();

        assertStillPending();
    }

    /** A twentieth of the time that the logoff has taken so far. */
    @ParameterizedTest
    @CsvSource({"PT0S, PT0.25S", "PT5S, PT0.25S", "PT20S, PT1S", "PT100S, PT5S", "PT1H, PT5S"})
    void aLogoffThatTakesLongIsCheckedMoreRarely(Duration passed, Duration next) throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.nanoTime.advance(passed);

        fixture.verifier.runNext();

        assertThat(fixture.verifier.delaysMillis()).containsExactly(next.toMillis());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7022})
    void noSuchSessionIsNoProofWhileItIsListed(int code) throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.fail("detail 3", code);

        fixture.verifier.runNext();

        assertStillPending();
    }

    @Test
    void noSuchSessionIsNoProofWithoutAList() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.end(3);
        fixture.host.fail("sessions", 1722);

        fixture.verifier.runNext();
        assertStillPending();

        fixture.host.repair("sessions");
        fixture.verifier.runNext();
        assertThat(fixture.service.counters().done()).isEqualTo(1);
    }

    @Test
    void noSuchSessionIsNoProofWithAListThatCannotBe() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.fail("detail 3", 7022);
        fixture.host.unlistAll();

        fixture.verifier.runNext();

        assertStillPending();
    }

    @Test
    void theIdInTheHandsOfAnotherLogonIsProof() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.with(Samples.active(3, "bob"));

        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isEqualTo(1);
        assertThat(fixture.service.pendingCount()).isZero();
    }

    @Test
    void theSameUserLoggedOnAgainIsProof() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.NOW));

        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isEqualTo(1);
    }

    @Test
    void aSessionThatHasLostItsUserAlreadyIsNoProof() throws Exception {
        fixture.service.logoff(alice(), false);
        SessionDetail tornDown = new SessionDetail(
                3, SessionState.DOWN.code(), LockState.UNKNOWN, "", "", "", SessionTimes.UNKNOWN, Traffic.UNKNOWN);
        fixture.host.with(Samples.nobody(3), tornDown);

        fixture.verifier.runNext();

        assertStillPending();
    }

    @Test
    void aVerificationThatFailsUnexpectedlyIsTriedAgain() throws Exception {
        fixture.service.logoff(alice(), false);
        fixture.host.during("detail 3", () -> {
            throw new IllegalStateException("broken");
        });
        fixture.verifier.runNext();
        assertStillPending();

        fixture.host.during("detail 3", () -> {});
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isEqualTo(1);
    }

    private void assertStillPending() {
        assertThat(fixture.service.pendingCount()).isEqualTo(1);
        assertThat(fixture.service.counters().done()).isZero();
        assertThat(fixture.events).isEmpty();
        assertThat(fixture.verifier.waiting()).isEqualTo(1);
    }

    @Test
    void twoRowsOfOneIdDoNotEndTheVerification() throws Exception {
        fixture.host.with(Samples.guest(9, 1, "bob", "VM1"));
        fixture.service.logoff(alice(), false);
        fixture.host.end(3);
        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isEqualTo(1);
    }
}
