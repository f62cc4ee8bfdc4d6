package io.github.logoffd.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.service.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command that looks after the users. */
class PasswdCommandTest {

    private static final String PASSWORD = "twelve chars";

    @TempDir
    private Path folder;

    private PasswordSource passwords = user -> PASSWORD;

    private record Result(int code, String out, String err) {}

    @Test
    void aUserIsAddedAndThenChanged() throws Exception {
        assertThat(run("alice", "--role", "monitor"))
                .isEqualTo(ok("The user alice was added to " + file() + " with the role monitor."));
        assertThat(run("alice", "--role", "operator"))
                .isEqualTo(ok("The user alice was changed in " + file() + " with the role operator."));

        assertThat(users().read().all()).containsExactly(new User("alice", Role.OPERATOR));
        assertThat(Files.readString(file())).doesNotContain(PASSWORD);
    }

    @Test
    void aUserKeepsTheRoleWhenOnlyThePasswordChanges() throws Exception {
        run("alice", "--role", "operator");
        String before = Files.readString(file());

        assertThat(run("alice"))
                .isEqualTo(ok("The password of alice was changed in " + file() + "; the role is still operator."));

        assertThat(users().read().all()).containsExactly(new User("alice", Role.OPERATOR));
        assertThat(Files.readString(file())).isNotEqualTo(before);
    }

    @Test
    void aNewUserNeedsARoleAndIsNotAskedForAPassword() {
        run("alice", "--role", "monitor");
        passwords = user -> {
            throw new AssertionError("asked for a password");
        };

        assertThat(run("bob"))
                .isEqualTo(failed(
                        ExitCode.FAILED,
                        "There is no user bob in " + file() + ". Give --role monitor or --role operator to add it."));
    }

    @Test
    void theConfigurationNamesTheUsersFile() throws Exception {
        Path configuration = Files.writeString(folder.resolve("mine.properties"), "users.file=people.txt\n");

        Result result = runWith("alice", "--role", "monitor", "--config", configuration.toString());

        assertThat(result)
                .isEqualTo(
                        ok("The user alice was added to " + folder.resolve("people.txt") + " with the role monitor."));
    }

    @Test
    void aConfigurationThatIsMissingIsReported() {
        Path missing = folder.resolve("missing.properties");

        Result result = runWith("--list", "--config", missing.toString());

        assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(result.err()).startsWith("The configuration " + missing).contains("is missing");
    }

    @Test
    void usersAreListedWithTheirRolesAndNothingElse() {
        run("CONTOSO\\alice", "--role", "monitor");
        run("bob", "--role", "operator");

        assertThat(run("--list")).isEqualTo(ok("CONTOSO\\alice monitor", "bob operator"));
    }

    @Test
    void aUserIsRemoved() throws Exception {
        run("alice", "--role", "monitor");

        assertThat(run("alice", "--delete")).isEqualTo(ok("The user alice was removed from " + file() + '.'));

        assertThat(users().read().all()).isEmpty();
    }

    @Test
    void aUserThatIsNotThereCannotBeRemoved() {
        run("alice", "--role", "monitor");

        assertThat(run("bob", "--delete"))
                .isEqualTo(failed(ExitCode.FAILED, "There is no user bob in " + file() + '.'));
    }

    @ParameterizedTest
    @CsvSource({"'',0", "eleven char,11", "🔑🔑🔑🔑🔑🔑,6"})
    void aShortPasswordIsRefused(String password, int length) {
        passwords = user -> password;

        assertThat(run("alice", "--role", "monitor"))
                .isEqualTo(failed(
                        ExitCode.FAILED,
                        "The password has " + length + " characters. Give 12 or more. Nothing was changed."));
        assertThat(file()).doesNotExist();
    }

    @Test
    void withoutAPasswordNothingIsChanged() {
        passwords = user -> {
            throw new IOException("The two passwords differ; nothing was changed.");
        };

        assertThat(run("alice", "--role", "monitor"))
                .isEqualTo(failed(ExitCode.FAILED, "The two passwords differ; nothing was changed."));
        assertThat(file()).doesNotExist();
    }

    @Test
    void theSourceKnowsForWhomThePasswordIs() {
        List<String> asked = new ArrayList<>();
        passwords = user -> {
            asked.add(user);
            return PASSWORD;
        };

        run("alice", "--role", "monitor");

        assertThat(asked).containsExactly("alice");
    }

    @Test
    void aFileWithProblemsIsReportedAsAConfiguration() throws Exception {
        users().put(new User("alice", Role.MONITOR), PASSWORD);
        Files.writeString(file(), "nonsense");

        Result result = run("--list");

        assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(result.err()).startsWith("The users file " + file() + " has 1 problem:");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aFolderThatIsMissingIsReported() {
        String file = folder.resolve("missing").resolve("users.txt").toString();

        Result result = runWith("alice", "--role", "monitor", "--file", file);

        assertThat(result.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "The file " + file + " cannot be written (the file or its folder does not exist).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--delete",
                "--role monitor",
                "alice --role monitor --delete",
                "alice --config logoffd.properties",
                "--list alice",
                "--list --delete",
                "--list --role monitor",
                "a:b --role monitor",
                "alice bob --role monitor",
                "alice --role admin",
                "alice --role MONITOR",
                "alice --role monitor --password secret"
            })
    void aWrongCommandLineIsAUsageErrorAndAsksForNoPassword(String line) {
        passwords = user -> {
            throw new AssertionError("asked for a password");
        };

        Result result = run(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(result.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains("Usage: passwd").doesNotContain("\tat ");
    }

    private Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--file", file().toString()));
        return runWith(all.toArray(String[]::new));
    }

    private Result runWith(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new PasswdCommand(user -> passwords.read(user)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private static Result ok(String... lines) {
        return new Result(
                0,
                String.join(
                        "", List.of(lines).stream().map(PasswdCommandTest::line).toList()),
                "");
    }

    private static Result failed(ExitCode code, String sentence) {
        return new Result(code.number(), "", line(sentence));
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }

    private Path file() {
        return folder.resolve("users.txt");
    }

    private UsersFile users() {
        return new UsersFile(file(), new ProtectedFiles(List.of()));
    }
}
