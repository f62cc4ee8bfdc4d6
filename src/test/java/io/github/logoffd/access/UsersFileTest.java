package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.LockFile;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The users file: what is read, what is refused, what stays as it is. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "These files have the permissions of POSIX; those of Windows have tests of their own.")
class UsersFileTest {

    private static final String HASH = PasswordHash.ofNobody(210_000).text();

    @TempDir
    private Path folder;

    private UsersFile file;

    @BeforeEach
    void nameFile() {
        file = new UsersFile(folder.resolve("users.txt"), new ProtectedFiles(List.of()));
    }

    @Test
    void aUserThatWasPutIsThereWithPasswordAndRole() throws Exception {
        assertThat(file.put(new User("operator", Role.OPERATOR), "a long password"))
                .isFalse();

        Users users = file.read();

        assertThat(users.all()).containsExactly(new User("operator", Role.OPERATOR));
        assertThat(users.withPassword("operator", "a long password")).contains(new User("operator", Role.OPERATOR));
        assertThat(users.withPassword("operator", "another password")).isEmpty();
        assertThat(users.withPassword("nobody", "a long password")).isEmpty();
    }

    @Test
    void aChangeKeepsCommentsAndOtherLines() throws Exception {
        write("# first", "a:monitor:" + HASH, "", "  b:operator:certificate  ", "# last");

        assertThat(file.put(new User("a", Role.OPERATOR), "a long password")).isTrue();

        List<String> lines = Files.readAllLines(file.path());
        assertThat(lines.get(1)).startsWith("a:operator:pbkdf2-sha512:").isNotEqualTo("a:operator:" + HASH);
        lines.remove(1);
        assertThat(lines).containsExactly("# first", "", "  b:operator:certificate  ", "# last");
    }

    @Test
    void theUserOfTheFirstLineIsReplacedToo() throws Exception {
        write("a:monitor:" + HASH, "b:operator:certificate");

        assertThat(file.put(new User("a", Role.OPERATOR), "a long password")).isTrue();

        assertThat(file.read().all()).containsExactly(new User("a", Role.OPERATOR), new User("b", Role.OPERATOR));
    }

    @Test
    void removingAUserKeepsTheOthers() throws Exception {
        write("# first", "a:monitor:" + HASH, "ab:monitor:" + HASH);

        assertThat(file.remove("a")).isTrue();
        assertThat(file.remove("a")).isFalse();

        assertThat(Files.readAllLines(file.path())).containsExactly("# first", "ab:monitor:" + HASH);
    }

    @Test
    void aCertificateIsForUsersWithoutAPasswordOnly() throws Exception {
        write("host.corp.local:operator:certificate", "a:monitor:" + HASH);

        Users users = file.read();

        assertThat(users.withCertificate("host.corp.local")).contains(new User("host.corp.local", Role.OPERATOR));
        assertThat(users.withCertificate("a")).isEmpty();
        assertThat(users.withCertificate("HOST.corp.local")).isEmpty();
        assertThat(users.withPassword("host.corp.local", "certificate")).isEmpty();
    }

    @Test
    void allProblemsAreReportedAtOnceAndNoneQuotesAHash() throws Exception {
        write(
                "a:monitor",
                "b c:monitor:" + HASH,
                "c:admin:" + HASH,
                "d:monitor:my secret password",
                "e:monitor:" + HASH,
                "e:operator:" + HASH,
                HASH);

        assertThatThrownBy(() -> file.read())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(" has 7 problems:")
                .hasMessageContaining("Line 1 has too few fields")
                .hasMessageContaining("Line 2 has an invalid user name")
                .hasMessageContaining("Line 3 has an unknown role. Use monitor or operator.")
                .hasMessageContaining("Line 4 has no valid hash")
                .hasMessageContaining("Line 6 gives e a second time")
                .hasMessageContaining("Line 7 has an unknown role")
                .hasMessageContaining("Line 7 has no valid hash")
                .hasMessageNotContainingAny("secret", HASH, HASH.substring(30, 50));
    }

    @ParameterizedTest
    @CsvSource({"CONTOSO\\alice,true", "a.b_c-d@e,true", "x,true", "'',false", "a b,false", "a:b,false", "ü,false"})
    void namesAreLimited(String name, boolean allowed) {
        assertThat(User.isName(name)).isEqualTo(allowed);
    }

    @Test
    void aNameHas64CharactersAtMost() {
        assertThat(User.isName("x".repeat(64))).isTrue();
        assertThat(User.isName("x".repeat(65))).isFalse();
        assertThatThrownBy(() -> new User("x".repeat(65), Role.MONITOR)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingFileIsReported() {
        assertThatThrownBy(() -> file.read())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("It is missing; logoffd passwd creates it.");
        assertThatThrownBy(() -> file.remove("a")).isInstanceOf(ProblemsException.class);
    }

    @Test
    void aFileThatIsNoTextIsReported() throws Exception {
        write("");
        Files.write(file.path(), new byte[] {'a', (byte) 0xC3});

        assertThatThrownBy(() -> file.read()).hasMessageContaining("It cannot be read as UTF-8 text");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() throws Exception {
        write("\uFEFFa:monitor:" + HASH);

        assertThat(file.read().all()).containsExactly(new User("a", Role.MONITOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "remove"})
    void aFileWithProblemsIsNotChanged(String change) throws Exception {
        write("a:nonsense");

        assertThatThrownBy(() -> change(change)).isInstanceOf(ProblemsException.class);

        assertThat(Files.readAllLines(file.path())).containsExactly("a:nonsense");
        assertThat(filesInFolder()).containsExactly(file.path());
    }

    private void change(String change) throws ProblemsException, IOException {
        if (change.equals("put")) {
            file.put(new User("b", Role.MONITOR), "a long password");
        } else {
            file.remove("b");
        }
    }

    @Test
    void noDraftIsLeft() throws Exception {
        file.put(new User("a", Role.MONITOR), "a long password");
        file.put(new User("b", Role.MONITOR), "a long password");

        assertThat(filesInFolder()).containsExactly(file.path());
    }

    @Test
    void changesAtTheSameTimeAreAllInTheFile() throws Exception {
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "user" + i).toList();
        file.put(new User("leaver", Role.OPERATOR), "a long password");
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(7);
        try {
            List<Future<Boolean>> changes = new ArrayList<>();
            changes.add(threads.submit(() -> afterThat(begin, () -> file.remove("leaver"))));
            for (String name : names) {
                changes.add(threads.submit(() ->
                        afterThat(begin, () -> file.put(new User(name, Role.MONITOR), "a long password"))));
            }
            begin.countDown();
            for (Future<Boolean> change : changes) {
                change.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(file.read().all()).extracting(User::name).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    @SuppressWarnings("try") // The lock is held, not used.
    void aUserWhomAnotherChangeRemovesFirstWasNotThere() throws Exception {
        write("a:monitor:" + HASH, "b:monitor:" + HASH);
        AtomicReference<Boolean> removed = new AtomicReference<>();
        Thread thread = new Thread(() -> removed.set(remove("a")));
        try (LockFile lock = file.files().lock(file.path())) {
            thread.start();
            Await.until(
                    "the change waits for the lock",
                    () -> Stream.of(thread.getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("lock")));
            write("b:monitor:" + HASH);
        }
        thread.join(20_000);

        assertThat(removed.get()).isFalse();
        assertThat(Files.readAllLines(file.path())).containsExactly("b:monitor:" + HASH);
    }

    private boolean remove(String name) {
        try {
            return file.remove(name);
        } catch (ProblemsException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileThatOthersCanReadIsRefusedAndNotChanged() throws Exception {
        write("a:monitor:" + HASH);
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(file::read)
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("Accounts other than the owner have access to " + file.path());
        assertThatThrownBy(() -> file.put(new User("b", Role.MONITOR), "a long password"))
                .isInstanceOf(ProblemsException.class);
        assertThat(Files.readAllLines(file.path())).containsExactly("a:monitor:" + HASH);
    }

    private static boolean afterThat(CountDownLatch begin, Callable<Boolean> change) throws Exception {
        begin.await();
        return change.call();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There a pipe is no entry of a folder.")
    void aPipeIsRefusedBeforeItIsRead() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", "-m", "600", file.path().toString())
                        .start()
                        .waitFor())
                .isZero();
        assertRefusedAtOnce();
    }

    @Test
    void aFolderIsRefused() throws Exception {
        Files.createDirectory(file.path());
        assertRefusedAtOnce();
    }

    @Test
    void aLargeFileIsRefusedBeforeItIsRead() throws Exception {
        write("a:monitor:" + HASH);
        try (RandomAccessFile large = new RandomAccessFile(file.path().toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        assertRefusedAtOnce();
    }

    private void assertRefusedAtOnce() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> file.read()).isInstanceOf(ProblemsException.class));
    }

    private List<Path> filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(found -> !found.toString().endsWith(".lock")).toList();
        }
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file.path(), String.join("\n", lines));
        if (file.path().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));
        }
    }
}
