package io.github.logoffd.support.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are read at all, and which text they may hold. */
class SmallFileTest {

    @TempDir
    private Path folder;

    @Test
    void aTextIsReadWithoutItsByteOrderMark() throws Exception {
        assertThat(SmallFile.text(write("\uFEFFä=日本\r\n", StandardCharsets.UTF_8)))
                .isEqualTo("ä=日本\r\n");
        assertThat(SmallFile.text(write("", StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aFileOfTheLargestSizeIsReadAndALargerOneIsNot() throws Exception {
        assertThat(SmallFile.bytes(sized(SmallFile.LARGEST))).hasSize(SmallFile.LARGEST);
        refused(() -> SmallFile.bytes(sized(SmallFile.LARGEST + 1L)), "is too large: at most 4194304 bytes are read.");
        refused(() -> SmallFile.bytes(sized(1L << 40)), "is too large: at most 4194304 bytes are read.");
        refused(() -> SmallFile.bytes(sized(11), 10), "is too large: at most 10 bytes are read.");
    }

    @Test
    void aFolderAndAMissingFileAreReported() {
        refused(() -> SmallFile.bytes(folder), "is a folder. Give a file.");
        refused(() -> SmallFile.bytes(folder.resolve("none")), "is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/null"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsRefused(String device) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> refused(
                        () -> SmallFile.bytes(Path.of(device).toRealPath()),
                        "is a pipe or a device. Give a regular file."));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeWithoutAWriterIsRefused() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> refused(() -> SmallFile.bytes(pipe), "is a pipe or a device. Give a regular file."));
    }

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "Making a link needs a privilege there, and Wine does not follow one.")
    void aLinkToARegularFileIsRead() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), write("text", StandardCharsets.UTF_8));

        assertThat(SmallFile.text(link)).isEqualTo("text");
    }

    @ParameterizedTest
    @CsvSource({"'a<NUL>b',1", "'a\n<NUL>',2", "'a\r\nb\r\nc<NUL>d\n',3", "<NUL>,1"})
    void aNulCharacterIsRefusedWithItsLine(String text, int line) {
        refused(
                () -> SmallFile.text(write(text.replace("<NUL>", "\0"), StandardCharsets.UTF_8)),
                "contains a NUL character in line " + line
                        + ": it was damaged, or is not saved as UTF-8. Restore it, or save it as UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
    void aTextInAnotherEncodingIsRefusedAlsoWhenItsEndIsMissing(String charset) {
        byte[] whole = "hösts=RDS02\n".getBytes(Charset.forName(charset));
        for (int length = 3; length <= whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(RefusedFileException.class)
                    .isThrownBy(() -> SmallFile.text(Files.write(folder.resolve("text"), part)))
                    .withMessageContaining("ave it as UTF-8");
        }
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("text"), text, charset);
    }

    private Path sized(long size) throws IOException {
        Path path = folder.resolve("sized");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        return path;
    }

    private static void refused(ThrowingCallable reading, String reason) {
        assertThatExceptionOfType(RefusedFileException.class)
                .isThrownBy(reading)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(
                        e -> assertThat(e).hasMessageStartingWith("The file ").hasMessageEndingWith(reason));
    }
}
