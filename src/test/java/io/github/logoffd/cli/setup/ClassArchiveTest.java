package io.github.logoffd.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing depends on the archive of classes, so its absence is only reported. */
class ClassArchiveTest {

    @TempDir
    private Path folder;

    private final FakeWindows windows = new FakeWindows();

    @Test
    void anArchiveThatCannotBeMadeIsReportedAndLeavesNothing() throws Exception {
        windows.exitCode = 1;
        FakeDistribution.put(folder.resolve("logoffd.jsa"), "of another Java");

        assertThat(new ClassArchive(windows, new Layout(folder, folder), folder).make())
                .get()
                .asString()
                .contains("could not be created; the service and the commands start more slowly");
        assertThat(folder).isEmptyDirectory();
    }
}
