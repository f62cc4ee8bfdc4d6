package io.github.logoffd.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session that an operator means by an id or a name. */
class LogoffSessionByNameTest {

    private final ControlFixture fixture = new ControlFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", " 3 ", "003", "RDP-Tcp#3", "rdp-tcp#3", "RDP-TCP#3"})
    void anIdOrANameInAnyCaseWillDo(String nameOrId) {
        LogoffAnswer answer = fixture.service.logoffSession(nameOrId, false);

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.session()).isEqualTo(ControlFixture.alice().key());
        assertThat(answer.account()).isEqualTo("CORP\\alice");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    @Test
    void aDisconnectedSessionIsNamedByItsId() {
        fixture.host.with(Samples.disconnected(5, "bob"));

        assertThat(fixture.service.logoffSession("5", false).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00a0", "\u3000", "\u200b", "\u2800", "\ufeff \u3164"})
    void aBlankNameIsAMistakeOfTheCaller(String blank) {
        fixture.host.with(new SessionRow(6, 6, blank, SessionState.ACTIVE.code(), "bob", "CORP", "", ""));

        assertThatThrownBy(() -> fixture.service.logoffSession(blank, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Give a session id, or the name of an active session.");
        assertThat(fixture.host.calls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void aNameThatIsTooLongIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> fixture.service.logoffSession("x".repeat(TextLength.OF_A_NAME + 1), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sessionNameOrId has 257 characters. Allowed: at most 256.");
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void theNameOfASessionThatIsNotActiveIsRefused() {
        fixture.host.with(new SessionRow(6, 6, "RDP-Tcp#6", SessionState.DISCONNECTED.code(), "bob", "CORP", "", ""));

        LogoffAnswer answer = fixture.service.logoffSession("rdp-tcp#6", false);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(answer.message()).contains("DISCONNECTED").contains("use its id 6");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void ofTwoSessionsOfOneNameTheActiveOneIsMeant() {
        fixture.host.with(new SessionRow(2, 2, "RDP-Tcp#3", SessionState.DISCONNECTED.code(), "bob", "CORP", "", ""));

        assertThat(fixture.service.logoffSession("RDP-Tcp#3", false).id()).isEqualTo(3);
    }

    @Test
    void anIdThatIsListedTwiceIsRefusedWithBothNamed() {
        fixture.host.listAlso(new SessionRow(3, 3, "RDP-Tcp#9", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));

        LogoffAnswer answer = fixture.service.logoffSession("3", false);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(answer.message())
                .isEqualTo("\"3\" can mean session 3 of CORP\\alice, or session 3 of CORP\\bob."
                        + " Neither is acted on until Windows lists the id once.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anIdThatIsTheNameOfAnotherSessionIsRefusedWithBothNamed() {
        fixture.host.with(new SessionRow(6, 6, "3", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));

        LogoffAnswer answer = fixture.service.logoffSession("3", false);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(answer.message())
                .isEqualTo("\"3\" can mean session 3 of CORP\\alice, or session 6 of CORP\\bob, which is named \"3\"."
                        + " Give an id that no session has as its name.");
        assertThat(fixture.trail.lines()).last().extracting(AuditRecord::rule).isEqualTo("ambiguousName");
        assertThat(fixture.host.calls()).containsExactly("sessions");
    }

    @Test
    void twoActiveSessionsOfOneNameAreRefusedWithBothNamed() {
        fixture.host.with(new SessionRow(6, 6, "rdp-tcp#3", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));

        LogoffAnswer answer = fixture.service.logoffSession("RDP-Tcp#3", false);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_STATE);
        assertThat(answer.message())
                .isEqualTo("\"RDP-Tcp#3\" can mean session 3 of CORP\\alice, or session 6 of CORP\\bob. Give the id.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aNameThatIsANumberIsMeantWhileNoSessionHasThatId() {
        fixture.host.with(new SessionRow(6, 6, "4711", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));

        assertThat(fixture.service.logoffSession("4711", false).id()).isEqualTo(6);
    }

    @Test
    void aRequestThatTakesIdsAloneNeverMeansAName() {
        fixture.host.with(new SessionRow(6, 6, "4711", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));
        fixture.host.with(new SessionRow(7, 7, "3", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));

        assertThat(requested("4711").outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(requested("3").id()).isEqualTo(3);
    }

    private LogoffAnswer requested(String session) {
        return fixture.control.automation().requestLogoff(session, "", "", 0, "", "", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "77",
                "4294967295",
                "4294967294",
                "9999999999",
                "99999999999999999999",
                "-1",
                "RDP-Tcp#9",
                "alice"
            })
    void whatDoesNotExistIsNotFound(String nameOrId) {
        LogoffAnswer answer = fixture.service.logoffSession(nameOrId, true);

        assertThat(answer.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(answer.id()).isEqualTo(-1);
        assertThat(answer.session()).isEmpty();
        assertThat(answer.message()).contains(nameOrId).contains("HOST1");
        assertThat(fixture.host.calls()).containsExactly("sessions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "RDP-Tcp", "0", "services", "1", "CONSOLE"})
    void whatIsProtectedIsRefusedByIdAndByName(String nameOrId) {
        LogoffAnswer answer = fixture.service.logoffSession(nameOrId, true);

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aSessionThatEndsWhileItIsLookedUpIsNotFound() {
        fixture.host.during("detail 3", () -> fixture.host.end(3));

        assertThat(fixture.service.logoffSession("3", true).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void aSessionThatIsListedButDeniedIsNotCalledEnded() {
        fixture.host.fail("detail 3", 7022);

        LogoffAnswer answer = fixture.service.logoffSession("3", true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(7022);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anIdThatPassesToAnotherUserWhileItIsLookedUpIsLeftAlone() {
        fixture.host.with(ControlFixture.ALICE, Samples.detail(Samples.active(3, "bob")));

        LogoffAnswer answer = fixture.service.logoffSession("3", true);

        assertThat(answer.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(answer.message()).contains("passed to another user a moment ago");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "detail 3"})
    void aHostThatDoesNotAnswerIsAFailure(String call) {
        fixture.host.fail(call, 1722);

        LogoffAnswer answer = fixture.service.logoffSession("3", true);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(1722);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
