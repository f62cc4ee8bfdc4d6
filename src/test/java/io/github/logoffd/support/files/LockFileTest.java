package io.github.logoffd.support.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Locks within one process and between two. */
class LockFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("logoffd.lock");
    }

    @Test
    void oneHoldsItUntilItCloses() throws Exception {
        try (LockFile held = LockFile.tryLock(file).orElseThrow()) {
            assertThat(LockFile.tryLock(file)).isEmpty();
            assertThat(held).isNotNull();
        }

        Optional<LockFile> next = LockFile.tryLock(file);
        assertThat(next).isPresent();
        next.get().close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Making a link needs a privilege there.")
    void aLockIsTheSameByEverySpellingOfItsFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        try (LockFile held =
                LockFile.tryLock(folder.resolve("real/logoffd.lock")).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(LockFile.tryLock(link.resolve("logoffd.lock"))).isEmpty();
            assertThat(LockFile.tryLock(folder.resolve("real/../real/logoffd.lock")))
                    .isEmpty();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Making a link needs a privilege there.")
    void aLinkInItsPlaceIsNotFollowed() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "of others");
        Files.createSymbolicLink(file, target);

        assertThatIOException().isThrownBy(() -> LockFile.tryLock(file));
        assertThat(target).hasContent("of others");
    }

    @Test
    @Timeout(60)
    void whatAKilledProcessHeldIsFree() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = other.inputReader()) {
            assertThat(out.readLine()).isEqualTo("held");
            assertThat(LockFile.tryLock(file)).isEmpty();
            assertThat(LockFile.tryLock(file))
                    .as("a try that failed has released nothing")
                    .isEmpty();
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();

        try (LockFile mine = LockFile.tryLock(file).orElseThrow()) {
            assertThat(mine).isNotNull();
        }
    }

    /** Holds the lock until the process is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (LockFile held = LockFile.tryLock(Path.of(args[0])).orElseThrow()) {
                System.out.println(held == null ? "" : "held");
                new CountDownLatch(1).await();
            }
        }
    }
}
