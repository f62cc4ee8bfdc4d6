package io.github.logoffd.cli.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Facts of the machine and of the files on it, as lines. Stateless. */
final class HostFactsText {

    private static final long MEGABYTE = 1024 * 1024;
    private static final int MOST_FILES = 300;

    private HostFactsText() {}

    static List<String> host(Machine machine, Set<Path> folders) {
        List<String> lines = new ArrayList<>(List.of(
                "system: " + System.getProperty("os.name") + ' ' + System.getProperty("os.version") + " on "
                        + machine.architecture(),
                "processors: " + Runtime.getRuntime().availableProcessors(),
                "load: " + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                "time: " + machine.clock().instant(),
                "language: " + System.getProperty("user.language") + ", encoding " + System.getProperty("file.encoding")
                        + ", of the system " + System.getProperty("native.encoding")));
        for (Path folder : folders) {
            lines.add("disk of " + folder + ": " + disk(folder));
        }
        return lines;
    }

    private static String disk(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            return disk.type() + ", " + disk.getUsableSpace() / MEGABYTE + " of " + disk.getTotalSpace() / MEGABYTE
                    + " MB left";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Returns names, sizes and times of what is directly in the folders. */
    static List<String> files(Set<Path> folders) {
        List<String> lines = new ArrayList<>();
        for (Path folder : folders) {
            lines.add(folder + ":");
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted().limit(MOST_FILES).map(HostFactsText::file).forEach(lines::add);
            } catch (IOException e) {
                lines.add("  " + e);
            }
        }
        return lines;
    }

    private static String file(Path file) {
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            return String.format(
                    Locale.ROOT,
                    "  %s %12s %s",
                    changed,
                    Files.isDirectory(file) ? "folder" : String.valueOf(Files.size(file)),
                    file.getFileName());
        } catch (IOException e) {
            return "  " + e;
        }
    }
}
