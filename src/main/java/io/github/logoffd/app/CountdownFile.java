package io.github.logoffd.app;

import io.github.logoffd.control.CountdownJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The countdowns that are running, as a file. What a run of the service left in it was called off by its end: the next run says so in
 * the log, one line each.
 *
 * @param file the file
 */
record CountdownFile(Path file) implements CountdownJournal {

    private static final Logger log = LoggerFactory.getLogger(CountdownFile.class);

    /** Reports what the last run left, and forgets it. */
    CountdownFile reportedAndEmptied() {
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file)
                        .forEach(line -> log.warn("Called off by the restart of the service: the logoff of {}", line));
            }
        } catch (IOException e) {
            log.error("The countdowns that the last run left in {} cannot be read", file, e);
        }
        write(List.of());
        return this;
    }

    @Override
    public void write(List<String> countdowns) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, countdowns);
        } catch (IOException e) {
            log.error("The running countdowns cannot be written to {}; a restart would forget them", file, e);
        }
    }
}
