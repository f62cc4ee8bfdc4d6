package io.github.logoffd.audit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.access.ProtectedFiles;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Append-only file of lines, each forced to disk. Before a line that would make it too large the file is archived and a
 * new one is started; when that fails, it continues to grow. No line is ever split between files, and a partial line
 * left by a crash or a full disk is terminated before the next one. When another program has removed, replaced or
 * changed the file, that is detected before the next line and recorded in a line of its own. Thread-safe.
 */
final class LineFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LineFile.class);

    private final Path path;
    private final ProtectedFiles files;
    private final long maxBytes;
    private final ArchivedFiles older;
    private final InstantSource clock;
    private final UnaryOperator<String> noteOf;

    /**
     * Not a channel: a channel closes itself, for all threads, when an interrupted thread writes to it. Empty after a
     * failure.
     */
    @GuardedBy("this")
    private Optional<FileOutputStream> out = Optional.empty();

    /** The state of the file after the last line; empty when unknown. */
    @GuardedBy("this")
    private Optional<FileState> left = Optional.empty();

    @GuardedBy("this")
    private boolean closed;

    @GuardedBy("this")
    private boolean stuck;

    private LineFile(
            Path path,
            ProtectedFiles files,
            long maxBytes,
            int filesKept,
            InstantSource clock,
            UnaryOperator<String> noteOf) {
        this.files = files;
        this.path = path.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.older = new ArchivedFiles(this.path, filesKept);
        this.clock = clock;
        this.noteOf = noteOf;
    }

    /**
     * Opens the file, creating it and its folder when they are missing.
     *
     * @param files the protection of a file that is created; an existing one keeps its permissions
     * @param maxBytes the largest size of the file, unless a single line is larger
     * @param filesKept the number of archived files to keep, 0 for all
     * @param noteOf makes a line from a sentence about a change by another program
     * @throws IOException when it cannot be appended to, or is a link
     */
    static LineFile open(
            Path path,
            ProtectedFiles files,
            long maxBytes,
            int filesKept,
            InstantSource clock,
            UnaryOperator<String> noteOf)
            throws IOException {
        LineFile file = new LineFile(path, files, maxBytes, filesKept, clock, noteOf);
        Files.createDirectories(file.path.getParent());
        synchronized (file) {
            file.open();
        }
        return file;
    }

    /**
     * Appends lines and returns when they are on disk.
     *
     * @param lines without their line feeds
     * @throws IOException when they could not be written; the first of them may have been
     */
    synchronized void append(List<String> lines) throws IOException {
        if (closed) {
            throw new IOException("The file " + path + " is closed.");
        }
        openAgainIfChanged();
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (String line : lines) {
            byte[] bytes = bytesOf(line);
            long before = size() + batch.size();
            if (before > 0 && before + bytes.length > maxBytes) {
                flush(batch);
                putAside();
            }
            batch.write(bytes);
        }
        flush(batch);
    }

    private static byte[] bytesOf(String line) {
        return (line + '\n').getBytes(StandardCharsets.UTF_8);
    }

    @GuardedBy("this")
    private void flush(ByteArrayOutputStream batch) throws IOException {
        if (batch.size() > 0) {
            write(batch.toByteArray());
            batch.reset();
        }
    }

    @GuardedBy("this")
    private void write(byte[] bytes) throws IOException {
        FileOutputStream file = open();
        try {
            file.write(bytes);
            file.getFD().sync();
            left = left.map(state -> state.plus(bytes.length));
        } catch (IOException e) {
            left = Optional.empty();
            closeAfter(e);
            throw e;
        }
    }

    /** Reopening the file checks for a partial line that this may have left. */
    @GuardedBy("this")
    private void closeAfter(IOException failure) {
        try {
            closeFile();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @GuardedBy("this")
    private long size() throws IOException {
        open();
        return left.orElseThrow().size();
    }

    /** The state read by name may lag by some moments; the file that is opened then has the real one. */
    @GuardedBy("this")
    private void openAgainIfChanged() throws IOException {
        if (out.isPresent() && !left.orElseThrow().isStillAt(path)) {
            closeFile();
        }
        open();
    }

    @GuardedBy("this")
    private FileOutputStream open() throws IOException {
        if (out.isEmpty()) {
            requireFile();
            Optional<FileState> before = left;
            FileState now = FileState.of(path);
            out = Optional.of(new FileOutputStream(path.toFile(), true));
            left = Optional.of(now);
            if (now.endsInHalfLine()) {
                write(new byte[] {'\n'});
            }
            if (before.isPresent() && !before.get().equals(now)) {
                recordChange("The audit file " + path + " was removed, replaced or changed by another program: it had "
                        + before.get().size() + " bytes and has " + now.size()
                        + ". Lines before this one may be missing.");
            }
        }
        return out.get();
    }

    @GuardedBy("this")
    private void recordChange(String change) throws IOException {
        log.error(change);
        write(bytesOf(noteOf.apply(change)));
    }

    /** Creates a new file, never through a link; anything other than a regular file is refused. */
    private void requireFile() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            files.create(path);
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("The file " + path + " is a link or not a regular file. Use a regular file.");
        }
    }

    /**
     * Passes the last lines to the consumer, oldest first, including those of archived files, up to {@code mostBytes}
     * in total. Returns whether these are all lines that were ever written; false when archived files may have been
     * deleted.
     */
    synchronized boolean readLast(long mostBytes, Consumer<String> reader) throws IOException {
        boolean allRead = LastLines.read(older.newestFirst(), mostBytes, reader);
        return allRead && !older.mayBeDeleted();
    }

    /** Closed first, since Windows does not rename open files. */
    @GuardedBy("this")
    private void putAside() throws IOException {
        closeFile();
        try {
            older.add(clock.instant());
            left = Optional.empty();
            stuck = false;
        } catch (IOException e) {
            if (!stuck) {
                log.warn(
                        "{} is full but cannot be renamed ({}); writing continues and the rename is retried",
                        path,
                        e.toString());
            }
            stuck = true;
            return;
        }
        older.deleteSurplus();
    }

    @GuardedBy("this")
    private void closeFile() throws IOException {
        if (out.isPresent()) {
            FileOutputStream file = out.get();
            out = Optional.empty();
            file.close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        closeFile();
    }
}
