package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.access.Answer;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.testing.RecordedLog;
import io.github.logoffd.testing.TestAuthority;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The users at the start of the service. */
class UserAccessTest {

    @TempDir
    private Path folder;

    private final List<String> reloads = new ArrayList<>();

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "These files have the permissions of POSIX; those of Windows have tests of their own.")
    void theFirstStartMakesUsersAndTellsWhereTheirPasswordsAreButNotWhich() throws Exception {
        Path passwords = folder.resolve("new/initial-passwords.txt");
        ServiceConfig config = ConfigReader.builtIn(folder.resolve("new"));

        List<String> lines;
        try (RecordedLog log = new RecordedLog(UserAccess.class)) {
            LiveUsers users = UserAccess.open(config, reloads::add);
            assertThat(users.holds("operator", "operator")).isTrue();
            assertThat(users.holds("monitor", "monitor")).isTrue();
            String password = passwordOf("operator", passwords);
            assertThat(users.authenticator()
                            .authenticate("operator", password, InetAddress.getLoopbackAddress())
                            .join())
                    .isInstanceOfSatisfying(
                            Answer.Accepted.class,
                            accepted -> assertThat(accepted.user()).isEqualTo(new User("operator", Role.OPERATOR)));
            lines = log.lines();
            assertThat(lines).noneMatch(line -> line.contains(password));
        }

        assertThat(lines)
                .contains("INFO The initial passwords are in " + passwords + "; read them and delete the file");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondStartKeepsTheUsers() throws Exception {
        ServiceConfig config = ConfigReader.builtIn(folder);
        UserAccess.open(config, reloads::add);
        String before = Files.readString(config.usersFile());
        Files.delete(folder.resolve("initial-passwords.txt"));

        try (RecordedLog log = new RecordedLog(UserAccess.class)) {
            UserAccess.open(config, reloads::add);

            assertThat(log.lines()).isEmpty();
        }
        assertThat(Files.readString(config.usersFile())).isEqualTo(before);
        assertThat(folder.resolve("initial-passwords.txt")).doesNotExist();
    }

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "These files have the permissions of POSIX; those of Windows have tests of their own.")
    void filesWithSecretsThatOthersReadKeepTheServiceFromStartingAndAllAreReported() throws Exception {
        Path key = folder.resolve("server.pem");
        new TestAuthority("CN=Test CA").issue("CN=first").writePem(key);
        Path properties = Files.writeString(
                folder.resolve("logoffd.properties"),
                "tls.keystore=server.pem\n" + "jolokia.directory="
                        + Path.of("jolokia-config").toAbsolutePath()
                        + '\n');
        ServiceConfig config = ConfigReader.read(properties);
        Files.writeString(config.usersFile(), "nonsense\n");
        for (Path file : List.of(key, config.usersFile())) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }

        assertThatIOException()
                .isThrownBy(() -> UserAccess.open(config, reloads::add))
                .withMessageContaining("have access to " + key + " (rw-r--r--)")
                .withMessageContaining("have access to " + config.usersFile() + " (rw-r--r--)")
                .withMessageContaining("Line 1 has too few fields");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "user.name",
            matches = "root",
            disabledReason = "Only root can give a file to another account.")
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "These files have the permissions of POSIX; those of Windows have tests of their own.")
    void filesWithSecretsOfAnotherAccountKeepTheServiceFromStartingAndAllAreReported() throws Exception {
        Path key = folder.resolve("server.pem");
        new TestAuthority("CN=Test CA").issue("CN=first").writePem(key);
        Path properties = Files.writeString(
                folder.resolve("logoffd.properties"),
                "tls.keystore=server.pem\n" + "jolokia.directory="
                        + Path.of("jolokia-config").toAbsolutePath()
                        + '\n');
        ServiceConfig config = ConfigReader.read(properties);
        Files.writeString(config.usersFile(), "planted:operator:certificate\n");
        for (Path file : List.of(key, config.usersFile())) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }

        assertThatIOException()
                .isThrownBy(() -> UserAccess.open(config, reloads::add))
                .withMessageContaining("The account nobody owns " + key)
                .withMessageContaining("The account nobody owns " + config.usersFile());
    }

    @Test
    void theInitialPasswordsAreMentionedOnlyWhileOneOfThemIsInUse() throws Exception {
        ServiceConfig config = ConfigReader.builtIn(folder);
        UserAccess.open(config, reloads::add);
        UsersFile users = new UsersFile(config.usersFile(), SecretFiles.ofThisMachine());

        users.setPassword("monitor", "another password");
        assertThat(linesAtStartup(config)).singleElement().asString().contains("The initial passwords are in ");

        users.setPassword("operator", "another password");
        assertThat(linesAtStartup(config)).isEmpty();
    }

    @Test
    void aFileWithoutUsersIsReported() throws Exception {
        ServiceConfig config = ConfigReader.builtIn(folder);
        UserAccess.open(config, reloads::add);
        Files.delete(config.firstPasswordsFile());
        Files.writeString(config.usersFile(), "# None yet.\n");

        assertThat(linesAtStartup(config))
                .containsExactly("WARN The users file " + config.usersFile()
                        + " has no user, so only /health can be read; logoffd passwd NAME --role ROLE adds one");
    }

    private List<String> linesAtStartup(ServiceConfig config) throws Exception {
        try (RecordedLog log = new RecordedLog(UserAccess.class)) {
            UserAccess.open(config, reloads::add);
            return log.lines();
        }
    }

    private static String passwordOf(String user, Path passwords) throws Exception {
        return Files.readAllLines(passwords).stream()
                .filter(line -> line.startsWith(user + ' '))
                .map(line -> line.substring(user.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
