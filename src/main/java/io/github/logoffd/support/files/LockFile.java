package io.github.logoffd.support.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Exclusive lock on a dedicated file, held by one process at a time. The operating system releases it however the
 * process ends, so that it is never stale; the empty file stays, since deleting it would let two processes lock
 * different files of one name. Thread-safe.
 */
public final class LockFile implements AutoCloseable {

    private static final Duration RETRY_EVERY = Duration.ofMillis(20);

    /**
     * On POSIX a process loses its lock as soon as it closes any channel to the file, so a second one is never opened.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Returns the lock file for a file that several processes change: beside it. */
    public static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /**
     * Locks the file, which is created when it is missing; its folder has to exist.
     *
     * @return empty when it is locked already, by this or another process
     * @throws IOException when the file cannot be opened, is a link, or is on a file system without locks
     */
    public static Optional<LockFile> tryLock(Path file) throws IOException {
        Path path = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder")
                .toRealPath()
                .resolve(file.getFileName());
        if (!HELD_HERE.add(path)) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            Optional<LockFile> lock = lock(path);
            locked = lock.isPresent();
            return lock;
        } finally {
            if (!locked) {
                HELD_HERE.remove(path);
            }
        }
    }

    /**
     * Waits until the file can be locked.
     *
     * @param longest the timeout
     * @throws IOException when another process or thread holds the lock for longer, or the file cannot be locked at all
     */
    public static LockFile lock(Path file, Duration longest) throws IOException {
        long begin = System.nanoTime();
        Optional<LockFile> lock = tryLock(file);
        while (lock.isEmpty()) {
            if (System.nanoTime() - begin >= longest.toNanos()) {
                throw new IOException("Another process has held the lock " + file + " for " + longest.toSeconds()
                        + " seconds. End it, and try again.");
            }
            LockSupport.parkNanos(RETRY_EVERY.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedIOException("The wait for the lock " + file + " was interrupted.");
            }
            lock = tryLock(file);
        }
        return lock.get();
    }

    private static Optional<LockFile> lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        Optional<FileLock> lock = Optional.empty();
        try {
            lock = Optional.ofNullable(channel.tryLock());
            return lock.map(held -> new LockFile(path, channel));
        } finally {
            if (lock.isEmpty()) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
