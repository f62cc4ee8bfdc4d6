package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.SceneSession;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Windows commands in the command processor of Windows: recipes that were written for the originals run as they
 * are.
 */
@ExtendWith(WineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class CommandsIT {

    private final Instant logon = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));

    private WineMachine machine;
    private StandIn standIn;
    private Path base;
    private int callsBefore;

    @BeforeAll
    void unpack(WineMachine wine, @TempDir Path folder) {
        machine = wine;
        standIn = new StandIn(wine.standInFolder());
        base = InstalledService.unpack(wine, folder.resolve("with blank")).base();
    }

    @BeforeEach
    void play() {
        play(
                Rows.nobody(0, "services", SessionState.DISCONNECTED),
                Rows.user(1, "console", SessionState.ACTIVE, "admin", logon, 0),
                Rows.user(2, "RDP-Tcp#2", SessionState.ACTIVE, "anna 7", logon, 1),
                Rows.user(3, "", SessionState.DISCONNECTED, "bob", logon, 0),
                Rows.user(7, "RDP-Tcp#7", SessionState.ACTIVE, "carol", logon, 0),
                Rows.nobody(65536, "rdp-tcp", SessionState.LISTEN));
    }

    private void play(SceneSession... sessions) {
        standIn.play(List.of(sessions), List.of());
        callsBefore = standIn.actingCalls().size();
    }

    @AfterAll
    void leaveNothingBehind() {
        assertThat(standIn.liveAllocations()).isZero();
        assertThat(standIn.liveHandles()).isZero();
        assertThat(standIn.violations()).isZero();
    }

    @Test
    void theRecipeOfTheArticleEndsEverySessionWithANameButTheConsole() {
        WineMachine.Result result = recipe(1);

        assertThat(result.output())
                .containsOnlyOnce("Could not logoff session ID 1 from session console, Error code 5")
                .containsOnlyOnce("Error [5]: Access is denied.")
                .containsOnlyOnce("There is no session named \"Listen\" on ");
        assertThat(result.output().split("There is no session named \"Disc\" on ", -1))
                .as("services and bob")
                .hasSize(3);
        assertThat(logoffs()).containsExactly(2L, 7L);
        assertThat(base.resolve("session.txt")).doesNotExist();
    }

    @Test
    void theOtherRecipeOfTheArticleLeavesTheFirstRowOut() {
        play(
                Rows.nobody(0, "services", SessionState.DISCONNECTED),
                Rows.user(2, "RDP-Tcp#2", SessionState.ACTIVE, "anna 7", logon, 1),
                Rows.user(3, "", SessionState.DISCONNECTED, "bob", logon, 0));

        assertThat(recipe(2).output()).containsOnlyOnce("There is no session named \"Disc\" on ");
        assertThat(logoffs()).containsExactly(2L);
    }

    /** The commands of Windows are programs; a batch file of the same name would not do. */
    @Test
    void aBatchFileInTheirPlaceWouldEndTheRecipeAtItsFirstLine() throws IOException {
        Path cmdOnly = Files.createDirectories(base.resolve("cmd"));
        for (String name : List.of("query.cmd", "logoffd.cmd")) {
            Files.copy(base.resolve("commands").resolve(name), cmdOnly.resolve(name));
        }

        assertThat(batch("cmd", "query session", "echo reached").output())
                .contains(" SESSIONNAME ")
                .doesNotContain("\nreached");
        assertThat(batch("cmd", "call query session", "echo reached").output()).contains("\nreached");
    }

    @Test
    void columnsAreThoseOfWindowsAndTheThirdWordIsNoUserElsesId() {
        WineMachine.Result result = batch(
                "commands",
                "query session >rows.txt",
                "type rows.txt",
                "for /f \"skip=1 tokens=3,\" %%i in (rows.txt) DO @echo word %%i");

        assertThat(result.output().lines().map(String::stripTrailing))
                .containsSubsequence(
                        " SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE",
                        " services                                    0  Disc",
                        ">console           admin                     1  Active",
                        " RDP-Tcp#2         anna_7                    2  Active",
                        "                   bob                       3  Disc",
                        " RDP-Tcp#7         carol                     7  Active",
                        " rdp-tcp                                 65536  Listen")
                .containsSubsequence("word Disc", "word 1", "word 2", "word Disc", "word 7", "word Listen");
    }

    @Test
    void theExitCodeReachesTheBatchFile() {
        assertThat(batch("commands", "logoff 99", "exit /b %ERRORLEVEL%"))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(1))
                .satisfies(result -> assertThat(result.output()).contains("There is no session with id 99 on "));
        WineMachine.Result wrong = batch("commands", "logoff /x", "exit /b %ERRORLEVEL%");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.output())
                .contains("Invalid parameter(s)\r\nTerminates a session.\r\n\r\nLOGOFF [sessionname | sessionid]");
        assertThat(logoffs()).isEmpty();
    }

    @Test
    void withoutAnArgumentTheOwnSessionIsMeantWhichIsTheConsoleHere() {
        assertThat(batch("commands", "logoff").output())
                .contains("Could not logoff session ID 1 from session console, Error code 5");
        assertThat(logoffs()).isEmpty();
    }

    @Test
    void textReachesTheUserAsItWasTypedAndIsNotReadAsACommand() {
        WineMachine.Result result = batch("commands", "msg RDP-Tcp#2 /TIME:9 save ^& \"log off\" ^| 100%%");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(calls())
                .singleElement()
                .asString()
                .contains("WTSSendMessageW\t", "session=2\t", "\tmessage=save & log off | 100%\t", "\ttimeout=9\t");
    }

    /** A batch file with a variable that is not set, while an active session has no name. */
    @Test
    void aBlankWordIsAWrongCommandLineAndNoUserIsHit() {
        play(
                Rows.nobody(0, "services", SessionState.DISCONNECTED),
                Rows.user(4, "", SessionState.ACTIVE, "erik", logon, 0));

        for (String line : List.of(
                "logoff \"%SESSION%\"",
                "logoff \" \"", "tsdiscon \"%SESSION%\"", "msg \"%SESSION%\" hello", "query user \"%SESSION%\"")) {
            WineMachine.Result result = batch("commands", "set SESSION=", line, "exit /b %ERRORLEVEL%");

            assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
            assertThat(result.output()).contains("Invalid parameter(s)");
        }
        assertThat(calls()).isEmpty();
    }

    @Test
    void aWordThatCanBeAnIdOrAUserIsRefusedAndOneThatIsAUserIsTaken() {
        play(
                Rows.nobody(0, "services", SessionState.DISCONNECTED),
                Rows.user(5, "RDP-Tcp#5", SessionState.ACTIVE, "dora", logon, 0),
                Rows.user(6, "RDP-Tcp#6", SessionState.ACTIVE, "5", logon, 0),
                Rows.user(8, "RDP-Tcp#8", SessionState.ACTIVE, "4711", logon, 0));

        WineMachine.Result refused = batch("commands", "msg 5 hello", "exit /b %ERRORLEVEL%");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output())
                .containsPattern("\"5\" can mean session 5 of \\S*dora, or user \\S*5 in session 6\\. Give an id");
        assertThat(calls()).isEmpty();

        assertThat(batch("commands", "msg 4711 hello").exitCode()).isZero();
        assertThat(calls()).singleElement().asString().contains("WTSSendMessageW\t", "session=8\t");
    }

    @Test
    void anOptionBehindTheTextIsRefusedAndSimulateIsNeverAServiceToo() {
        String url = "set LOGOFFD_URL=http://127.0.0.1:1/jolokia";

        WineMachine.Result inText = batch("commands", url, "msg 7 Server reboots --simulate", "exit /b %ERRORLEVEL%");
        assertThat(inText.exitCode()).as(inText.output()).isEqualTo(2);
        assertThat(inText.output()).contains("\"--simulate\" is in the text of the message.");

        WineMachine.Result both = batch("commands", url, "logoff 7 --simulate", "exit /b %ERRORLEVEL%");
        assertThat(both.exitCode()).as(both.output()).isEqualTo(2);
        assertThat(both.output()).contains("--simulate and LOGOFFD_URL contradict each other. Give one of them.");
        assertThat(calls()).isEmpty();

        assertThat(batch("commands", "msg 7 -- use --simulate").exitCode()).isZero();
        assertThat(calls()).singleElement().asString().contains("\tmessage=use --simulate\t");
    }

    /** Java on Windows would put the files of the folder there. */
    @Test
    void aStarIsEveryUserAndNoFileOfTheFolder() throws IOException {
        Path file = Files.createFile(base.resolve("3"));

        assertThat(batch("commands", "logoff * --json", "exit /b %ERRORLEVEL%").exitCode())
                .isEqualTo(1);
        assertThat(batch("commands", "logoff ?", "exit /b %ERRORLEVEL%").exitCode())
                .isEqualTo(1);
        assertThat(calls()).isEmpty();
        WineMachine.Result everybody = batch("commands", "msg * Is it 3? Yes: *");

        assertThat(everybody.exitCode()).as(everybody.output()).isZero();
        assertThat(calls()).hasSize(4).allMatch(call -> call.contains("\tmessage=Is it 3? Yes: *\t"));
        Files.delete(file);
    }

    /** The name of the machine is the one that its keys have, also when a command names it. */
    @Test
    void thisMachineIsNotOpenedLikeAnotherOne() {
        for (String server : List.of("localhost", ".", "127.0.0.1", "%COMPUTERNAME%")) {
            play();
            WineMachine.Result result = batch("commands", "tsdiscon 7 /SERVER:" + server, "exit /b %ERRORLEVEL%");
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(calls()).singleElement().asString().contains("WTSDisconnectSession\tserver=\tsession=7");
        }
        play();
        assertThat(batch("commands", "logoff /SERVER:localhost").output())
                .contains("/SERVER: was given without a session.");
        assertThat(logoffs()).isEmpty();
    }

    @Test
    void anotherServerIsAskedAndOneThatIsNotThereIsReportedInTheWordsOfWindows() {
        standIn.playOn("TERM1", Rows.host(Rows.user(5, "RDP-Tcp#5", SessionState.ACTIVE, "dora", logon, 0)));

        assertThat(batch("commands", "tsdiscon 5 /server:TERM1 /v").output())
                .contains("Disconnecting session ID 5", "Session 5 is disconnected.");
        assertThat(calls()).singleElement().asString().contains("WTSDisconnectSession\tserver=TERM1\tsession=5");
        assertThat(batch("commands", "quser /SERVER:NOWHERE").output())
                .contains("Error 0x000006BA enumerating sessionnames\r\nError [1722]:The RPC server is unavailable.");
        standIn.remove("TERM1");
    }

    /** The batch files of the article, letter for letter. */
    private WineMachine.Result recipe(int skip) {
        return batch(
                "commands",
                "query session >session.txt  ",
                "for /f \"skip=" + skip + " tokens=3,\" %%i in (session.txt) DO logoff %%i  ",
                "del session.txt  ");
    }

    private WineMachine.Result batch(String folder, String... lines) {
        return new CommandPrompt(machine, base).batch(folder, lines);
    }

    private List<String> calls() {
        return standIn.actingCalls().stream()
                .skip(callsBefore)
                .filter(line -> !line.contains("\tdetach\t"))
                .toList();
    }

    private List<Long> logoffs() {
        return calls().stream()
                .map(StandInCall::parse)
                .filter(StandInCall::isLogoff)
                .map(StandInCall::session)
                .toList();
    }
}
