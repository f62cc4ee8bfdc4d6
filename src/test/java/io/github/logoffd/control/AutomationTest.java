package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The call for hooks: every condition on the user, the state and the time of a session. */
class AutomationTest extends HookRequests {

    @Test
    void allConditionsAreCheckedOnOneFreshReadRightBeforeTheCall() {
        LogoffAnswer answer = request(KEY, "CORP\\alice", "ACTIVE,DISCONNECTED", 90, "job-7", false);

        assertThat(answer)
                .isEqualTo(new LogoffAnswer(
                        KEY,
                        "HOST1",
                        3,
                        "CORP\\alice",
                        Outcome.ACCEPTED,
                        0,
                        "Windows is logging CORP\\alice off from session 3.",
                        0,
                        "job-7",
                        false));
        assertThat(fixture.host.calls()).containsExactly("sessions", "detail 3", "detail 3", "logoff 3");
    }

    @Test
    void whoeverIsNotTheExpectedUserIsNotLoggedOffByACallThatWaits() {
        LogoffAnswer answer = fixture.control.automation().logoff("3", " bob ", false, true);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_USER);
        assertThat(answer.message()).contains("bob");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void everythingIsInTheAuditTrail() {
        request(KEY, "alice", "ACTIVE", 1, "job-7", true);

        assertThat(fixture.trail.lines())
                .hasSize(2)
                .allMatch(line -> line.intent().operation().equals("requestLogoff"))
                .allMatch(line -> line.intent()
                        .arguments()
                        .equals("session=" + KEY + " expectedUser=alice allowedStates=ACTIVE minimumSeconds=1"
                                + " reason=licence dryRun=true"))
                .allMatch(line -> line.intent().requestId().equals("job-7"));
    }

    @Test
    void aStateThatIsNotKnownHereIsEndedOnlyWhenItIsNamed() {
        fixture.host.with(new SessionRow(3, 3, "RDP-Tcp#3", 42, "alice", "CORP", "", ""));

        assertRefused(
                request(KEY, "", "", 0),
                Outcome.REFUSED_STATE,
                "The session is in the state 42, which logoffd does not know. To end it, name UNKNOWN in"
                        + " allowedStates of requestLogoff.");
        assertThat(request(KEY, "", "", 0, "", true).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request(KEY, "", "ACTIVE,DISCONNECTED", 0).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request("3", "alice", "", 0).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request(KEY, "", "UNKNOWN", 0, "", true).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(request(KEY, "", "DISCONNECTED,UNKNOWN", 0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", "corp\\Alice", " alice "})
    void theExpectedUserIsTakenInAnyCase(String user) {
        assertThat(request(KEY, user, "", 0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "OTHER\\alice", "alic", "\\alice", "al\u0131ce", "al\u0130ce"})
    void anotherUserIsRefused(String user) {
        assertRefused(request(KEY, user, "", 0), Outcome.REFUSED_USER, "The user is CORP\\alice, not " + user + '.');
    }

    /** JSON holds no half of a surrogate pair, so a client has only the form in which the service wrote it. */
    @ParameterizedTest
    @CsvSource({
        "'a\uD800', ACCEPTED",
        "CORP\\A<U+D800>, ACCEPTED",
        "a<U+D801>, REFUSED_USER",
        "a?, REFUSED_USER",
        "a\uFFFD, REFUSED_USER"
    })
    void aNameThatIsNoUnicodeTextIsExpectedAsItIsOrAsTheServiceWritesIt(String user, Outcome outcome) {
        fixture.host.with(Samples.active(4, "a\uD800"));

        assertThat(request("4", user, "", 0).outcome()).isEqualTo(outcome);
    }

    @Test
    void aUserWhomWindowsCutsIsExpectedByTheWholeName() {
        SessionRow row = Samples.active(4, "maximiliana.von-hohenfels");
        SessionDetail whole = Samples.detail(row);
        SessionDetail cut = new SessionDetail(
                4,
                whole.stateCode(),
                whole.lock(),
                whole.name(),
                "maximiliana.von-hohe",
                whole.domain(),
                whole.times(),
                whole.traffic());
        fixture.host.with(row, cut);

        assertThat(request("4", "maximiliana.von-hohenlohe", "", 0).outcome()).isEqualTo(Outcome.REFUSED_USER);
        assertThat(request("4", "CORP\\maximiliana.von-hohenfels", "", 0).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "active", " DISCONNECTED , Active "})
    void anAllowedStateIsTaken(String states) {
        assertThat(request(KEY, "", states, 0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anotherStateIsRefused() {
        assertRefused(
                request(KEY, "", "DISCONNECTED,IDLE", 0),
                Outcome.REFUSED_STATE,
                "The state is ACTIVE. Allowed by the request: [DISCONNECTED, IDLE].");
    }

    @Test
    void theStateIsThatOfTheReadRightBeforeTheCall() {
        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.host.during("detail 3", () -> fixture.host.during("detail 3", () -> fixture.host.with(ALICE)));

        assertRefused(
                request(KEY, "", "DISCONNECTED", 0),
                Outcome.REFUSED_STATE,
                "The state is ACTIVE. Allowed by the request: [DISCONNECTED].");
    }

    @ParameterizedTest
    @CsvSource({"0", "90"})
    void anActiveSessionCountsByItsLastInput(long seconds) {
        assertThat(request(KEY, "", "", seconds).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aSessionThatIsNotIdleLongEnoughIsRefused() {
        assertRefused(
                request(KEY, "", "", 91),
                Outcome.REFUSED_STATE,
                "The session has been idle for 90 seconds. Required: 91 seconds.");
    }

    @Test
    void aSessionThatIsNotDisconnectedLongEnoughIsRefused() {
        fixture.host.with(Samples.disconnected(3, "alice"));

        assertRefused(
                request(KEY, "", "", 601),
                Outcome.REFUSED_STATE,
                "The session has been disconnected for 600 seconds. Required: 601 seconds.");
        assertThat(request(KEY, "", "", 600).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aTimeThatIsNotKnownIsNotLongEnough() {
        SessionRow noInputYet =
                new SessionRow(3, 3, "RDP-Tcp#3", SessionState.CONNECTED.code(), "alice", "CORP", "", "");
        fixture.host.with(noInputYet);

        assertRefused(
                request(KEY, "", "", 1),
                Outcome.REFUSED_STATE,
                "How long the session has been idle is not known: Windows does not report it, and this service has not"
                        + " observed it.");
        assertThat(request(KEY, "", "", 0).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "65536"})
    void protectedSessionsAreRefusedWhateverIsAllowed(String id) {
        assertThat(request(id, "", "", 0).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aDryRunTakesTheSamePathAndCallsNothing() {
        LogoffAnswer answer = request(KEY, "alice", "ACTIVE", 90, "", true);

        assertRefused(answer, Outcome.ACCEPTED, "CORP\\alice would be logged off from session 3; nothing was done.");
        assertThat(answer.dryRun()).isTrue();
        assertThat(fixture.host.calls()).containsExactly("sessions", "detail 3", "detail 3");
        assertThat(fixture.control.stateOf(alice())).isEqualTo(LogoffState.NONE);
        assertThat(request(KEY, "bob", "", 0, "", true).outcome()).isEqualTo(Outcome.REFUSED_USER);
        assertThat(request(KEY, "", "IDLE", 0, "", true).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request(KEY, "", "", 91, "", true).outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(request("1", "", "", 0, "", true).code()).isEqualTo(5);
        assertThat(request("99", "", "", 0, "", true).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }
}
