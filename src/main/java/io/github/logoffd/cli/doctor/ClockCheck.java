package io.github.logoffd.cli.doctor;

import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock of this machine against what it was before: a time that goes back cannot be told apart from an old one. */
final class ClockCheck {

    private static final String NAME = "clock";
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private ClockCheck() {}

    static Finding of(ServiceConfig config, Instant now) {
        try {
            Instant newest = newest(config);
            if (newest.isAfter(now.plus(TOLERANCE))) {
                return Finding.fail(
                        NAME,
                        "The clock shows " + shown(now) + ", but the journal was written at " + shown(newest)
                                + ": it was set back, or is wrong now. Synchronise it, such as with: w32tm /resync.");
            }
            return Finding.ok(NAME, shown(now) + ", not before the last line of the journal.");
        } catch (IOException e) {
            return Finding.warn(NAME, "The clock cannot be compared with the journal: " + ErrorText.ofFile(e) + '.');
        }
    }

    private static Instant newest(ServiceConfig config) throws IOException {
        Instant newest = Instant.EPOCH;
        JournalFiles files = JournalFiles.beside(config.audit().file());
        for (JournalKind kind : JournalKind.values()) {
            if (Files.exists(files.current(kind))) {
                Instant written = Files.getLastModifiedTime(files.current(kind)).toInstant();
                newest = written.isAfter(newest) ? written : newest;
            }
        }
        return newest;
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
