package io.github.logoffd.cli.doctor;

import io.github.logoffd.audit.journal.JournalFile;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.config.AuditConfig;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Space of the journal, and whether its files can be written: without its line a request to act is refused. */
final class JournalSpaceCheck {

    private static final String NAME = "journal";
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LEAST_FREE = 100 * MEGABYTE;

    private JournalSpaceCheck() {}

    static Finding of(ServiceConfig config) {
        Path folder = Objects.requireNonNull(
                config.audit().file().toAbsolutePath().normalize().getParent(), "a file has a folder");
        if (!Files.isDirectory(folder)) {
            return Finding.warn(
                    NAME, "There is no folder " + folder + " yet. The first startup of the service creates it.");
        }
        Finding.Collector problems = new Finding.Collector(NAME);
        try {
            if (!Files.isWritable(folder)) {
                problems.fail("This account cannot write to the folder " + folder
                        + " of the journal. Run this command elevated; if the account of the service cannot write there"
                        + " either, every request to act is refused.");
            }
            long used = checkKinds(config.audit(), problems);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE) {
                problems.fail("The disk of " + folder + " has " + free / MEGABYTE
                        + " MB left. Free some space: without its line in the journal a request to act is refused.");
            }
            return problems.finding("The journal in " + folder + " has " + used / MEGABYTE + " MB; the disk has "
                    + free / MEGABYTE + " MB left. Whether it was changed shows logoffd history verify.");
        } catch (IOException e) {
            return Finding.fail(NAME, "The journal in " + folder + " cannot be read: " + ErrorText.ofFile(e) + '.');
        }
    }

    /** Warns where the service does: from nine tenths on. Returns the bytes of all kinds. */
    private static long checkKinds(AuditConfig audit, Finding.Collector problems) throws IOException {
        JournalFiles files = JournalFiles.beside(audit.file());
        long total = 0;
        for (JournalKind kind : JournalKind.values()) {
            long bytes = 0;
            for (JournalFile file : files.of(kind)) {
                bytes += Files.size(file.path());
                if (file.current() && !Files.isWritable(file.path())) {
                    problems.fail("This account cannot write to " + file.path()
                            + ". Run this command elevated, or repair the permissions of the file.");
                }
            }
            long limit = kept(audit, kind).maxBytes();
            if (bytes > limit / 10 * 9) {
                problems.warn("The " + kind.text() + " of the journal have " + bytes / MEGABYTE + " of "
                        + limit / MEGABYTE + " MB. Raise history.maxBytes." + kind.text() + '.');
            }
            total += bytes;
        }
        return total;
    }

    private static AuditConfig.Kept kept(AuditConfig audit, JournalKind kind) {
        return switch (kind) {
            case ACTS -> audit.acts();
            case SESSIONS -> audit.sessions();
            case DENIALS -> audit.denials();
            case SERVICE -> audit.service();
        };
    }
}
