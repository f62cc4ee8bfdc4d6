package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped event handler with a command in place of logoffd that only writes down how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The handler is a script for sh.")
class HandlerScriptTest {

    private static final String FIRST = "session=TS01:4:t,CORP%5Cnancy";
    private static final String SECOND = "session=TS01:5:t,CORP%5Czo%C3%AB";
    private static final String OUTPUT = "LOGOFFD CRITICAL - TS01: disconnectedSeconds is 18003\n"
            + "CRITICAL stuck session=TS01:3:t,x DOWN for 9 s CORP/x\n"
            + "CRITICAL disconnectedSeconds " + FIRST + " DISCONNECTED for 18003 s CORP/nancy\n"
            + "CRITICAL disconnectedSeconds " + SECOND + " DISCONNECTED for 17003 s CORP/zoë\n"
            + "WARNING disconnectedSeconds session=TS01:6:t,y DISCONNECTED for 900 s CORP/y";

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws Exception {
        settings(0, 20);
        command("echo \"ACCEPTED one\"; echo \"ACCEPTED two\"");
    }

    @Test
    void aHardCriticalAsksForEachCriticalSessionWithAllConditions() throws Exception {
        assertThat(run("CRITICAL", "HARD", "3", "nagios ts01 x 17-99", OUTPUT)).isZero();

        assertThat(calls())
                .containsExactly(
                        "request-logoff",
                        "--url",
                        "http://127.0.0.1:8778/jolokia/",
                        "--user-file",
                        "/etc/logoffd/operator",
                        "--timeout",
                        "20",
                        "--request-id",
                        "nagios ts01 x 17-99",
                        "--states",
                        "DISCONNECTED",
                        "--minimum-seconds",
                        "14400",
                        "--reason",
                        "disconnected too long",
                        "--",
                        FIRST.substring(8),
                        SECOND.substring(8));
        assertThat(Files.readAllLines(folder.resolve("handler.log")))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("Z [nagios ts01 x 17-99] ACCEPTED one"),
                        line -> assertThat(line).endsWith("Z [nagios ts01 x 17-99] ACCEPTED two"));
    }

    @Test
    void lineBreaksOfNagiosAreUnderstoodAndBackslashesAreNone() throws Exception {
        String escaped = OUTPUT.replace("CORP/", "CORP\\").replace("\\", "\\\\").replace("\n", "\\n");

        run("CRITICAL", "HARD", "3", "alarm", escaped + "\\\\nCRITICAL disconnectedSeconds session=TS01:9:t,z x");

        assertThat(calls()).endsWith("--", FIRST.substring(8), SECOND.substring(8));
    }

    @ParameterizedTest
    @CsvSource({
        "OK,HARD,1",
        "WARNING,HARD,3",
        "UNKNOWN,HARD,3",
        "CRITICAL,SOFT,1",
        "CRITICAL,SOFT,2",
        "'',HARD,1",
        "CRITICAL,'',''"
    })
    void otherStatesDoNothing(String state, String type, String attempt) throws Exception {
        assertThat(run(state, type, attempt, "alarm", OUTPUT)).isZero();

        assertThat(calls()).isEmpty();
    }

    @Test
    void aConfiguredSoftAttemptActs() throws Exception {
        settings(2, 20);

        run("CRITICAL", "SOFT", "1", "alarm", OUTPUT);
        assertThat(calls()).isEmpty();
        run("CRITICAL", "SOFT", "2", "alarm", OUTPUT);
        assertThat(calls()).contains(FIRST.substring(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LOGOFFD CRITICAL - There is no connection to http://127.0.0.1:8778/jolokia/; expected is a running service.",
                "CRITICAL disconnectedSeconds session=$(touch x),a y",
                "x CRITICAL disconnectedSeconds session=TS01:4:t,a y"
            })
    void anAlarmThatNamesNoUserDoesNothing(String output) throws Exception {
        assertThat(run("CRITICAL", "HARD", "3", "alarm", output)).isZero();

        assertThat(calls()).isEmpty();
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void noMoreThanTheConfiguredNumberIsAskedFor() throws Exception {
        settings(0, 1);

        run("CRITICAL", "HARD", "3", "alarm", OUTPUT);

        assertThat(calls()).endsWith("--", FIRST.substring(8));
    }

    @Test
    void aRefusalIsLoggedAndTheExitCodeTellsIt() throws Exception {
        command("echo \"REFUSED_USER it's \\\"x\\\"\"; exit 1");

        assertThat(run("CRITICAL", "HARD", "3", "alarm", OUTPUT)).isEqualTo(1);

        assertThat(Files.readString(folder.resolve("handler.log"))).endsWith("[alarm] REFUSED_USER it's \"x\"\n");
    }

    @Test
    void missingArgumentsOrSettingsAreReported() throws Exception {
        assertThat(run("CRITICAL", "HARD")).isEqualTo(2);
        Files.delete(folder.resolve("handler.conf"));
        assertThat(run("CRITICAL", "HARD", "3", "alarm", OUTPUT)).isEqualTo(2);
    }

    private void settings(int softAttempt, int atMost) throws Exception {
        String shipped = Files.readString(Path.of("jolokia-config/nagios/handler.conf"));
        Files.writeString(
                folder.resolve("handler.conf"),
                shipped.replaceAll("(?m)^LOGOFFD=.*$", "LOGOFFD='" + folder.resolve("logoffd") + '\'')
                        .replaceAll("(?m)^LOG=.*$", "LOG='" + folder.resolve("handler.log") + '\'')
                        .replaceAll("(?m)^SOFT_ATTEMPT=.*$", "SOFT_ATTEMPT=" + softAttempt)
                        .replaceAll("(?m)^AT_MOST=.*$", "AT_MOST=" + atMost));
    }

    private void command(String answer) throws Exception {
        Path command = Files.writeString(
                folder.resolve("logoffd"),
                "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + folder + "/calls'\n" + answer + '\n');
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }

    private int run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                Path.of("jolokia-config/nagios/logoffd-handler")
                        .toAbsolutePath()
                        .toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment()
                .put("LOGOFFD_HANDLER_CONF", folder.resolve("handler.conf").toString());
        return builder.start().waitFor();
    }

    private List<String> calls() throws Exception {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
