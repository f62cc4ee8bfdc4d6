package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong command lines, help, and output to a closed pipe. */
class WrongUsageTest extends CommandFixture {

    private static final List<String> LOGOFF_OF_WINDOWS = List.of(
            "Invalid parameter(s)",
            "Terminates a session.",
            "",
            "LOGOFF [sessionname | sessionid] [/SERVER:servername] [/V] [/VM]",
            "",
            "  sessionname         The name of the session.",
            "  sessionid           The ID of the session.",
            "  /SERVER:servername  Specifies the Remote Desktop server containing the user",
            "                      session to log off (default is current).",
            "  /V                  Displays information about the actions performed.",
            "  /VM                 Logs off a session on server or within virtual machine. The unique ID of the"
                    + " session needs to be specified.",
            "",
            "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logoff 3 4",
                "logoff /X",
                "logoff 3 /SERVER:",
                "logoff 3 /SERVER",
                "logoff /SERVER 3",
                "logoff -1",
                "logoff 3 /V:yes",
                "logoff 3 /EXPECT:",
                "logoff RDP-Tcp#3 /VM",
                "logoff /VM",
                "logoff @file extra",
                "logoff 3 --fast",
                "logoff 3 --user alice",
                "logoff --user",
                "logoff --user /WHATIF",
                "logoff --user alice --at-most 0",
                "logoff --user alice --at-most many",
                "logoff --user alice /VM",
                "logoff --user alice /EXPECT:alice",
                "logoff --at-most 3"
            })
    void aWrongLogoffShowsTheUsageOfWindowsLetterForLetter(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err()).isEqualTo(LOGOFF_OF_WINDOWS);
        assertThat(out()).isEmpty();
        assertThat(host.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query",
                "query process",
                "query logoff 3",
                "query session 3 4",
                "quser /COUNTER",
                "qwinsta /server:",
                "msg",
                "msg /V",
                "msg @ hello",
                "msg alice /TIME:soon hello",
                "msg alice /NOW hello",
                "tsdiscon 3 4",
                "tsdiscon /W",
                "warn",
                "warn 3",
                "warn 3 --grace 10m",
                "warn 3 --message hi",
                "warn 3 --grace 0s --message hi",
                "warn 3 --grace 10 --message hi",
                "warn 3 --grace soon --message hi",
                "warn 3 4 --grace 10m --message hi",
                "warn 3 --grace 10m --message /V",
                "warn --grace 10m --message hi",
                "cancel",
                "cancel 3 4",
                "cancel 3 --reason /V",
                "cancel 3 /REASON:"
            })
    void theOthersDoLikewise(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err().get(0)).isEqualTo("Invalid parameter(s)");
        assertThat(err()).anyMatch(text -> text.matches("(QUERY|MSG|TSDISCON|LOGOFFD WARN|LOGOFFD CANCEL) .*"));
        assertThat(host.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "qwinsta", "quser", "msg", "tsdiscon", "query", "warn", "cancel"})
    void helpIsOnStandardOutput(String command) {
        assertThat(run(command, "/?")).isZero();

        assertThat(out()).isNotEmpty();
        assertThat(err()).isEmpty();
        assertThat(host.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "qwinsta", "quser", "msg", "tsdiscon", "warn", "cancel"})
    void helpHasTheExitCodes(String command) {
        run(command, "/?");

        assertThat(out())
                .endsWith(
                        "Exit codes: 0 what was asked for is so, 1 it is not or that is unknown, 2 the command line is"
                                + " wrong.");
    }

    @Test
    void outputToAClosedPipeIsAFailureInOneSentence() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("The pipe is being closed");
            }
        };

        assertThat(runInto(closed, "query", "session")).isEqualTo(1);

        assertThat(err()).containsExactly("The output could not be written.");
    }
}
