package io.github.logoffd.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an update of Java, or with files missing, the installation is mended where it is. */
class RepairerTest {

    @TempDir
    private Path folder;

    private final FakeWindows windows = new FakeWindows();
    private final StringWriter output = new StringWriter();
    private Distribution distribution;

    private Layout layout() {
        return new Layout(folder.resolve("programs/0.1.0"), folder.resolve("data"));
    }

    @BeforeEach
    void install() throws Exception {
        distribution = FakeDistribution.unpack(folder, "0.1.0");
        new Installer(windows, distribution, new PathRule(StandardCharsets.UTF_8), out())
                .install(new InstallRequest(
                        folder.resolve("programs"),
                        Optional.of(folder.resolve("data")),
                        folder.resolve("usual"),
                        Map.of(),
                        true,
                        false,
                        false));
        windows.events.clear();
    }

    private PrintWriter out() {
        return new PrintWriter(output, true);
    }

    private void repair(Distribution by) throws Exception {
        new Repairer(windows, by, new PathRule(StandardCharsets.UTF_8), out()).repair(false);
    }

    @Test
    void anotherJavaIsRegisteredAndTheServiceStaysTheSameOne() throws Exception {
        Path newer = folder.resolve("java-25");
        FakeDistribution.put(Java.library(newer), "dll");

        repair(new Distribution(layout().program(), distribution.version(), newer));

        assertThat(ServiceDefinition.read(windows).jvm()).contains(Java.library(newer));
        assertThat(windows.events).containsExactly("stop", "private data 4", "start 0.1.0");
    }

    @Test
    void missingFilesOfTheProgramAreCopiedAgain() throws Exception {
        Files.delete(layout().executable());

        repair(distribution);

        assertThat(layout().executable()).exists();
        assertThat(layout().pointer()).exists();
    }

    @Test
    void anotherVersionIsNoRepair() throws Exception {
        Distribution other = FakeDistribution.unpack(folder, "0.2.0");

        assertThatThrownBy(() -> repair(other)).hasMessageContaining("logoffd 0.1.0 is installed, and this is 0.2.0");
        assertThat(windows.events).isEmpty();
    }

    @Test
    void withoutAnInstallationThereIsNothingToRepair() {
        windows.delete();

        assertThatThrownBy(() -> repair(distribution)).hasMessageContaining("is not installed");
    }
}
