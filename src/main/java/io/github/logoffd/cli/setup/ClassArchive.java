package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The archive of the classes of the service and the commands, in the memory format of one Java: both start faster with
 * it. It appears complete or not at all.
 */
final class ClassArchive {

    private final WindowsPort windows;
    private final Layout layout;
    private final Path javaHome;

    ClassArchive(WindowsPort windows, Layout layout, Path javaHome) {
        this.windows = windows;
        this.layout = layout;
        this.javaHome = javaHome;
    }

    /** Makes the archive, and returns one sentence when that is not possible: nothing depends on it. */
    Optional<String> make() throws IOException {
        Path archive = layout.archive();
        Path draft = archive.resolveSibling(archive.getFileName() + ".new");
        Path list = archive.resolveSibling(archive.getFileName() + ".txt");
        remove();
        try {
            if (windows.run(training(list)) == 0 && windows.run(dump(list, draft)) == 0 && Files.exists(draft)) {
                Files.move(draft, archive, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(list);
        }
        return Files.exists(archive)
                ? Optional.empty()
                : Optional.of("The class archive \"" + archive
                        + "\" could not be created; the service and the commands start more slowly without it.");
    }

    void remove() throws IOException {
        Files.deleteIfExists(layout.archive());
    }

    private List<String> training(Path list) {
        List<String> command = new ArrayList<>(List.of(
                Java.program(javaHome).toString(),
                "-XX:DumpLoadedClassList=" + list,
                "-Xlog:disable",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + layout.logConfiguration(false)));
        command.addAll(JvmOptions.ofJna(layout.libraries()));
        command.addAll(List.of("-jar", layout.jar().toString(), "train"));
        return command;
    }

    /**
     * The heap is limited, since the format of addresses depends on it; G1 is the collector that also archives objects.
     */
    private List<String> dump(Path list, Path draft) {
        return List.of(
                Java.program(javaHome).toString(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + draft,
                "-Xlog:disable",
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-jar",
                layout.jar().toString());
    }
}
