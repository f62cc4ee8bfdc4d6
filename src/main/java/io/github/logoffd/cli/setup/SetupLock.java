package io.github.logoffd.cli.setup;

import io.github.logoffd.support.files.LockFile;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps two installations from running at once: a lock in the folder of the versions, where only administrators can
 * make one. What was made for it disappears with it, unless the service is installed.
 */
final class SetupLock implements AutoCloseable {

    private static final String NAME = "setup.lock";

    private final Path file;
    private final List<Path> made;
    private final LockFile lock;
    private final WindowsPort windows;

    private SetupLock(Path file, List<Path> made, LockFile lock, WindowsPort windows) {
        this.file = file;
        this.made = made;
        this.lock = lock;
        this.windows = windows;
    }

    static SetupLock take(Path programs, WindowsPort windows) throws SetupException {
        List<Path> missing = ProgramFiles.missingFolders(programs);
        Path file = programs.resolve(NAME);
        try {
            ProgramFiles.makeReadOnly(programs, windows);
            Optional<LockFile> lock = LockFile.tryLock(file);
            return new SetupLock(
                    file,
                    missing,
                    lock.orElseThrow(() -> new SetupException(
                            "another installation of logoffd is running; wait for its end, then repeat this.")),
                    windows);
        } catch (IOException e) {
            throw notUsable(programs, e, missing);
        }
    }

    /** Deletes what was made until then. */
    private static SetupException notUsable(Path programs, IOException reason, List<Path> made) {
        try {
            if (!made.isEmpty()) {
                Files.deleteIfExists(programs.resolve(NAME));
            }
            ProgramFiles.deleteEmpty(made);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        return new SetupException(
                "the folder \"" + programs + "\" cannot be used (" + ErrorText.ofFile(reason)
                        + "); free space there or give another one by --program.",
                reason);
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (windows.service().isEmpty()) {
            Files.deleteIfExists(file);
            ProgramFiles.deleteEmpty(made);
        }
    }
}
