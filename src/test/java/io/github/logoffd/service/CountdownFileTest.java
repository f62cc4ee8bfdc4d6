package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.control.CountdownJournal;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.testing.RecordedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that remembers countdowns across a restart. */
class CountdownFileTest {

    private static final String LINE = "HOST1:3:2026-03-02T08:00:00Z\tCORP\\Jürgen 日本\t2026-03-02T10:20:30Z";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("logs/countdowns.txt");
    }

    private CountdownJournal open() throws IOException {
        return CountdownFile.open(file).forHost("HOST1");
    }

    @Test
    void theFolderIsCreated() throws Exception {
        open().write(List.of(LINE));

        assertThat(file).content().startsWith("# ").endsWith(System.lineSeparator() + LINE + System.lineSeparator());
    }

    @Test
    void everyWriteReplacesTheLastAndLeavesNothingBeside() throws Exception {
        CountdownJournal journal = open();
        journal.write(List.of(LINE, LINE));
        journal.write(List.of(LINE));
        assertThat(file).content().hasLineCount(2);

        journal.write(List.of());
        assertThat(file).content().hasLineCount(1);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whoeverHasTheOldFileOpenReadsAllOfIt() throws Exception {
        CountdownJournal journal = open();
        journal.write(List.of(LINE));
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            journal.write(List.of());

            assertThat(reader.lines()).hasSize(2).endsWith(LINE);
        }
    }

    @Test
    void aNameThatIsNoUnicodeTextKeepsNoCountdownOutOfTheFile() throws Exception {
        open().write(List.of("HOST1:3\tCORP\\a\uD800\t2026", LINE));

        assertThat(file).content().hasLineCount(3).contains("CORP\\a<U+D800>", LINE);
    }

    @Test
    void theLinesOfEveryHostAreKept() throws Exception {
        CountdownFile countdowns = CountdownFile.open(file);
        CountdownJournal second = countdowns.forHost("HOST2");
        second.write(List.of("HOST2:7"));
        countdowns.forHost("HOST1").write(List.of("HOST1:3", "HOST1:4"));
        assertThat(file).content().hasLineCount(4).contains("HOST1:3", "HOST1:4", "HOST2:7");

        second.write(List.of());

        assertThat(file).content().hasLineCount(3).doesNotContain("HOST2");
    }

    @Test
    void whatTheLastRunLeftIsReportedOnceForAllHosts() throws Exception {
        open().write(List.of(LINE, "HOST1:4"));
        try (RecordedLog log = new RecordedLog(CountdownFile.class)) {
            CountdownFile countdowns = CountdownFile.open(file);
            countdowns.forHost("HOST1").write(List.of());
            countdowns.forHost("HOST2").write(List.of());

            assertThat(log.lines())
                    .containsExactly(
                            "WARN Cancelled by the restart of the service: the logoff of " + LINE,
                            "WARN Cancelled by the restart of the service: the logoff of HOST1:4");
            assertThat(countdowns.cancelled("HOST2")).isEmpty();
            assertThat(countdowns.cancelled("HOST1")).singleElement().satisfies(answer -> {
                assertThat(answer.session()).isEqualTo("HOST1:3:2026-03-02T08:00:00Z");
                assertThat(answer.id()).isEqualTo(3);
                assertThat(answer.account()).isEqualTo("CORP\\Jürgen 日本");
                assertThat(answer.outcome()).isEqualTo(Outcome.CANCELLED);
                assertThat(answer.message())
                        .isEqualTo("The logoff that was due at 2026-03-02T10:20:30Z is cancelled, since the service has"
                                + " restarted.");
            });
        }
        assertThat(file).content().hasLineCount(1);
    }

    @Test
    void theFirstStartHasNothingToReport() throws Exception {
        try (RecordedLog log = new RecordedLog(CountdownFile.class)) {
            CountdownFile.open(file);

            assertThat(log.lines()).isEmpty();
        }
        assertThat(file).content().hasLineCount(1);
    }

    @Test
    void aJournalThatIsDamagedInsideIsReportedAndReplaced() throws Exception {
        open().write(List.of(LINE));
        Files.write(file, new byte[] {(byte) 0xff, 10}, StandardOpenOption.APPEND);
        try (RecordedLog log = new RecordedLog(CountdownFile.class)) {
            CountdownFile.open(file);

            assertThat(log.lines()).singleElement().asString().startsWith("ERROR ");
        }
        assertThat(file).content().hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator:operator:pbkdf2-sha512:1:x\n", "x", "\n", "\u00ff\ufffe\n", "#", LINE})
    void aFileThatIsNoJournalOfCountdownsIsRefusedAndKept(String content) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);

        assertThatIOException()
                .isThrownBy(() -> CountdownFile.open(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("countdown.file");

        assertThat(file).hasContent(content);
    }

    @Test
    void aFileOfAFormerVersionIsTaken() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "# Running countdowns of logoffd. Written by the service; a restart calls them off.\nHOST1 x\n");

        CountdownFile.open(file);

        assertThat(Files.readString(file))
                .startsWith("# Running countdowns of logoffd. ")
                .doesNotContain("HOST1");
    }

    @Test
    void anEmptyFileIsTaken() throws Exception {
        Files.createDirectories(file.getParent());
        Files.createFile(file);

        CountdownFile.open(file);

        assertThat(file).content().startsWith("#").hasLineCount(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Making a link needs a privilege there.")
    void aLinkInItsPlaceIsRefusedAndItsTargetKept() throws Exception {
        Files.createDirectories(file.getParent());
        Path target = Files.createFile(folder.resolve("target"));
        Files.createSymbolicLink(file, target);

        assertThatIOException().isThrownBy(() -> CountdownFile.open(file)).withMessageContaining(file.toString());

        assertThat(target).isEmptyFile();
    }

    @Test
    void aFolderInItsPlaceIsRefused() throws Exception {
        Files.createDirectories(file);

        assertThatIOException().isThrownBy(() -> CountdownFile.open(file)).withMessageContaining(file.toString());
    }

    @Test
    void aLinkWithTheNameOfATemporaryFileIsNotFollowed() throws Exception {
        CountdownJournal journal = open();
        Path target = Files.writeString(folder.resolve("target"), "of others");
        Files.createSymbolicLink(file.resolveSibling("countdowns.txt.tmp"), target);

        journal.write(List.of(LINE));

        assertThat(target).hasContent("of others");
        assertThat(file).content().contains(LINE);
    }

    @Test
    void aFileThatCannotBeWrittenAnyLongerStopsNothing() throws Exception {
        CountdownJournal journal = open();
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));

        assertThatCode(() -> journal.write(List.of(LINE))).doesNotThrowAnyException();

        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).as("no draft is left").containsExactly(file);
        }
    }
}
