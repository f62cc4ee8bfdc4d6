package io.github.logoffd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.service.ExitCode;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a process of its own, since it ends with an exit code. */
class MainTest {

    @TempDir
    private Path folder;

    private record Result(int code, String out, String err) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyz",
                "serve --port 1",
                "serve extra",
                "--simulate",
                "--demo",
                "passwd",
                "passwd a --role admin"
            })
    void aWrongCommandLineShowsTheUsage(String arguments) throws Exception {
        Result result = run(arguments);

        assertThat(result.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains("Usage: logoffd").doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void withoutACommandTheExpectedOneIsNamed() throws Exception {
        assertThat(run("").err())
                .startsWith(
                        "No command was given. Give serve, passwd, doctor, support, check, request-logoff, history or one of ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "serve --version"})
    void theVersionIsOneLineOnStandardOutput(String arguments) throws Exception {
        Result result = run(arguments);

        assertThat(result.code()).isZero();
        assertThat(result.out().lines())
                .singleElement()
                .asString()
                .startsWith("logoffd ")
                .contains("(Java ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aWrongConfigurationIsReportedInWords() throws Exception {
        Path file = Files.writeString(folder.resolve("logoffd.properties"), "http.port=none\n");

        Result result = run("serve --simulate --config " + file);

        assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(result.err())
                .startsWith("The configuration ")
                .contains("http.port is \"none\"")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void thisMachineUnderTwoNamesIsAWrongConfiguration(String name) throws Exception {
        Path file = Files.writeString(
                folder.resolve("logoffd.properties"),
                "hosts=" + name + " vm=true, sim-rds01\njolokia.directory="
                        + Path.of("jolokia-config").toAbsolutePath() + '\n');

        Result result = run("serve --simulate --config " + file);

        assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(result.err())
                .contains("hosts names this machine twice, as " + name + " and as sim-rds01. Give each host once");
    }

    @Test
    void aPasswordIsALineOfStandardInputWhereThereIsNoConsole() throws Exception {
        Path users = folder.resolve("users.txt");

        Result result = run("passwd operator --role operator --file " + users, "a long pässword\n");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(Files.readString(users)).contains("operator:operator:pbkdf2-sha512:");
    }

    @Test
    void aLineWithoutAnEndIsNoPassword() throws Exception {
        Path users = folder.resolve("users.txt");

        Result result = run("passwd operator --role operator --file " + users, "x".repeat(10_000));

        assertThat(result.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(result.err())
                .startsWith("The first line of standard input has more than 4096 characters")
                .doesNotContain("\tat ");
        assertThat(users).doesNotExist();
    }

    @Test
    void theTextOfAMessageIsReadFromAPipe() throws Exception {
        Result result = run("msg --simulate /V *", "Please save your work.\n");

        assertThat(result.err().lines())
                .allMatch(line -> line.contains(" is disconnected: no client shows it, unless the user reconnects"));
        assertThat(result.out()).contains("Sending message to session ");
        assertThat(result.code()).isZero();
    }

    @Test
    void withoutAPasswordThereIsNoUser() throws Exception {
        Path users = folder.resolve("users.txt");

        Result result = run("passwd operator --role operator --file " + users);

        assertThat(result.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(result.err())
                .startsWith("No password was given. Give it as one line")
                .doesNotContain("\tat ");
        assertThat(users).doesNotExist();
    }

    @Test
    void exitCodesAreDistinct() {
        assertThat(ExitCode.values()).extracting(ExitCode::number).doesNotHaveDuplicates();
        assertThat(ExitCode.values()).extracting(ExitCode::meaning).doesNotHaveDuplicates();
        assertThat(ExitCode.OK.number()).isZero();
    }

    private Result run(String arguments) throws Exception {
        return run(arguments, "");
    }

    /** Gives the input by a pipe, as scripts do. */
    private Result run(String arguments, String input) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                Launcher.class.getName()));
        Stream.of(arguments.split(" ")).filter(word -> !word.isEmpty()).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        int code = process.waitFor();
        return new Result(code, text(out), text(err));
    }

    private static String text(Path file) throws Exception {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
