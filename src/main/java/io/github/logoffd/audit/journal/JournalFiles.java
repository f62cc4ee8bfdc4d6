package io.github.logoffd.audit.journal;

import io.github.logoffd.support.files.JournalName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of the journal's files: acts are in the audit file, the other kinds beside it. Reads names only, so it serves a
 * running service and a command without one. Thread-safe.
 */
public final class JournalFiles {

    private static final Logger log = LoggerFactory.getLogger(JournalFiles.class);

    private final Path acts;

    private JournalFiles(Path acts) {
        this.acts = acts;
    }

    /**
     * Returns the files beside an audit file.
     *
     * @param auditFile the file of the acts, which need not exist
     */
    public static JournalFiles beside(Path auditFile) {
        return new JournalFiles(auditFile.toAbsolutePath());
    }

    /** Returns the file to which lines of this kind are appended. */
    public Path current(JournalKind kind) {
        return switch (kind) {
            case ACTS -> acts;
            case SESSIONS -> JournalName.SESSIONS.beside(acts);
            case DENIALS -> JournalName.DENIALS.beside(acts);
            case SERVICE -> JournalName.SERVICE.beside(acts);
        };
    }

    /** Returns how many bytes the disk of the files has left; as if there was no end when that is not known. */
    long usableBytes() {
        try {
            return Files.getFileStore(acts.resolveSibling("")).getUsableSpace();
        } catch (IOException e) {
            log.debug("The space of the disk of {} is not known", acts, e);
            return Long.MAX_VALUE;
        }
    }

    /**
     * Returns the files of one kind, oldest first, the current one last if it exists.
     *
     * @throws IOException when the folder cannot be read
     */
    public List<JournalFile> of(JournalKind kind) throws IOException {
        Path current = current(kind);
        List<JournalFile> files = new ArrayList<>();
        for (Path archived : new ArchivedFiles(current).oldestFirst()) {
            files.add(new JournalFile(kind, archived, false));
        }
        if (Files.exists(current)) {
            files.add(new JournalFile(kind, current, true));
        }
        return List.copyOf(files);
    }
}
