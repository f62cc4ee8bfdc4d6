package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.logoffd.session.Message;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.testing.Samples;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code msg} and {@code tsdiscon}: who gets what, and whom they leave. */
class MsgCommandTest extends CommandFixture {

    private static final String NOT_SHOWN_TO_BOB = "Windows has accepted the message, but session 4 of CORP\\bob is"
            + " disconnected: no client shows it, unless the user reconnects within 60 seconds.";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"alice", "RDP-Tcp#3", "3", "corp\\alice"})
    void aMessageGoesToAUserANameOrAnId(String word) {
        assertThat(run("msg", word, "Save", "your", "work")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(host.messages())
                .containsExactly(new Message(
                        "Message from CORP\\boss",
                        "Save your work",
                        Message.Buttons.OK,
                        Duration.ofSeconds(60),
                        false));
        assertThat(out()).isEmpty();
    }

    @Test
    void aStarIsEveryUserWhoIsLoggedOn() {
        assertThat(run("msg", "*", "/time:5", "Hello")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 1", "sendMessage 3", "sendMessage 4");
        assertThat(host.messages()).allMatch(message -> message.timeout().equals(Duration.ofSeconds(5)));
    }

    @Test
    void aFileHasAReceiverInEachLine() throws Exception {
        Path file = Files.writeString(folder.resolve("who.txt"), "alice\n\n4\n3\nnobody\n");

        assertThat(run("msg", "@" + file, "Hello")).isEqualTo(1);

        assertThat(host.actingCalls()).containsExactly("sendMessage 3", "sendMessage 4");
        assertThat(err())
                .containsExactly("Line 5 of " + file + ": nobody does not exist or is disconnected", NOT_SHOWN_TO_BOB);
    }

    @ParameterizedTest
    @MethodSource
    void aFileIsReadInTheEncodingsOfWindows(byte[] content) throws Exception {
        charset = Charset.forName("IBM850");
        host.with(Samples.active(6, "Jörg"));
        Path file = Files.write(folder.resolve("who.txt"), content);

        assertThat(run("msg", "@" + file, "Hello")).as(err().toString()).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 3", "sendMessage 6");
    }

    static List<byte[]> aFileIsReadInTheEncodingsOfWindows() {
        String text = "alice\r\nJörg\r\n";
        return List.of(
                text.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE),
                text.getBytes(Charset.forName("IBM850")));
    }

    @ParameterizedTest
    @MethodSource
    void aLineThatIsNoTextIsNamedAndNothingIsSent(byte[] content, String console, String problem) throws Exception {
        charset = Charset.forName(console);
        Path file = Files.write(folder.resolve("who.txt"), content);

        assertThat(run("msg", "@" + file, "Hello")).isEqualTo(1);

        assertThat(err()).containsExactly("Line 2 of " + file + ' ' + problem + " Save the file as UTF-8.");
        assertThat(host.calls()).isEmpty();
    }

    static List<org.junit.jupiter.params.provider.Arguments> aLineThatIsNoTextIsNamedAndNothingIsSent() {
        return List.of(
                arguments(new byte[] {'3', '\n', 'J', (byte) 0x94, 'r'}, "UTF-8", "is not text in UTF-8."),
                arguments(
                        new byte[] {'3', '\n', 'J', (byte) 0xff, '\n', '4'},
                        "US-ASCII",
                        "is not text in UTF-8, nor text in the code page US-ASCII."),
                arguments(
                        new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '3', '\n', (byte) 0x94},
                        "IBM850",
                        "is not text in UTF-8."),
                arguments(
                        new byte[] {(byte) 0xff, (byte) 0xfe, '3', 0, '\n', 0, '4'},
                        "IBM850",
                        "is not text in UTF-16LE."),
                arguments(
                        new byte[] {'3', '\n', '4', 0},
                        "IBM850",
                        "has a NUL character, as UTF-16 without a byte order mark or a damaged file has."));
    }

    @Test
    void aWordOfAFileThatCanMeanTwoThingsIsReportedWithItsLine() throws Exception {
        host.with(Samples.active(7, "3"));
        Path file = Files.writeString(folder.resolve("who.txt"), "alice\n\n3\n");

        assertThat(run("msg", "@" + file, "Hello")).isEqualTo(1);

        assertThat(err())
                .singleElement()
                .asString()
                .startsWith("Line 3 of " + file
                        + ": \"3\" can mean session 3 of CORP\\alice, or user CORP\\3 in session 7.");
    }

    @Test
    void thatNoClientShowsAMessageIsReported() {
        assertThat(run("msg", "4", "Hello")).isZero();

        assertThat(host.actingCalls()).containsExactly("sendMessage 4");
        assertThat(out()).isEmpty();
        assertThat(err()).containsExactly(NOT_SHOWN_TO_BOB);
    }

    @Test
    void aFileThatIsMissingIsReported() {
        assertThat(run("msg", "@" + folder.resolve("none"), "Hello")).isEqualTo(1);

        assertThat(err())
                .singleElement()
                .asString()
                .contains("none is missing. Give a file with a name or id in each line.");
        assertThat(host.calls()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsNoFileWithReceivers() {
        assertThat(run("msg", "@/dev/zero", "Hello")).isEqualTo(1);

        assertThat(err()).singleElement().asString().startsWith("The file /dev/zero is a pipe or a device.");
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void theTextComesFromStandardInputWhenThereIsNone() {
        input = "Größe\nzwei\n";

        assertThat(run("msg", "3")).isZero();

        assertThat(host.messages()).extracting(Message::text).containsExactly("Größe\nzwei");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void anEmptyMessageIsReported(String text) {
        input = text;

        assertThat(run("msg", "3")).isEqualTo(1);

        assertThat(err()).containsExactly("The message is empty. Give a text.");
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void aSwitchOfWindowsBelongsToTheTextOnceThatHasBegun() {
        assertThat(run("msg", "/V", "3", "use", "/V", "and", "/SERVER:x")).isZero();

        assertThat(host.messages()).extracting(Message::text).containsExactly("use /V and /SERVER:x");
        assertThat(out())
                .containsExactly(
                        "Sending message to session RDP-Tcp#3, display time 60",
                        "Windows shows the message to CORP\\alice.");
    }

    @Test
    void theAnswerCanBeWaitedFor() {
        host.press(MessageResponse.OK);

        assertThat(run("msg", "3", "/W", "/V", "/TIME:7", "Hello")).isZero();

        assertThat(host.messages()).allMatch(message -> message.waitForButton());
        assertThat(out()).contains("CORP\\alice was asked: OK.");
    }

    @Test
    void aDisconnectedUserIsNotAddressedByName() {
        assertThat(run("msg", "bob", "Hello")).isEqualTo(1);

        assertThat(err()).containsExactly("bob does not exist or is disconnected");
        assertThat(audit.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3601"})
    void aTimeThatCannotBeIsReported(String seconds) {
        assertThat(run("msg", "3", "/TIME:" + seconds, "Hello")).isEqualTo(1);

        assertThat(err()).containsExactly("seconds is " + seconds + ". Give 1 to 3600.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aHostThatDoesNotAnswerIsReportedAsMsgDoes() {
        unreachable = 5;

        assertThat(run("msg", "3", "Hello")).isEqualTo(1);

        assertThat(err()).containsExactly("Error 5 getting session names", "Error [5]:Access is denied.");
    }

    @Test
    void answersCanBeJson() {
        assertThat(run("msg", "*", "/JSON", "Hello")).isZero();

        assertThat(out())
                .singleElement()
                .asString()
                .startsWith("[{\"Session\":\"HOST1:1:")
                .endsWith("}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "rdp-tcp#3", ""})
    void aSessionIsDisconnectedAndThatIsVerified(String word) {
        leaves(ALICE);

        assertThat(word.isEmpty() ? run("tsdiscon", "/v") : run("tsdiscon", word, "/V"))
                .isZero();

        assertThat(host.actingCalls()).containsExactly("disconnect 3");
        assertThat(out()).containsExactly("Disconnecting session ID 3", "Session 3 is disconnected.");
        assertThat(audit.lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn 3 --grace 10m --message hello", "cancel 3"})
    void aCountdownNeedsAService(String line) {
        assertThat(run(line.split(" "))).isEqualTo(1);

        assertThat(err())
                .containsExactly("A countdown needs a running service. Give --url with its address, such as"
                        + " http://127.0.0.1:8778/jolokia, or set LOGOFFD_URL.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void theReasonIsInTheAuditOnTheHostToo() {
        leaves(ALICE);

        assertThat(run("tsdiscon", "3", "--reason", "Ticket 4711")).isZero();

        assertThat(audit.lines())
                .extracting(line -> line.intent().caller().reason())
                .containsExactly("Ticket 4711", "Ticket 4711");
    }

    @Test
    void theConsoleIsNotDisconnected() {
        assertThat(run("tsdiscon", "1")).isEqualTo(1);

        assertThat(err())
                .containsExactly(
                        "Could not disconnect session ID 1 from session Console, Error code 5",
                        "Error [5]: Access is denied.");
        assertThat(host.actingCalls()).isEmpty();
    }
}
