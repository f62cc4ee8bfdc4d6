package io.github.logoffd.app;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.files.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folders that a running service writes to, locked for this one: those of the audit file, with the renamed ones beside it, and of the
 * countdowns. Locks are by folder and not by file, since what is renamed and deleted there goes by patterns of names. The folder of
 * the users is not among them: a service only reads that file, and whoever changes it takes a lock of that file.
 */
final class DataFolders implements AutoCloseable {

    private static final String LOCK = "logoffd.lock";

    private final CloseStack locks = new CloseStack();

    private DataFolders() {}

    /**
     * Locks them all, or none. Nothing in them may be touched before.
     *
     * @throws IOException when another service uses one of them, or a lock cannot be taken; the message says which and what to do
     */
    static DataFolders lock(ServiceConfig config) throws IOException {
        DataFolders folders = new DataFolders();
        try {
            for (Path folder : realFolders(config)) {
                folders.locks.add(lock(folder));
            }
            return folders;
        } catch (IOException e) {
            folders.close();
            throw e;
        }
    }

    private static Set<Path> realFolders(ServiceConfig config) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path file : List.of(config.auditFile(), config.countdownFile())) {
            folders.add(Files.createDirectories(file.toAbsolutePath().getParent()).toRealPath());
        }
        return folders;
    }

    private static LockFile lock(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        Optional<LockFile> lock;
        try {
            lock = LockFile.tryLock(file);
        } catch (IOException e) {
            throw new IOException("The lock " + file + " cannot be taken (" + e + "). " + advice(), e);
        }
        return lock.orElseThrow(
                () -> new IOException("the folder " + folder + " is in use by another logoffd, which holds " + LOCK
                        + " there. Stop that one first. " + advice()));
    }

    private static String advice() {
        return "Each service needs folders of its own on a file system with locks: " + ConfigKey.AUDIT_FILE.key()
                + " and " + ConfigKey.COUNTDOWN_FILE.key() + " in logoffd.properties.";
    }

    @Override
    public void close() {
        locks.close();
    }
}
