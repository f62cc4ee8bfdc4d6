package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static io.github.logoffd.control.ControlFixture.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropping clients. */
class DisconnectServiceTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private LogoffAnswer disconnect(boolean wait) {
        return fixture.control.disconnects().disconnect(alice(), wait);
    }

    private CompletableFuture<LogoffAnswer> disconnectElsewhere() {
        return fixture.elsewhere(() -> disconnect(true));
    }

    @Test
    void whoDoesNotWaitIsAnsweredWhenWindowsHasAccepted() {
        LogoffAnswer answer = disconnect(false);

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.message()).isEqualTo("Windows is disconnecting session 3.");
        assertThat(answer.account()).isEqualTo("CORP\\alice");
        assertThat(fixture.host.calls()).containsExactly("detail 3", "disconnect 3");
        assertThat(fixture.verifier.waiting()).isZero();
    }

    @Test
    void bothLinesOfTheAuditTrailTellOfIt() {
        disconnect(false);

        assertThat(fixture.trail.lines())
                .hasSize(2)
                .allMatch(line -> line.intent().operation().equals("disconnect"))
                .allMatch(line -> line.intent().arguments().equals("wait=false"));
    }

    @Test
    void doneIsAnsweredOnlyWhenTheSessionIsDisconnected() throws Exception {
        CompletableFuture<LogoffAnswer> call = disconnectElsewhere();

        fixture.verifier.runNext();
        assertThat(call).isNotDone();
        fixture.host.fail("detail 3", 1722);
        fixture.verifier.runNext();
        assertThat(call).isNotDone();
        fixture.host.repair("detail 3");
        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.verifier.runNext();

        LogoffAnswer answer = answerOf(call);
        assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
        assertThat(answer.message()).isEqualTo("Session 3 is disconnected.");
        assertThat(fixture.verifier.waiting()).isZero();
    }

    @Test
    void aHostThatDoesNotAnswerIsNoProof() throws Exception {
        fixture.host.onceDuring("disconnect 3", () -> fixture.host.fail("detail 3", 1722));
        CompletableFuture<LogoffAnswer> call = disconnectElsewhere();
        fixture.verifier.runNext();
        fixture.control.close();

        assertThat(answerOf(call).outcome()).isEqualTo(Outcome.PENDING);
    }

    @Test
    void theDisconnectedSessionOfAnotherLogonIsNoProof() throws Exception {
        CompletableFuture<LogoffAnswer> call = disconnectElsewhere();
        fixture.verifier.runNext();
        fixture.host.with(Samples.disconnected(3, "bob"));
        fixture.verifier.runNext();

        assertThat(call).isNotDone();

        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.verifier.runNext();
        assertThat(answerOf(call).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void theEndOfTheServiceEndsTheWaitAtOnce() throws Exception {
        CompletableFuture<LogoffAnswer> call = disconnectElsewhere();
        fixture.verifier.runNext();

        fixture.control.close();

        LogoffAnswer answer = answerOf(call);
        assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.message())
                .isEqualTo("Session 3 was not verified as disconnected, since the service is stopping; Windows has"
                        + " accepted the request.");
        assertThat(fixture.verifier.waiting()).isZero();
    }

    @Test
    void aWaitThatBeginsWhenTheServiceIsStoppingEndsAtOnce() {
        fixture.host.during("disconnect 3", fixture.control::close);

        LogoffAnswer answer = disconnect(true);

        assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.message()).contains("the service is stopping");
    }

    @Test
    void whoIsInterruptedWhileWaitingIsReportedThatItIsPending() {
        Thread.currentThread().interrupt();

        LogoffAnswer answer = disconnect(true);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.message()).isEqualTo("Session 3 is not disconnected yet.");
        assertThat(fixture.verifier.waiting()).isZero();
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void whereNoUserIsLoggedOnNothingIsDone(SessionRow row) {
        LogoffAnswer answer = fixture.control.disconnects().disconnect(Samples.session(row), true);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(answer.message()).isEqualTo("No user is logged on to the session.");
        assertThat(fixture.host.calls()).isEmpty();
    }

    static Stream<SessionRow> nobodies() {
        return Stream.of(Samples.LISTENER, Samples.SERVICES, Samples.nobody(4));
    }

    @Test
    void theConsoleIsRefusedWithTheCodeThatWindowsGives() {
        LogoffAnswer answer = fixture.control.disconnects().disconnect(Samples.session(Samples.CONSOLE), false);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(answer.code()).isEqualTo(5);
        assertThat(answer.message())
                .isEqualTo("Error [5]: Access is denied. The console session cannot be disconnected.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aSessionThatMovedToTheConsoleIsRefused() {
        fixture.host.with(new SessionRow(3, 3, "Console", SessionState.ACTIVE.code(), "alice", "CORP", "", ""));

        assertThat(disconnect(false).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anotherLogonUnderTheSameIdIsLeftAlone() {
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1)));

        assertThat(disconnect(true).outcome()).isEqualTo(Outcome.GONE);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aLogonThatEndsRightBeforeTheCallIsGone() {
        fixture.host.during("disconnect 3", () -> fixture.host.end(3));
        fixture.host.fail("disconnect 3", 7022);

        LogoffAnswer answer = disconnect(true);

        assertThat(answer.outcome()).isEqualTo(Outcome.GONE);
        assertThat(answer.message()).endsWith("Windows was called and has no such session.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1460, 1726, 1818})
    void nothingIsClaimedOfACallWhoseEffectIsUnknown(int code) {
        fixture.host.fail("disconnect 3", code);

        assertThat(disconnect(true).message())
                .endsWith("Whether session 3 was disconnected is not known. Check its state.");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1722, 7007, 7022})
    void whatWindowsRefusesIsAFailureWithItsCode(int code) {
        fixture.host.fail("disconnect 3", code);

        LogoffAnswer answer = disconnect(true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).startsWith("Error [" + code + "]: ").endsWith("The session was not disconnected.");
        assertThat(fixture.happenings).as("it is no logoff").isEmpty();
    }

    @Test
    void aServiceThatStopsDisconnectsNoUser() {
        fixture.control.close();

        assertThat(disconnect(true).outcome()).isEqualTo(Outcome.REFUSED_DISABLED);
        assertThat(fixture.host.calls()).isEmpty();
    }
}
