package io.github.logoffd.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Incomplete lines, and files that were removed, replaced, changed or are in use by another program. */
class ChainFileAccidentsTest extends ChainFiles {

    @Test
    void halfALineIsEndedAndTheNextOneSaysSo() throws Exception {
        Files.writeString(path, "{\"whole\":1}\n{\"hal");

        try (ChainFile file = open(1000)) {
            append(file, "a");
        }

        List<String> lines = Files.readAllLines(path);
        assertThat(lines).hasSize(4).startsWith("{\"whole\":1}", "{\"hal");
        assertThat(lines.get(2)).contains("\"phase\":\"CUT\"", "is incomplete", hash("{\"hal"));
        assertThat(lines.get(3)).contains(hash(lines.get(2)));
    }

    /** Otherwise nothing could be opened on a full disk. */
    @Test
    void openingAFileWritesNothing() throws Exception {
        Files.writeString(path, "{\"whole\":1}\n{\"hal");

        open(1000).close();

        assertThat(path).hasContent("{\"whole\":1}\n{\"hal");
    }

    /** The line feed belongs to the file with the half line. */
    @Test
    void aFullFileWithHalfALineIsArchivedAfterTheLineThatSaysSo() throws Exception {
        Files.writeString(path, "{\"whole\":1}\n{\"hal");
        try (ChainFile file = open(1)) {
            append(file, "a", "b");
        }

        assertThat(names()).hasSize(2);
        assertThat(Files.readAllLines(folder.resolve(names().get(0))))
                .hasSize(4)
                .startsWith("{\"whole\":1}", "{\"hal")
                .last()
                .asString()
                .contains("\"x\":\"a\"");
        assertThat(Files.readAllLines(path)).singleElement().asString().contains("\"x\":\"b\"");
    }

    @Test
    void aFileThatCannotBeRenamedIsWrittenOnAndThatIsReportedOnce() throws Exception {
        Path obstacle = Files.createDirectory(folder.resolve("audit.20260302T101530000Z.jsonl"));
        try (RecordedLog log = new RecordedLog(ChainFile.class);
                ChainFile file = open(1)) {
            append(file, "a", "b", "c", "d");
            assertThat(Files.readAllLines(path)).hasSize(4);
            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("WARN")
                    .contains("cannot be renamed");

            Files.delete(obstacle);
            append(file, "e");
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).hasSize(5);
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aReaderOnWindowsOnlyPutsTheRenamingOff() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a");
            try (RandomAccessFile reader = new RandomAccessFile(path.toFile(), "r")) {
                append(file, "b", "c");
                assertThat(reader.readLine()).contains("\"a\"");
                assertThat(names()).containsExactly("audit.jsonl");
            }
            append(file, "d");
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).hasSize(4);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a folder with an open file.")
    void aFolderThatIsGoneIsAnErrorUntilItIsBack() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a");
            Path elsewhere = temporary.resolve("elsewhere");
            Files.move(folder, elsewhere);
            assertThatIOException().isThrownBy(() -> append(file, "b"));

            Files.move(elsewhere, folder);
            append(file, "c");
        }

        assertThat(texts()).containsExactly("a", "c");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aFileThatWasDeletedIsNoticedBeforeTheNextLine() throws Exception {
        try (RecordedLog log = new RecordedLog(ChainFile.class);
                ChainFile file = open(1000)) {
            append(file, "a", "b");
            String last = allLines().get(1);
            Files.delete(path);
            append(file, "c");

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains(path + " was removed, replaced or changed by another program: it had " + 2 * LINE
                            + " bytes and has 0.");
            assertThat(Files.readAllLines(path))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("\"phase\":\"CHANGED\"", hash(last));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aFileThatWasRenamedOrReplacedIsNoticed() throws Exception {
        try (ChainFile file = open(1000)) {
            append(file, "a");
            Files.move(path, folder.resolve("audit.jsonl.1"));
            append(file, "b");
            assertThat(phases()).containsExactly("CHANGED", "b");

            Path other = Files.writeString(folder.resolve("other"), Files.readString(path));
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            append(file, "c");
        }
        assertThat(phases()).containsExactly("CHANGED", "b", "CHANGED", "c");
        assertThat(Files.readString(folder.resolve("audit.jsonl.1"))).contains("\"a\"");
    }

    @Test
    void aFileThatAnotherProgramHasCutOrWrittenToIsNoticed() throws Exception {
        try (RecordedLog log = new RecordedLog(ChainFile.class);
                ChainFile file = open(1000)) {
            append(file, "a", "b");
            Files.writeString(path, "");
            append(file, "c");
            assertThat(phases()).containsExactly("CHANGED", "c");
            assertThat(log.lines()).singleElement().asString().contains("it had 266 bytes and has 0.");

            Files.writeString(path, "half", StandardOpenOption.APPEND);
            append(file, "d");
        }
        assertThat(phases()).containsExactly("CHANGED", "c", "half", "CUT", "CHANGED", "d");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aLinkOrFolderInItsPlaceIsNotWrittenTo() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "of others\n");
        try (ChainFile file = open(1000)) {
            append(file, "a");
            Files.delete(path);
            Files.createSymbolicLink(path, target);
            assertThatIOException().isThrownBy(() -> append(file, "b")).withMessageContaining("link");

            Files.delete(path);
            Files.createDirectory(path);
            assertThatIOException().isThrownBy(() -> append(file, "b"));
        }
        assertThat(target).hasContent("of others\n");
        Files.delete(path);
        Files.createSymbolicLink(path, target);
        assertThatIOException().isThrownBy(() -> open(1000));
    }

    /** Returns the phases of the current file, or the texts where there is none. */
    private List<String> phases() throws IOException {
        return Files.readAllLines(path).stream()
                .map(line -> line.contains("\"phase\"") ? text(line, "phase") : text(line, "x"))
                .toList();
    }
}
