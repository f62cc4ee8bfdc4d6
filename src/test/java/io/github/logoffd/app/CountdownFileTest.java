package io.github.logoffd.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.logoffd.control.CountdownJournal;
import io.github.logoffd.testing.RecordedLog;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private CountdownJournal open() {
        return CountdownFile.open(file).forHost("HOST1");
    }

    @Test
    void theFolderIsCreated() {
        open().write(List.of(LINE));

        assertThat(file).content().isEqualTo(LINE + System.lineSeparator());
    }

    @Test
    void everyWriteReplacesTheLastAndLeavesNothingBeside() throws Exception {
        CountdownJournal journal = open();
        journal.write(List.of(LINE, LINE));
        journal.write(List.of(LINE));
        assertThat(file).content().hasLineCount(1);

        journal.write(List.of());
        assertThat(file).isEmptyFile();
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

            assertThat(reader.lines()).containsExactly(LINE);
        }
    }

    @Test
    void aNameThatIsNoUnicodeTextKeepsNoCountdownOutOfTheFile() {
        open().write(List.of("HOST1:3\tCORP\\a\uD800\t2026", LINE));

        assertThat(file).content().hasLineCount(2).contains("CORP\\a<U+D800>", LINE);
    }

    @Test
    void theLinesOfEveryHostAreKept() {
        CountdownFile countdowns = CountdownFile.open(file);
        CountdownJournal second = countdowns.forHost("HOST2");
        second.write(List.of("HOST2:7"));
        countdowns.forHost("HOST1").write(List.of("HOST1:3", "HOST1:4"));
        assertThat(file).content().hasLineCount(3).startsWith("HOST1:3").contains("HOST1:4", "HOST2:7");

        second.write(List.of());

        assertThat(file).content().hasLineCount(2).doesNotContain("HOST2");
    }

    @Test
    void whatTheLastRunLeftIsReportedOnceForAllHosts() {
        open().write(List.of(LINE, "HOST1:4"));
        try (RecordedLog log = new RecordedLog(CountdownFile.class)) {
            CountdownFile countdowns = CountdownFile.open(file);
            countdowns.forHost("HOST1").write(List.of());
            countdowns.forHost("HOST2").write(List.of());

            assertThat(log.lines())
                    .containsExactly(
                            "WARN Called off by the restart of the service: the logoff of " + LINE,
                            "WARN Called off by the restart of the service: the logoff of HOST1:4");
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void theFirstStartHasNothingToReport() {
        CountdownFile.open(file);

        assertThat(file).isEmptyFile();
    }

    @Test
    void aFileThatIsNoTextIsForgottenToo() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 10});

        CountdownFile.open(file);

        assertThat(file).isEmptyFile();
    }

    @Test
    void aFileThatCannotBeWrittenStopsNothing() throws Exception {
        Files.createDirectories(file);

        assertThatCode(() -> open().write(List.of(LINE))).doesNotThrowAnyException();
    }
}
