package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Lines go into one file until it is full, then into the next, each of them whole. */
class LineFileTest {

    private static final String TEN_BYTES = "123456789";
    private static final String NOTE = "a note of a change";

    @TempDir
    private Path temporary;

    private Path folder;
    private Path path;
    private final MutableClock clock = new MutableClock(AuditSamples.TIME);

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("logs"));
        path = folder.resolve("audit.jsonl");
    }

    @Test
    void aFullFileIsRenamedBeforeTheLineThatDoesNotFit() throws Exception {
        try (LineFile file = open(20, 0)) {
            append(file, 2);
            assertThat(names()).containsExactly("audit.jsonl");

            append(file, 1);
        }

        assertThat(names()).containsExactly("audit.20260302T101530000Z.jsonl", "audit.jsonl");
        assertThat(Files.readAllLines(path)).containsExactly(TEN_BYTES);
        assertThat(folder.resolve("audit.20260302T101530000Z.jsonl")).hasSize(20);
    }

    @Test
    void aLineThatIsLongerThanAFileIsWrittenWhole() throws Exception {
        try (LineFile file = open(5, 0)) {
            append(file, 2);
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).containsExactly(TEN_BYTES, TEN_BYTES);
    }

    @Test
    void filesThatAreFullWithinOneMillisecondHaveNamesOfTheirOwn() throws Exception {
        try (LineFile file = open(10, 0)) {
            append(file, 3);
        }

        assertThat(names())
                .containsExactly("audit.20260302T101530000Z.jsonl", "audit.20260302T101530001Z.jsonl", "audit.jsonl");
    }

    /** They contain the names of users. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "These are the permissions of POSIX.")
    void theFileAndThoseThatArePutAsideAreTheOwnersOnly() throws Exception {
        try (LineFile file = open(20, 0)) {
            append(file, 3);
        }

        assertThat(names()).hasSize(2);
        for (String name : names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theOldestFilesAreDeleted() throws Exception {
        try (LineFile file = open(10, 2)) {
            for (int i = 0; i < 6; i++) {
                append(file, 1);
                clock.advance(Duration.ofMinutes(1));
            }
        }

        assertThat(names())
                .containsExactly("audit.20260302T101930000Z.jsonl", "audit.20260302T102030000Z.jsonl", "audit.jsonl");
    }

    @Test
    void aClockThatWasSetBackDoesNotMakeTheNewestTheOldest() throws Exception {
        try (LineFile file = open(10, 1)) {
            file.append(List.of("first...1"));
            file.append(List.of("second..2"));
            clock.advance(Duration.ofDays(-400));
            file.append(List.of("third...3"));
        }

        assertThat(allLines()).containsExactly("second..2", "third...3");
        assertThat(names()).containsExactly("audit.20260302T101530001Z.jsonl", "audit.jsonl");
    }

    @Test
    void noOtherFileIsDeleted() throws Exception {
        List<String> others = List.of(
                "audit.2026.jsonl",
                "audit.20260302T101530000Z.json",
                "audit.20261302T101530000Z.jsonl",
                "audit.backup.jsonl",
                "countdowns.txt",
                "myaudit.20200302T101530000Z.jsonl");
        for (String name : others) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.createDirectories(folder.resolve("audit.20000101T000000000Z.jsonl"));

        try (LineFile file = open(10, 1)) {
            append(file, 5);
        }

        assertThat(names()).containsAll(others).contains("audit.20000101T000000000Z.jsonl");
        assertThat(names()).hasSize(others.size() + 3);
    }

    @Test
    void aFileIsContinuedAndCountedFromItsSize() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (LineFile file = open(20, 0)) {
                append(file, 1);
            }
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).hasSize(3);
    }

    @Test
    void halfALineIsEndedBeforeTheNext() throws Exception {
        Files.writeString(path, "{\"whole\":1}\n{\"hal");

        try (LineFile file = open(1000, 0)) {
            file.append(List.of("{}"));
        }

        assertThat(Files.readString(path)).isEqualTo("{\"whole\":1}\n{\"hal\n{}\n");
    }

    @Test
    void aFileThatCannotBeRenamedIsWrittenOnAndThatIsReportedOnce() throws Exception {
        Path obstacle = Files.createDirectory(folder.resolve("audit.20260302T101530000Z.jsonl"));
        try (RecordedLog log = new RecordedLog(LineFile.class);
                LineFile file = open(10, 0)) {
            append(file, 4);
            assertThat(Files.readAllLines(path)).hasSize(4);
            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("WARN")
                    .contains("cannot be renamed");

            Files.delete(obstacle);
            append(file, 1);
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).hasSize(5);
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aReaderOnWindowsOnlyPutsTheRenamingOff() throws Exception {
        try (LineFile file = open(10, 0)) {
            append(file, 1);
            try (RandomAccessFile reader = new RandomAccessFile(path.toFile(), "r")) {
                append(file, 2);
                assertThat(reader.readLine()).isEqualTo(TEN_BYTES);
                assertThat(names()).containsExactly("audit.jsonl");
            }
            append(file, 1);
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).hasSize(4);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a folder with an open file.")
    void aFolderThatIsGoneIsAnErrorUntilItIsBack() throws Exception {
        try (LineFile file = open(10, 0)) {
            append(file, 1);
            Path elsewhere = temporary.resolve("elsewhere");
            Files.move(folder, elsewhere);
            assertThatIOException().isThrownBy(() -> append(file, 1));

            Files.move(elsewhere, folder);
            append(file, 1);
        }

        assertThat(allLines()).hasSize(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aFileThatWasDeletedIsNoticedBeforeTheNextLine() throws Exception {
        try (RecordedLog log = new RecordedLog(LineFile.class);
                LineFile file = open(1000, 0)) {
            append(file, 2);
            Files.delete(path);
            append(file, 2);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains(
                            path + " was removed, replaced or changed by another program: it had 20 bytes and has 0.");
        }
        assertThat(Files.readAllLines(path)).containsExactly(NOTE, TEN_BYTES, TEN_BYTES);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aFileThatWasRenamedOrReplacedIsNoticed() throws Exception {
        try (LineFile file = open(1000, 0)) {
            append(file, 1);
            Files.move(path, folder.resolve("audit.jsonl.1"));
            append(file, 1);
            assertThat(Files.readAllLines(path)).containsExactly(NOTE, TEN_BYTES);

            Path other = Files.writeString(folder.resolve("other"), Files.readString(path));
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            append(file, 1);
        }
        assertThat(Files.readAllLines(path)).containsExactly(NOTE, TEN_BYTES, NOTE, TEN_BYTES);
        assertThat(Files.readAllLines(folder.resolve("audit.jsonl.1"))).containsExactly(TEN_BYTES);
    }

    @Test
    void aFileThatAnotherProgramHasCutOrWrittenToIsNoticed() throws Exception {
        try (RecordedLog log = new RecordedLog(LineFile.class);
                LineFile file = open(1000, 0)) {
            append(file, 2);
            Files.writeString(path, "");
            append(file, 1);
            assertThat(Files.readAllLines(path)).containsExactly(NOTE, TEN_BYTES);
            assertThat(log.lines()).singleElement().asString().contains("it had 20 bytes and has 0.");

            Files.writeString(path, "half", StandardOpenOption.APPEND);
            append(file, 1);
        }
        assertThat(Files.readAllLines(path)).containsExactly(NOTE, TEN_BYTES, "half", NOTE, TEN_BYTES);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aLinkOrFolderInItsPlaceIsNotWrittenTo() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "of others\n");
        try (LineFile file = open(1000, 0)) {
            append(file, 1);
            Files.delete(path);
            Files.createSymbolicLink(path, target);
            assertThatIOException().isThrownBy(() -> append(file, 1)).withMessageContaining("link");

            Files.delete(path);
            Files.createDirectory(path);
            assertThatIOException().isThrownBy(() -> append(file, 1));
        }
        assertThat(target).hasContent("of others\n");
        Files.delete(path);
        Files.createSymbolicLink(path, target);
        assertThatIOException().isThrownBy(() -> open(1000, 0));
    }

    @Test
    void manyLinesAtOnceAreSharedOutToFilesAsIfTheyCameOneByOne() throws Exception {
        try (LineFile file = open(20, 0)) {
            file.append(Collections.nCopies(5, TEN_BYTES));
        }

        assertThat(names()).hasSize(3);
        assertThat(allLines()).hasSize(5);
        assertThat(path).hasSize(10);
    }

    @Test
    void theLastLinesAreReadAcrossFilesAndWhole() throws Exception {
        List<String> read = new ArrayList<>();
        try (LineFile file = open(40, 0)) {
            for (int i = 0; i < 10; i++) {
                file.append(List.of("line....." + i));
            }
            file.readLast(35, read::add);
            assertThat(read).containsExactly("line.....7", "line.....8", "line.....9");
            read.clear();
            file.readLast(1000, read::add);
        }
        assertThat(read).hasSize(10).first().isEqualTo("line.....0");
    }

    @Test
    void manyWritersLoseNoLine() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (LineFile file = open(300, 0)) {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String line = "line-" + i;
                writers.add(() -> {
                    file.append(List.of(line));
                    return null;
                });
            }
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(allLines())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "line-" + i).toList());
        assertThat(names()).hasSizeGreaterThan(5);
    }

    private LineFile open(long maxBytes, int kept) throws IOException {
        return LineFile.open(path, AuditSamples.FILES, maxBytes, kept, clock, note -> NOTE);
    }

    private static void append(LineFile file, int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            file.append(List.of(TEN_BYTES));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> allLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : names()) {
            lines.addAll(Files.readAllLines(folder.resolve(name)));
        }
        return lines;
    }
}
