package io.github.logoffd.cli.setup;

import static io.github.logoffd.cli.setup.ClassArchive.Subject.COMMANDS;
import static io.github.logoffd.cli.setup.ClassArchive.Subject.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing depends on the archive of classes, so its absence is only reported. */
class ClassArchiveTest {

    @TempDir
    private Path folder;

    private final FakeWindows windows = new FakeWindows();

    @Test
    void anArchiveThatCannotBeMadeIsReportedAndLeavesNothing() throws Exception {
        windows.exitCode = 1;
        FakeDistribution.put(folder.resolve("logoffd.jsa"), "of another Java");

        assertThat(new ClassArchive(SERVICE, windows, new Layout(folder, folder), folder).make())
                .get()
                .asString()
                .contains("could not be created; the service will start more slowly");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theCommandsAreTrainedAndArchived() throws Exception {
        Layout layout = new Layout(folder.resolve("program"), folder);

        new ClassArchive(COMMANDS, windows, layout, folder).make();

        assertThat(windows.commands)
                .hasSize(2)
                .allSatisfy(command ->
                        assertThat(command).contains("-jar", layout.jar().toString()));
        assertThat(windows.commands.get(0)).endsWith("train", "commands");
    }

    @ParameterizedTest
    @CsvSource({"17.0.21, Program Files, true", "17.0.21, programs, false", "25.0.1, Program Files, false"})
    void onlyJava17UsesNoArchiveForAPathWithABlank(String java, String name, boolean useless) {
        Path jar = Path.of(name, "logoffd.jar");

        assertThat(ClassArchive.isUseless(jar, Runtime.Version.parse(java))).isEqualTo(useless);
    }
}
