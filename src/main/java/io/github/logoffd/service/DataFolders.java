package io.github.logoffd.service;

import io.github.logoffd.config.Advice;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.files.LockFile;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
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
            for (Path lock : realPaths(config)) {
                folders.locks.add(take(lock, config));
            }
            return folders;
        } catch (IOException e) {
            folders.close();
            throw e;
        }
    }

    /** Two folders can be one by way of a link. */
    private static Set<Path> realPaths(ServiceConfig config) throws IOException {
        Set<Path> real = new LinkedHashSet<>();
        for (Path lock : config.lockFiles()) {
            Path folder = Objects.requireNonNull(lock.getParent(), "a file has a folder");
            real.add(created(folder, config).resolve(lock.getFileName()));
        }
        return real;
    }

    private static Path created(Path folder, ServiceConfig config) throws IOException {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new IOException(
                    "the folder " + folder + " cannot be created (" + ErrorText.ofFile(e)
                            + "). Let the service write there, or " + otherFolders(config) + '.',
                    e);
        }
    }

    private static LockFile take(Path file, ServiceConfig config) throws IOException {
        Optional<LockFile> lock;
        try {
            SecretFiles.ofThisMachine().create(file);
            lock = LockFile.tryLock(file);
        } catch (IOException e) {
            throw new IOException(
                    "the lock " + file + " cannot be taken (" + ErrorText.ofFile(e) + "). " + advice(config), e);
        }
        return lock.orElseThrow(() -> new IOException("the folder " + file.getParent()
                + " is in use by another logoffd, which holds the lock " + file.getFileName()
                + " there. Stop that one first. " + advice(config)));
    }

    private static String advice(ServiceConfig config) {
        return "Each service needs folders of its own on a file system with locks: " + otherFolders(config) + '.';
    }

    private static String otherFolders(ServiceConfig config) {
        return Advice.toChange(config.source(), ConfigKey.AUDIT_FILE, ConfigKey.COUNTDOWN_FILE);
    }

    @Override
    public void close() {
        locks.close();
    }
}
