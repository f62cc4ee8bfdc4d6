package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The archive of the classes of the service and the commands, in the memory format of one Java: both start faster with
 * it. It appears complete or not at all.
 */
final class ClassArchive {

    /** What an archive is for. Java relocates and checks a whole archive at each startup, so each has its own. */
    enum Subject {
        SERVICE("logoffd.jsa"),
        COMMANDS("commands.jsa");

        private final String file;

        Subject(String file) {
            this.file = file;
        }

        /** Returns the name of its file beside the jar. */
        String file() {
            return file;
        }

        /** Returns what {@code train} calls it. */
        String argument() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Subject subject;

    private final WindowsPort windows;
    private final Layout layout;
    private final Path javaHome;

    ClassArchive(Subject subject, WindowsPort windows, Layout layout, Path javaHome) {
        this.subject = subject;
        this.windows = windows;
        this.layout = layout;
        this.javaHome = javaHome;
    }

    /**
     * Returns whether this Java would use no classes of the jar from an archive. The loader of Java 17 knows the jar by
     * a URL, in which it writes a blank as {@code %20}, and the archive by its path; it also replaces short names of
     * Windows by long ones.
     */
    static boolean isUseless(Path jar, Runtime.Version java) {
        return java.feature() == 17 && jar.toString().indexOf(' ') >= 0;
    }

    /** Makes the archive, and returns one sentence when that is not possible: nothing depends on it. */
    Optional<String> make() throws IOException {
        Path archive = layout.archive(subject);
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
                : Optional.of("The class archive \"" + archive + "\" could not be created; the " + subject.argument()
                        + " will start more slowly without it.");
    }

    void remove() throws IOException {
        Files.deleteIfExists(layout.archive(subject));
    }

    private List<String> training(Path list) {
        List<String> command = new ArrayList<>(List.of(
                Java.program(javaHome).toString(),
                "-XX:DumpLoadedClassList=" + list,
                "-Xlog:disable",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + layout.logConfiguration(false)));
        command.addAll(JvmOptions.ofJna(layout.libraries()));
        command.addAll(List.of("-jar", layout.jar().toString(), "train", subject.argument()));
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
