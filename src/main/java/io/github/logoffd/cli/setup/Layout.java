package io.github.logoffd.cli.setup;

import io.github.logoffd.service.ConfigOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Folders of an installation: one for the program, which is only read, and one for everything that belongs to this
 * machine.
 *
 * @param program the folder of one version, with the jar in it
 * @param data the folder of configuration, users, keys, journal and logs; it stays when the version changes
 */
record Layout(Path program, Path data) {

    Path jar() {
        return program.resolve("logoffd.jar");
    }

    Path executable() {
        return program.resolve("service").resolve("logoffd.exe");
    }

    Path libraries() {
        return program.resolve("lib");
    }

    /** The class archives that are there once they were made. */
    List<Path> archives() {
        return Arrays.stream(ClassArchive.Subject.values()).map(this::archive).toList();
    }

    Path archive(ClassArchive.Subject subject) {
        return program.resolve(subject.file());
    }

    /** The file in which the commands beside the jar find the configuration. */
    Path pointer() {
        return program.resolve(ConfigOption.POINTER);
    }

    Path configuration() {
        return configurationFolder().resolve("logoffd.properties");
    }

    Path configurationFolder() {
        return data.resolve("config");
    }

    Path jolokia() {
        return data.resolve("jolokia-config");
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path ready() {
        return data.resolve("logoffd.url");
    }

    /** The log configuration: that of the administrator if there is one, else the one of the version. */
    Path logConfiguration(boolean ownExists) {
        Path folder = ownExists ? configurationFolder() : program.resolve("service");
        return folder.resolve("logback.xml");
    }

    /** Where an administrator can put a log configuration. */
    Path ownLogConfiguration() {
        return logConfiguration(true);
    }
}
