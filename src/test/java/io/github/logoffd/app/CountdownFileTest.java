package io.github.logoffd.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that remembers countdowns across a restart. */
class CountdownFileTest {

    private static final String LINE = "HOST1:3:2026-03-02T08:00:00Z\tCORP\\Jürgen 日本\t2026-03-02T10:20:30Z";

    @TempDir
    private Path folder;

    private CountdownFile file;

    @BeforeEach
    void name() {
        file = new CountdownFile(folder.resolve("logs/countdowns.txt"));
    }

    @Test
    void theFolderIsCreated() {
        file.write(List.of(LINE));

        assertThat(file.file()).content().isEqualTo(LINE + System.lineSeparator());
    }

    @Test
    void everyWriteReplacesTheLast() {
        file.write(List.of(LINE, LINE));
        file.write(List.of(LINE));
        assertThat(file.file()).content().hasLineCount(1);

        file.write(List.of());
        assertThat(file.file()).isEmptyFile();
    }

    @Test
    void whatTheLastRunLeftIsForgottenOnceItIsReported() {
        file.write(List.of(LINE));

        assertThat(file.reportedAndEmptied()).isSameAs(file);
        assertThat(file.file()).isEmptyFile();
    }

    @Test
    void theFirstStartHasNothingToReport() {
        file.reportedAndEmptied();

        assertThat(file.file()).isEmptyFile();
    }

    @Test
    void aFileThatIsNoTextIsForgottenToo() throws Exception {
        Files.createDirectories(file.file().getParent());
        Files.write(file.file(), new byte[] {(byte) 0xff, (byte) 0xfe, 10});

        file.reportedAndEmptied();

        assertThat(file.file()).isEmptyFile();
    }

    @Test
    void aFileThatCannotBeWrittenStopsNothing() throws Exception {
        Files.createDirectories(file.file());

        assertThatCode(() -> file.write(List.of(LINE))).doesNotThrowAnyException();
        assertThatCode(() -> file.reportedAndEmptied()).doesNotThrowAnyException();
    }
}
