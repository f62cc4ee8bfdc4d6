package io.github.logoffd.control;

import static io.github.logoffd.control.ControlFixture.ALICE;
import static io.github.logoffd.control.ControlFixture.alice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Message.Buttons;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, questions and the processes of a session. */
class MessageServiceTest {

    private final ControlFixture fixture = new ControlFixture();
    private MessageService messages;

    @BeforeEach
    void getService() {
        messages = fixture.control.messages();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aMessageIsShownToTheUserWithoutWaiting() {
        LogoffAnswer answer = messages.send(alice(), "Maintenance", "Please save.");

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.message()).isEqualTo("Windows shows the message to CORP\\alice.");
        assertThat(fixture.host.messages())
                .containsExactly(new Message("Maintenance", "Please save.", Buttons.OK, Duration.ofHours(1), false));
        assertThat(fixture.host.calls()).containsExactly("detail 3", "sendMessage 3");
    }

    @Test
    void thatNoClientShowsAMessageIsPartOfTheAnswer() {
        fixture.host.with(Samples.disconnected(4, "bob"));
        Session bob = Samples.session(Samples.disconnected(4, "bob"));

        assertThat(messages.show(bob, "Maintenance", "Please save.", 90, false).message())
                .isEqualTo("Windows has accepted the message, but session 4 of CORP\\bob is disconnected: no client"
                        + " shows it, unless the user reconnects within 90 seconds.");
        fixture.host.with(Samples.active(4, "bob"));
        assertThat(messages.send(bob, "Maintenance", "Please save.").message())
                .as("the user has reconnected since the snapshot")
                .isEqualTo("Windows shows the message to CORP\\bob.");
    }

    @Test
    void aMessageIsAuditedTwice() {
        messages.send(alice(), "Maintenance", "Please save.");

        assertAudited("sendMessage", "title=Maintenance text=Please save.", Outcome.ACCEPTED);
    }

    @Test
    void aQuestionIsAuditedTwice() {
        messages.ask(alice(), "Maintenance", "Now?", "YES_NO", 60);

        assertAudited("ask", "title=Maintenance text=Now? buttons=YES_NO timeoutSeconds=60", Outcome.ACCEPTED);
    }

    private void assertAudited(String operation, String arguments, Outcome outcome) {
        assertThat(fixture.trail.lines())
                .extracting(
                        AuditRecord::phase,
                        line -> line.intent().operation(),
                        line -> line.intent().arguments())
                .containsExactly(
                        tuple(AuditRecord.Phase.ASKED, operation, arguments),
                        tuple(AuditRecord.Phase.ANSWERED, operation, arguments));
        assertThat(fixture.trail.lines().get(1).answer().orElseThrow().outcome())
                .isEqualTo(outcome);
        assertThat(fixture.trail.lines().get(1).intent().account()).isEqualTo("CORP\\alice");
    }

    @Test
    void nothingIsShownWithoutAnAuditTrail() {
        fixture.trail.refuse();

        assertThat(messages.send(alice(), "", "Please save.").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(messages.ask(alice(), "", "Now?", "OK", 60).word()).isEqualTo("FAILED");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anEmptyTitleIsAllowed() {
        assertThat(messages.send(alice(), "", "Please save.").outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(fixture.host.messages()).extracting(Message::title).containsExactly("");
    }

    @Test
    void theLongestTitleAndTextAreSent() {
        messages.send(alice(), "t".repeat(256), "x".repeat(4096));

        assertThat(fixture.host.messages()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageResponse.class,
            mode = Mode.EXCLUDE,
            names = {"ASYNC"})
    void everyButtonIsAnsweredByItsName(MessageResponse button) {
        fixture.host.press(button);

        assertThat(messages.ask(alice(), "Maintenance", "Now?", "YES_NO", 60).word())
                .isEqualTo(button.name());
    }

    @ParameterizedTest
    @EnumSource(Buttons.class)
    void everySetOfButtonsCanBeOffered(Buttons buttons) {
        messages.ask(alice(), "Maintenance", "Now?", ' ' + buttons.name().toLowerCase(Locale.ROOT), 3600);

        assertThat(fixture.host.messages())
                .containsExactly(new Message("Maintenance", "Now?", buttons, Duration.ofHours(1), true));
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void whereNoUserIsLoggedOnNothingIsShown(SessionRow row) {
        Session target = Samples.session(row);

        assertThat(messages.send(target, "", "Hello").outcome()).isEqualTo(Outcome.REFUSED_PROTECTED);
        assertThat(messages.ask(target, "", "Hello", "OK", 1).word()).isEqualTo("REFUSED_PROTECTED");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.happenings).as("it is no logoff").isEmpty();
    }

    static Stream<SessionRow> nobodies() {
        return Stream.of(Samples.LISTENER, Samples.SERVICES, Samples.nobody(4));
    }

    @Test
    void theUserOfTheConsoleReadsMessagesToo() {
        assertThat(messages.send(Samples.session(Samples.CONSOLE), "", "Hello").outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anotherLogonUnderTheSameIdReadsNothing() {
        fixture.host.with(ALICE, Samples.detail(ALICE, Samples.LOGON.plusSeconds(1)));

        assertThat(messages.send(alice(), "", "Hello").outcome()).isEqualTo(Outcome.GONE);
        assertThat(messages.ask(alice(), "", "Hello", "OK", 1).word()).isEqualTo("GONE");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aLogonThatEndsRightBeforeTheCallIsGone() {
        fixture.host.during("sendMessage 3", () -> fixture.host.end(3));
        fixture.host.fail("sendMessage 3", 7022);

        assertThat(messages.ask(alice(), "", "Hello", "OK", 1).word()).isEqualTo("GONE");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1460, 1726})
    void nothingIsClaimedOfAMessageWhoseFateIsUnknown(int code) {
        fixture.host.fail("sendMessage 3", code);

        assertThat(messages.send(alice(), "", "Hello").message())
                .endsWith("Whether the user sees the message is not known.");
    }

    @Test
    void aFailureHasItsCode() {
        fixture.host.fail("sendMessage 3", 5);

        LogoffAnswer answer = messages.send(alice(), "", "Hello");

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo(5);
        assertThat(answer.message()).startsWith("Error [5]: ").endsWith("The message was not shown.");
        assertThat(messages.ask(alice(), "", "Hello", "OK", 1).word()).isEqualTo("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u00a0", "\u200b\ufeff"})
    void aBlankTextIsNoMessage(String text) {
        String sentence = "The text of a message is blank. Give a text for the user.";

        assertRefused(() -> messages.send(alice(), "Title", text), sentence);
        assertRefused(() -> messages.ask(alice(), "Title", text, "OK", 1), sentence);
    }

    @Test
    void aTextThatIsTooLongIsNoMessage() {
        String sentence = "text has 4097 characters. Allowed: at most 4096.";

        assertRefused(() -> messages.send(alice(), "", "x".repeat(4097)), sentence);
        assertRefused(() -> messages.ask(alice(), "", "x".repeat(4097), "OK", 1), sentence);
    }

    @Test
    void aTitleThatIsTooLongIsNoMessage() {
        assertRefused(
                () -> messages.send(alice(), "t".repeat(257), "Hello"),
                "title has 257 characters. Allowed: at most 256.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MAYBE", "OKAY", "4", "YES-NO"})
    void unknownButtonsAreNoQuestion(String buttons) {
        assertRefused(
                () -> messages.ask(alice(), "", "Hello", buttons, 1),
                "buttons is \"" + buttons + "\". Give one of [OK, OK_CANCEL, ABORT_RETRY_IGNORE, YES_NO_CANCEL,"
                        + " YES_NO, RETRY_CANCEL, CANCEL_TRY_CONTINUE].");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3600})
    void aMessageStaysForTheTimeThatWasGiven(int seconds) {
        LogoffAnswer answer = messages.show(alice(), "Maintenance", "Please save.", seconds, false);

        assertThat(answer.message()).isEqualTo("Windows shows the message to CORP\\alice.");
        assertThat(fixture.host.messages())
                .containsExactly(
                        new Message("Maintenance", "Please save.", Buttons.OK, Duration.ofSeconds(seconds), false));
        assertAudited(
                "msg", "title=Maintenance text=Please save. seconds=" + seconds + " wait=false", Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3601, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void noQuestionWaitsForEverOrNotAtAll(int seconds) {
        assertRefused(
                () -> messages.ask(alice(), "", "Hello", "OK", seconds),
                "timeoutSeconds is " + seconds + ". Give 1 to 3600.");
        assertRefused(
                () -> messages.show(alice(), "", "Hello", seconds, true),
                "seconds is " + seconds + ". Give 1 to 3600.");
    }

    private void assertRefused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(sentence);
        assertThat(fixture.host.calls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void theProcessesAreThoseOfTheSession() {
        ProcessInfo mine = new ProcessInfo(3, 3008, "explorer.exe", 9_000, 130_000_000, 2200, 58);
        fixture.host.setProcesses(List.of(new ProcessInfo(1, 100, "other.exe", 1, 1, 1, 1), mine));

        assertThat(messages.processes(alice())).containsExactly(mine);
        assertThat(fixture.host.calls()).containsExactly("detail 3", "processes");
    }

    @Test
    void theProcessesOfALogonThatIsGoneAreNotThoseOfTheNext() {
        fixture.host.with(Samples.active(3, "bob"));

        assertThatThrownBy(() -> messages.processes(alice()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The logon of alice in session 3 at 2026-03-02T08:00:00.123456700Z no longer exists."
                        + " Windows was not called.");
        assertThat(fixture.host.calls()).doesNotContain("processes");
    }

    @Test
    void processesThatCannotBeListedAreReportedInAnExceptionThatEveryClientHas() {
        fixture.host.fail("processes", 1722);

        assertThatThrownBy(() -> messages.processes(alice()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith("Error [1722]: ")
                .hasMessageEndingWith(" The processes could not be listed.");
    }

    @Test
    void theServicesHaveProcessesWithoutALogon() {
        ProcessInfo lsass = new ProcessInfo(0, 712, "lsass.exe", 4_500, 27_000_000, 1590, 10);
        fixture.host.setProcesses(List.of(lsass));

        assertThat(messages.processes(Samples.session(Samples.SERVICES))).containsExactly(lsass);
    }
}
