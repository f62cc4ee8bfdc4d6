package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which configuration is read. */
class ConfigOptionTest {

    private static final String JOLOKIA =
            "jolokia.directory=" + Path.of("jolokia-config").toAbsolutePath() + '\n';

    @TempDir
    private Path folder;

    @Test
    void theConfigurationBesideTheJarIsTakenWhenItIsThere() throws Exception {
        Path jar = Files.createFile(folder.resolve("logoffd.jar"));
        assertThat(ConfigOption.installedBeside(Optional.of(jar))).isEmpty();

        Path file = Files.createDirectory(folder.resolve("service")).resolve("logoffd.properties");
        Files.writeString(file, JOLOKIA);

        assertThat(ConfigOption.installedBeside(Optional.of(jar))).contains(file);
        assertThat(ConfigOption.installedBeside(Optional.empty())).isEmpty();
    }

    @Test
    void aGivenFileIsReadAndOtherwiseTheDefaultsApply() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.properties"), JOLOKIA + "users.file=people.txt\n");

        ConfigOption given = CommandLine.populateCommand(new ConfigOption(), "--config", file.toString());
        ConfigOption none = CommandLine.populateCommand(new ConfigOption());

        assertThat(given.read().source()).isEqualTo(file.toString());
        assertThat(given.usersFile()).isEqualTo(folder.resolve("people.txt"));
        assertThat(none.read().source()).isEmpty();
        assertThat(none.usersFile()).isEqualTo(Path.of("service", "users.txt").toAbsolutePath());
    }
}
