package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.ReloadingFile;
import io.github.logoffd.testing.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The users file while the service runs. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "These files have the permissions of POSIX; those of Windows have tests of their own.")
class LiveUsersTest {

    private static final Map<String, PasswordHash> HASHES = Map.of(
            "first", PasswordHash.of("first", PasswordHash.LEAST_ITERATIONS),
            "second", PasswordHash.of("second", PasswordHash.LEAST_ITERATIONS));

    @TempDir
    private Path folder;

    private final ProtectedFiles files = new ProtectedFiles(List.of());
    private final List<String> reloads = new ArrayList<>();
    private UsersFile file;
    private LiveUsers users;

    @BeforeEach
    void open() throws Exception {
        file = new UsersFile(folder.resolve("users.txt"), files);
        write("script:operator:certificate");
        users = LiveUsers.open(file, System::nanoTime, reloads::add);
    }

    @Test
    void aChangedFileCountsAtTheNextLook() throws Exception {
        write("script:monitor:certificate", "other:operator:certificate");

        users.look();
        assertThat(users.holds("script", "operator")).as("may still be written").isTrue();
        users.look();

        assertThat(users.holds("script", "operator")).isFalse();
        assertThat(users.holds("script", "monitor")).isTrue();
        assertThat(users.authenticator().withCertificate("other")).isPresent();
        assertThat(reloads)
                .containsExactly("The users file " + file.path()
                        + " was reloaded: the role of script was changed from operator to monitor; other (operator) was"
                        + " added.");
    }

    @ParameterizedTest
    @CsvSource({
        "script, operator, first, true",
        "script, operator, second, false",
        "script, monitor, first, false",
        "other, operator, first, false"
    })
    void whoHasLoggedInIsHeldWhileNameRoleAndPasswordStay(String name, String role, String password, boolean held)
            throws Exception {
        write("script:operator:" + HASHES.get("first").text());
        later();
        Answer.Accepted accepted = (Answer.Accepted) login("first");
        assertThat(users.holds(accepted.user(), accepted.proof())).isTrue();

        write(name + ':' + role + ':' + HASHES.get(password).text(), "one:monitor:certificate");
        later();

        assertThat(users.holds(accepted.user(), accepted.proof())).isEqualTo(held);
    }

    @Test
    void aPasswordThatAloneHasChangedCountsForTheNextLogin() throws Exception {
        write("script:operator:" + HASHES.get("first").text());
        later();

        write("script:operator:" + HASHES.get("second").text());
        later();

        assertThat(login("first")).isInstanceOf(Answer.Rejected.class);
        assertThat(login("second")).isInstanceOf(Answer.Accepted.class);
    }

    private Answer login(String password) {
        return users.authenticator()
                .authenticate("script", password, AccessFixture.address("192.0.2.1"))
                .join();
    }

    @Test
    void aFileThatHasNotChangedIsNotReadAgain() {
        later();

        assertThat(users.authenticator()).isSameAs(users.authenticator());
        assertThat(reloads).isEmpty();
    }

    @Test
    void aBadFileKeepsTheLastGoodOneAndIsReportedOnce() throws Exception {
        try (RecordedLog log = new RecordedLog(ReloadingFile.class)) {
            write("nonsense");
            later();
            assertThat(users.holds("script", "operator")).isTrue();
            later();
            assertThat(users.holds("script", "operator")).isTrue();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "ERROR The changed users file is rejected, the previous one stays in force. The users file ")
                    .contains("Line 1 has too few fields");
        }
        write("good:monitor:certificate");
        later();
        assertThat(users.holds("good", "monitor")).isTrue();
        assertThat(reloads).hasSize(1);
    }

    @Test
    void aFileThatIsGoneKeepsTheLastGoodOne() throws Exception {
        Files.delete(file.path());
        later();

        assertThat(users.holds("script", "operator")).isTrue();
        assertThat(reloads).isEmpty();
    }

    @Test
    void aBadFileAtTheStartIsAnError() throws Exception {
        write("nonsense");

        assertThatThrownBy(() -> LiveUsers.open(file, System::nanoTime, reloads::add))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("Line 1 has too few fields");
    }

    /** As a change they would be rejected, since a full disk or an editor may have emptied or cut the file. */
    @ParameterizedTest
    @ValueSource(strings = {"", "# nobody", "script:operator:certificate"})
    void aFileOfTheStartupIsNoChangeUntilItChanges(String text) throws Exception {
        files.write(file.path(), text);
        users = LiveUsers.open(file, System::nanoTime, reloads::add);

        try (RecordedLog log = new RecordedLog(ReloadingFile.class)) {
            later();
            later();

            assertThat(log.lines()).isEmpty();
            assertThat(users.problem()).isEmpty();
        }
        write("other:operator:certificate");
        later();
        assertThat(users.holds("other", "operator")).isTrue();
        assertThat(reloads).hasSize(1);
    }

    private void later() {
        users.look();
        users.look();
    }

    private void write(String... lines) throws Exception {
        files.write(file.path(), String.join("\n", lines) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\r\n", "<NUL><NUL>", "# users\n<NUL>\n"})
    void anEmptiedFileKeepsTheLastGoodOne(String text) throws Exception {
        try (RecordedLog log = new RecordedLog(ReloadingFile.class)) {
            files.write(file.path(), text.replace("<NUL>", "\0"));
            later();

            assertThat(users.holds("script", "operator")).isTrue();
            assertThat(reloads).isEmpty();
            assertThat(log.lines()).singleElement().asString().startsWith("ERROR The changed users file is rejected");
        }
    }

    /** What is left can look like a whole file, such as the first part of a comment. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "# The users of logo",
                "# users\nscript:operator:certificate",
                "script:operator:certificate\nother:monitor:certificate"
            })
    void aFileThatWasCutWithinALineKeepsTheLastGoodOne(String text) throws Exception {
        try (RecordedLog log = new RecordedLog(ReloadingFile.class)) {
            files.write(file.path(), text);
            later();

            assertThat(users.holds("script", "operator")).isTrue();
            assertThat(users.holds("other", "monitor")).isFalse();
            assertThat(reloads).isEmpty();
            assertThat(users.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("users.txt ends within line "));
            assertThat(log.lines()).singleElement().asString().startsWith("ERROR The changed users file is rejected");
        }
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsNoticed() throws Exception {
        FileTime time = Files.getLastModifiedTime(file.path());
        write("tpircs:operator:certificate");
        Files.setLastModifiedTime(file.path(), time);
        later();

        assertThat(users.holds("tpircs", "operator")).isTrue();
        assertThat(users.holds("script", "operator")).isFalse();
    }
}
