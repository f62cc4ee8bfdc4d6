package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The users of the first start. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "These files have the permissions of POSIX; those of Windows have tests of their own.")
class FirstUsersTest {

    private final ProtectedFiles files = new ProtectedFiles(List.of());

    @TempDir
    private Path folder;

    private UsersFile usersFile;
    private Path passwordsFile;

    @BeforeEach
    void nameFiles() {
        usersFile = new UsersFile(folder.resolve("users.txt"), files);
        passwordsFile = folder.resolve("initial-passwords.txt");
    }

    @Test
    void thereIsOneForEachRoleWithAPasswordThatOnlyTheProtectedFileHolds() throws Exception {
        List<User> created = FirstUsers.createIfMissing(usersFile, passwordsFile);

        assertThat(created)
                .containsExactly(new User("monitor", Role.MONITOR), new User("operator", Role.OPERATOR))
                .isEqualTo(usersFile.read().all());
        Map<String, String> passwords = passwords();
        assertThat(passwords).containsOnlyKeys("monitor", "operator");
        assertThat(passwords.values()).doesNotHaveDuplicates().allMatch(text -> text.matches("[A-Za-z2-9]{24}"));
        assertThat(String.join("", passwords.values())).doesNotContain("l", "I", "O", "o");
        for (User user : created) {
            assertThat(usersFile.read().withPassword(user.name(), passwords.get(user.name())))
                    .contains(user);
        }
        assertThat(Files.readString(usersFile.path())).doesNotContain(passwords.values());
        assertThat(files.problem(passwordsFile)).isEmpty();
        assertThat(files.problem(usersFile.path())).isEmpty();
    }

    @Test
    void usersThatAreThereStay() throws Exception {
        usersFile.put(new User("me", Role.OPERATOR), "a long password");

        assertThat(FirstUsers.createIfMissing(usersFile, passwordsFile)).isEmpty();

        assertThat(passwordsFile).doesNotExist();
        assertThat(usersFile.read().all()).containsExactly(new User("me", Role.OPERATOR));
    }

    @Test
    void withoutAFileForThePasswordsThereAreNoUsers() {
        Path nowhere = folder.resolve("missing").resolve("initial-passwords.txt");

        assertThatThrownBy(() -> FirstUsers.createIfMissing(usersFile, nowhere)).isInstanceOf(IOException.class);

        assertThat(usersFile.path()).doesNotExist();
    }

    private Map<String, String> passwords() throws IOException {
        return Files.readAllLines(passwordsFile).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 2)
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }
}
