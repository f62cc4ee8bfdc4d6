package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalFile;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the files of the journal by their identity. An archived file is read once, since it does not change.
 * Thread-safe.
 */
final class FileLocator {

    private final JournalFiles files;
    private Map<Path, LocatedFile> archived = Map.of();

    FileLocator(JournalFiles files) {
        this.files = files;
    }

    /** Returns the files of all kinds, each kind oldest first. */
    synchronized List<LocatedFile> locate() throws IOException {
        List<LocatedFile> located = new ArrayList<>();
        for (JournalKind kind : JournalKind.values()) {
            for (JournalFile file : files.of(kind)) {
                locate(file).ifPresent(located::add);
            }
        }
        Map<Path, LocatedFile> known = new HashMap<>();
        located.stream()
                .filter(each -> !each.file().current())
                .forEach(each -> known.put(each.file().path(), each));
        archived = known;
        return located;
    }

    private Optional<LocatedFile> locate(JournalFile file) throws IOException {
        LocatedFile known = archived.get(file.path());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            OptionalLong identity = FileIdentity.of(file.path(), !file.current());
            return identity.isPresent()
                    ? Optional.of(new LocatedFile(identity.getAsLong(), file, Files.size(file.path())))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            // Renamed or expired at this moment, or not created yet.
            return Optional.empty();
        }
    }
}
