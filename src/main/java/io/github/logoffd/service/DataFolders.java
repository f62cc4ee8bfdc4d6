package io.github.logoffd.service;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.files.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The folders that a running service writes to, locked for this one: see {@link ServiceConfig#lockFiles}. */
final class DataFolders implements AutoCloseable {

    private final CloseStack locks = new CloseStack();

    private DataFolders() {}

    /**
     * Locks them all, or none. Nothing in them may be touched before.
     *
     * @throws IOException when another service uses one of them, or a lock cannot be taken; the message says which and
     *     what to do
     */
    static DataFolders lock(ServiceConfig config) throws IOException {
        DataFolders folders = new DataFolders();
        try {
            for (Path lock : realPaths(config.lockFiles())) {
                folders.locks.add(take(lock));
            }
            return folders;
        } catch (IOException e) {
            folders.close();
            throw e;
        }
    }

    /** Two folders can be one by way of a link. */
    private static Set<Path> realPaths(Set<Path> locks) throws IOException {
        Set<Path> real = new LinkedHashSet<>();
        for (Path lock : locks) {
            real.add(Files.createDirectories(lock.getParent()).toRealPath().resolve(lock.getFileName()));
        }
        return real;
    }

    private static LockFile take(Path file) throws IOException {
        Optional<LockFile> lock;
        try {
            SecretFiles.ofThisMachine().create(file);
            lock = LockFile.tryLock(file);
        } catch (IOException e) {
            throw new IOException("the lock " + file + " cannot be taken (" + e + "). " + advice(), e);
        }
        return lock.orElseThrow(() -> new IOException("the folder " + file.getParent()
                + " is in use by another logoffd, which holds the lock " + file.getFileName()
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
