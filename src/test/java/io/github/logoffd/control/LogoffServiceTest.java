package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check before Windows is asked, and what Windows answers to it. */
class LogoffServiceTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anAcceptedLogoffNamesWhomItIsAbout() {
        fixture.host.during("logoff 3", () -> fixture.nanoTime.advance(Duration.ofMillis(25)));

        assertThat(fixture.service.logoff(alice(), false))
                .isEqualTo(new LogoffAnswer(
                        alice().key(),
                        "HOST1",
                        3,
                        "CORP\\alice",
                        Outcome.ACCEPTED,
                        0,
                        "Windows is logging CORP\\alice off from session 3.",
                        25,
                        "",
                        false));
    }

    @Test
    void anEventSaysHowLongWindowsHasTaken() {
        fixture.host.during("logoff 3", () -> fixture.nanoTime.advance(Duration.ofMillis(150)));

        fixture.service.logoff(alice(), false);

        assertThat(fixture.happenings).containsExactly("REQUESTED 3");
        assertThat(fixture.answers).extracting(LogoffAnswer::elapsedMillis).containsExactly(150L);
    }

    @Test
    void theLogonIsReadAfreshRightBeforeTheCall() {
        fixture.service.logoff(alice(), false);

        assertThat(fixture.host.calls()).containsExactly("detail 3", "logoff 3");
    }

    @Test
    void anotherUserUnderTheSameIdIsLeftAlone() {
        fixture.host.with(Samples.active(3, "bob"));

        assertGoneWithoutACall();
    }

    @Test
    void aLaterLogonOfTheSameUserIsLeftAlone() {
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusNanos(100)));

        assertGoneWithoutACall();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7022})
    void noSuchSessionAndNotListedIsGone(int code) {
        fixture.host.unlist(3);
        fixture.host.fail("detail 3", code);

        assertGoneWithoutACall();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7022})
    void noSuchSessionButListedIsAFailure(int code) {
        fixture.host.fail("detail 3", code);

        assertFailedWithoutACall(code);
    }

    @Test
    void noSuchSessionAndNoListIsAFailure() {
        fixture.host.fail("detail 3", 7022);
        fixture.host.fail("sessions", 1722);

        assertFailedWithoutACall(7022);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 87, 1722, 7007, 7045})
    void aLogonThatCannotBeVerifiedIsLeftAlone(int code) {
        fixture.host.fail("detail 3", code);

        assertThat(assertFailedWithoutACall(code).message())
                .endsWith("The logon could not be verified, so nothing was done.");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1722})
    void whatWindowsRefusesIsAFailureWithItsCode(int code) {
        fixture.host.fail("logoff 3", code);

        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).startsWith("Error [" + code + "]: ").endsWith("Session 3 was not logged off.");
        assertThat(fixture.service.pendingCount()).isZero();
        assertThat(fixture.service.counters().failed()).isEqualTo(1);
    }

    @Test
    void aSessionThatEndsRightBeforeTheCallIsGone() {
        fixture.host.during("logoff 3", () -> fixture.host.end(3));
        fixture.host.fail("logoff 3", 7022);

        assertThat(fixture.service.logoff(alice(), true).outcome()).isEqualTo(Outcome.GONE);
        assertThat(fixture.service.pendingCount()).isZero();
    }

    @Test
    void aSessionThatClosesAlreadyIsJoined() {
        fixture.host.fail("logoff 3", 7007);

        LogoffAnswer answer = fixture.service.logoff(alice(), false);

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.code()).isZero();
        assertThat(fixture.service.stateOf(alice())).isEqualTo(LogoffState.CLOSING);
    }

    @Test
    void anUnexpectedFailureIsAnAnswerToo() {
        fixture.host.during("detail 3", () -> {
            throw new IllegalStateException("WTSINFOEXW has level 2. Expected: 1.");
        });

        LogoffAnswer answer = assertFailedWithoutACall(0);

        assertThat(answer.message()).contains("WTSINFOEXW has level 2. Expected: 1.");
        assertThat(fixture.service.pendingCount()).isZero();
    }

    @Test
    void theStateGoesFromNoneOverRequestedAndClosingToStuck() {
        List<LogoffState> states = new ArrayList<>();
        states.add(fixture.service.stateOf(alice()));
        fixture.host.during("logoff 3", () -> states.add(fixture.service.stateOf(alice())));

        fixture.service.logoff(alice(), false);
        states.add(fixture.service.stateOf(alice()));
        fixture.nanoTime.advance(ControlFixture.TIMEOUT);
        states.add(fixture.service.stateOf(alice()));
        fixture.nanoTime.advance(Duration.ofMillis(1));
        states.add(fixture.service.stateOf(alice()));

        assertThat(states)
                .containsExactly(
                        LogoffState.NONE,
                        LogoffState.REQUESTED,
                        LogoffState.CLOSING,
                        LogoffState.CLOSING,
                        LogoffState.STUCK);
    }

    @Test
    void theStateOfAnotherLogonOfTheSameIdIsNone() {
        fixture.service.logoff(alice(), false);

        assertThat(fixture.service.stateOf(Samples.session(ALICE, Samples.detail(ALICE, Samples.NOW))))
                .isEqualTo(LogoffState.NONE);
        assertThat(fixture.service.stateOf(Samples.session(Samples.LISTENER))).isEqualTo(LogoffState.NONE);
    }

    private void assertGoneWithoutACall() {
        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.GONE);
        assertThat(answer.code()).isZero();
        assertThat(answer.session()).isEqualTo(alice().key());
        assertThat(answer.message()).endsWith("no longer exists. Windows was not called.");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.service.pendingCount()).isZero();
        assertThat(fixture.service.counters().done()).isZero();
    }

    private LogoffAnswer assertFailedWithoutACall(int code) {
        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.service.counters().failed()).isEqualTo(1);
        return answer;
    }

    @Test
    void aSessionThatHasLostItsUserIsNotCalledGone() {
        fixture.host.with(ALICE, Samples.detail(Samples.active(3, "")));

        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(answer.message()).isEqualTo("No user is logged on to the session.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aLogonWithoutATimeIsNotActedUpon() {
        SessionDetail detail = Samples.detail(ALICE);
        fixture.host.with(
                ALICE,
                new SessionDetail(
                        3,
                        detail.stateCode(),
                        detail.lock(),
                        detail.name(),
                        detail.user(),
                        detail.domain(),
                        SessionTimes.UNKNOWN,
                        detail.traffic()));

        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.message()).isEqualTo("The logon could not be verified, so nothing was done.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anErrorWhileWindowsIsAskedLeavesNothingBehind() {
        fixture.host.during("logoff 3", () -> {
            throw new StackOverflowError("deep");
        });

        LogoffAnswer answer = fixture.service.logoff(alice(), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.message()).contains("whether it took effect is not known");
        assertThat(fixture.service.pendingCount()).isZero();
        assertThat(fixture.trail.lines()).hasSize(2);
    }

    @Test
    void aStuckLogoffIsAskedForAgain() {
        fixture.service.logoff(alice(), false);
        fixture.passDeadline();
        assertThat(fixture.service.stateOf(alice())).isEqualTo(LogoffState.STUCK);

        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);

        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3", "logoff 3");
        assertThat(fixture.service.stateOf(alice())).isEqualTo(LogoffState.CLOSING);
        assertThat(fixture.service.pendingCount()).isEqualTo(1);
    }

    /** Windows can fail without a reason, and with one that says nothing about how far it came. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 59, 64, 1460, 1726, 1783, 1818})
    void whatMayHaveHappenedIsNotDenied(int code) {
        fixture.host.fail("logoff 3", code);

        LogoffAnswer answer = fixture.service.logoff(alice(), false);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message())
                .startsWith("Error [" + code + "]: ")
                .endsWith("Whether session 3 was logged off is not known. Read the sessions again.");
    }

    @Test
    void aListenerThatFailsChangesNoAnswer() {
        fixture.listenerFails = true;

        assertThat(fixture.service.logoff(alice(), false).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.service.pendingCount()).isEqualTo(1);
    }

    @Test
    void aCheckThatFailsUnexpectedlyIsNoCall() {
        fixture.host.during("detail 3", () -> {
            throw new IllegalStateException("broken");
        });

        LogoffAnswer answer = fixture.service.logoff(alice(), false);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.message()).contains("broken").endsWith("Windows was not called.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
