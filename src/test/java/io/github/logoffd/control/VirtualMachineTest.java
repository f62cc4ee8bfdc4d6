package io.github.logoffd.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions inside virtual machines are addressed by their unique ids. Alice is logged on to the host as session 3, and
 * to session 3 of two of its virtual machines, everywhere since the same moment.
 */
class VirtualMachineTest {

    private static final SessionRow IN_VM1 = Samples.guest(1003, 3, "alice", "VM1");
    private static final SessionRow IN_VM2 = Samples.guest(70000, 3, "alice", "VM2");
    private static final Session TARGET = Samples.session(IN_VM1);
    private static final Instant LATER = Samples.LOGON.plusSeconds(600);

    private final ControlFixture fixture = new ControlFixture();

    @BeforeEach
    void addGuests() {
        fixture.host.with(IN_VM2).with(IN_VM1);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Which of the two Windows would take is documented nowhere. */
    @Test
    void nothingIsDoneWhileTheHostItselfHasASessionOfThatNumber() {
        SessionRow bob = Samples.guest(9, TARGET.id(), "bob", "");
        fixture.host.with(bob);

        assertThat(fixture.service.logoff(TARGET, false).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void nothingIsDoneWhileItIsNotKnownWhetherTheHostItselfHasASessionOfThatNumber() {
        fixture.host.fail("sessions", 1722);

        LogoffAnswer answer = fixture.service.logoff(TARGET, false);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(1722);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void everyCallIsMadeWithTheUniqueId() {
        fixture.control.messages().send(TARGET, "Title", "Text");
        fixture.control.disconnects().disconnect(TARGET, false);
        LogoffAnswer answer = fixture.service.logoff(TARGET, false);

        assertThat(fixture.host.calls())
                .containsExactly(
                        "sessions",
                        "detail 1003",
                        "sendMessage 1003",
                        "sessions",
                        "detail 1003",
                        "disconnect 1003",
                        "sessions",
                        "detail 1003",
                        "logoff 1003");
        assertThat(answer.id()).isEqualTo(1003);
        assertThat(answer.session()).isEqualTo("HOST1:1003:2026-03-02T08:00:00.123456700Z");
        assertThat(answer.message()).isEqualTo("Windows is logging CORP\\alice off from session 1003.");
        assertThat(fixture.trail.lines()).extracting(line -> line.intent().id()).containsOnly(1003L);
    }

    @Test
    void oneLogoffLeavesTheSameUserOfTheSameIdElsewhereAlone() throws Exception {
        CompletableFuture<LogoffAnswer> call = fixture.logoffElsewhere(TARGET, true);
        fixture.verifier.runNext();
        assertThat(fixture.service.stateOf(TARGET)).isEqualTo(LogoffState.CLOSING);
        for (Session other : List.of(ControlFixture.alice(), Samples.session(IN_VM2))) {
            assertThat(fixture.service.stateOf(other)).isEqualTo(LogoffState.NONE);
        }

        fixture.host.end(1003);
        fixture.verifier.runNext();

        assertThat(ControlFixture.answerOf(call).outcome()).isEqualTo(Outcome.DONE);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 1003");
        assertThat(fixture.host.sessions()).contains(ControlFixture.ALICE, IN_VM2);
    }

    @Test
    void aLogoffIsNotDoneWhileItsOwnRowIsListed() throws Exception {
        fixture.service.logoff(TARGET, false);
        fixture.host.end(3);
        fixture.host.end(70000);
        fixture.host.fail("detail 1003", 7022);

        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isZero();
        assertThat(fixture.service.stateOf(TARGET)).isEqualTo(LogoffState.CLOSING);
    }

    @Test
    void aUniqueIdThatPassesToAnotherSessionIsGone() throws Exception {
        fixture.service.logoff(TARGET, false);
        fixture.host.with(Samples.guest(1003, 5, "alice", "VM2"));

        assertThat(fixture.control.disconnects().disconnect(TARGET, false).outcome())
                .isEqualTo(Outcome.GONE);
        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isEqualTo(1);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 1003");
    }

    @Test
    void aUniqueIdThatPassesToALaterLogonOfTheSameIdIsGone() {
        SessionRow next = Samples.guest(1003, 3, "alice", "VM2");
        fixture.host.with(next, Samples.detail(next, LATER));

        assertThat(fixture.service.logoff(TARGET, true).outcome()).isEqualTo(Outcome.GONE);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    /** As a Windows would that took the unique id for a session id of the host itself. */
    private void answerAboutTheHostsOwnSession() {
        SessionDetail other = Samples.detail(Samples.active(1003, "alice"));
        fixture.host.with(IN_VM1, other);
    }

    @Test
    void anAnswerAboutAnotherSessionIsAFailureAndNeverGone() {
        answerAboutTheHostsOwnSession();

        List<LogoffAnswer> answers = List.of(
                fixture.service.logoff(TARGET, true),
                fixture.service.logoffSession("1003", true),
                fixture.control.automation().requestLogoff(TARGET.key(), "", "", 0, "", "", false),
                fixture.control.disconnects().disconnect(TARGET, true),
                fixture.control.messages().send(TARGET, "Title", "Text"));

        assertThat(answers).extracting(LogoffAnswer::outcome).containsOnly(Outcome.FAILED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anAnswerAboutAnotherSessionProvesNoLogoff() throws Exception {
        fixture.service.logoff(TARGET, false);
        answerAboutTheHostsOwnSession();

        fixture.verifier.runNext();

        assertThat(fixture.service.counters().done()).isZero();
        assertThat(fixture.service.stateOf(TARGET)).isEqualTo(LogoffState.CLOSING);
    }

    @Test
    void anIdIsTheUniqueOne() {
        assertThat(fixture.service.logoffSession("3", false).session())
                .isEqualTo(ControlFixture.alice().key());
        fixture.host.forgetCalls();
        assertThat(fixture.service.logoffSession("70000", false).session())
                .isEqualTo(Samples.session(IN_VM2).key());
        assertThat(fixture.host.calls())
                .containsExactly("sessions", "detail 70000", "sessions", "detail 70000", "logoff 70000");
        assertThat(fixture.control
                        .automation()
                        .requestLogoff(TARGET.key(), "", "", 0, "", "", false)
                        .id())
                .isEqualTo(1003);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 70000", "logoff 1003");
    }

    @Test
    void aNameIsThatOfASessionOfTheHostItself() {
        assertThat(fixture.service.logoffSession("RDP-Tcp#3", false).id()).isEqualTo(3);

        fixture.host.end(3);

        assertThat(fixture.service.logoffSession("RDP-Tcp#3", false).outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    @Test
    void manyAreAnsweredInTheOrderOfTheirUniqueIds() {
        assertThat(fixture.control.bulk().logoffAll(3, false))
                .extracting(answer -> answer.id() + " " + answer.outcome())
                .containsExactly("3 ACCEPTED", "1003 ACCEPTED", "70000 ACCEPTED");
    }

    @Test
    void aWarningIsForOneOfThem() {
        fixture.control.countdowns().warnAndLogoff(TARGET, "Please save.", 60);

        assertThat(fixture.control.stateOf(TARGET)).isEqualTo(LogoffState.WARNED);
        assertThat(fixture.control.stateOf(Samples.session(IN_VM2))).isEqualTo(LogoffState.NONE);
        assertThat(fixture.control.stateOf(ControlFixture.alice())).isEqualTo(LogoffState.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 services DISCONNECTED", "1 console ACTIVE", "65536 rdp-tcp LISTEN"})
    void servicesConsoleAndListenersOfAVirtualMachineAreProtected(String text) {
        String[] words = text.split(" ", -1);
        long id = Long.parseLong(words[0]);
        int state = SessionState.valueOf(words[2]).code();
        SessionRow row = new SessionRow(id, 2000, words[1], state, "admin", "CORP", "VM1", "FARM1");
        fixture.host.with(row);

        assertThat(fixture.service.refusal(Samples.session(row))).isNotEmpty();
        assertThat(fixture.service.logoffSession("2000", true).outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void theProcessesOfTheHostAreNotThoseOfAVirtualMachine() {
        fixture.host.setProcesses(List.of(new ProcessInfo(3, 100, "host.exe", 1, 1, 1, 1)));

        assertThatIllegalStateException()
                .isThrownBy(() -> fixture.control.messages().processes(TARGET))
                .withMessage("Session 1003 runs in a virtual machine, and the host lists only its own processes. Use a"
                        + " session of the host itself.");
        assertThat(fixture.control.messages().processes(ControlFixture.alice())).hasSize(1);
    }
}
