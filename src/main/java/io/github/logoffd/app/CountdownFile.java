package io.github.logoffd.app;

import io.github.logoffd.control.CountdownJournal;
import io.github.logoffd.text.VisibleText;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The countdowns of all hosts that are running, as one file. What a run of the service left in it was called off by its end: the next
 * run says so in the log, one line each. The file is replaced as a whole, so that whoever reads it finds all of an older or of a newer
 * state. Thread-safe.
 */
final class CountdownFile {

    private static final Logger log = LoggerFactory.getLogger(CountdownFile.class);

    private final Path file;
    private final Map<String, List<String>> linesByHost = new TreeMap<>();

    private CountdownFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Reports what the last run left, and forgets it. */
    static CountdownFile open(Path file) {
        CountdownFile countdowns = new CountdownFile(file);
        countdowns.report();
        countdowns.write();
        return countdowns;
    }

    /** Returns where one host writes; the lines of the other hosts stay. */
    CountdownJournal forHost(String host) {
        return lines -> replace(host, lines);
    }

    private void report() {
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file)
                        .forEach(line -> log.warn("Called off by the restart of the service: the logoff of {}", line));
            }
        } catch (IOException e) {
            log.error("The countdowns that the last run left in {} cannot be read", file, e);
        }
    }

    private synchronized void replace(String host, List<String> lines) {
        linesByHost.put(host, List.copyOf(lines));
        write();
    }

    private synchronized void write() {
        Path next = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            Files.write(
                    next,
                    linesByHost.values().stream()
                            .flatMap(List::stream)
                            .map(VisibleText::wellFormed)
                            .toList());
            moveOver(next);
        } catch (IOException e) {
            log.error("The running countdowns cannot be written to {}; a restart would forget them", file, e);
        }
    }

    private void moveOver(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            log.debug("{} cannot be replaced in one step", file, e);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
