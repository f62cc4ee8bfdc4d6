package io.github.logoffd.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that lines are appended to, each forced to disk. Before a line that would make it too large it is put aside and a new one is
 * begun; when that fails it grows on. No line is ever split between files, and half a line that a crash or a full disk left is ended
 * before the next one. Thread-safe.
 */
final class LineFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LineFile.class);

    private final Path path;
    private final long maxBytes;
    private final OlderFiles older;
    private final InstantSource clock;

    /** Not a channel: that one closes itself, for everybody, when an interrupted thread writes to it. Empty after a failure. */
    private Optional<FileOutputStream> out = Optional.empty();

    private long size;
    private boolean closed;
    private boolean stuck;

    private LineFile(Path path, long maxBytes, int filesKept, InstantSource clock) {
        this.path = path.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.older = new OlderFiles(this.path, filesKept);
        this.clock = clock;
    }

    /**
     * Opens the file, creating it and its folder when they are missing.
     *
     * @param maxBytes how large it may become, unless a single line is larger
     * @param filesKept how many older ones stay beside it, 0 for all
     * @throws IOException when it cannot be appended to
     */
    static LineFile open(Path path, long maxBytes, int filesKept, InstantSource clock) throws IOException {
        LineFile file = new LineFile(path, maxBytes, filesKept, clock);
        Files.createDirectories(file.path.getParent());
        file.opened();
        return file;
    }

    /**
     * Appends a line and returns when it is on disk.
     *
     * @param line without its line feed
     * @throws IOException when it could not be written
     */
    synchronized void append(String line) throws IOException {
        if (closed) {
            throw new IOException("The file " + path + " is closed.");
        }
        opened();
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        if (size > 0 && size + bytes.length > maxBytes) {
            putAside();
        }
        write(bytes);
    }

    private void write(byte[] bytes) throws IOException {
        FileOutputStream file = opened();
        try {
            file.write(bytes);
            file.getFD().sync();
            size += bytes.length;
        } catch (IOException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Opening it anew looks for the half line that this may have left. */
    private void closeAfter(IOException failure) {
        try {
            closeFile();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private FileOutputStream opened() throws IOException {
        if (out.isEmpty()) {
            boolean halfLine = endsInHalfLine();
            FileOutputStream file = new FileOutputStream(path.toFile(), true);
            out = Optional.of(file);
            size = Files.size(path);
            if (halfLine) {
                write(new byte[] {'\n'});
            }
        }
        return out.get();
    }

    private boolean endsInHalfLine() throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(file.length() - 1);
            return file.read() != '\n';
        }
    }

    /** Closed first, since Windows renames no file that is open. */
    private void putAside() throws IOException {
        closeFile();
        try {
            older.add(clock.instant());
            stuck = false;
        } catch (IOException e) {
            if (!stuck) {
                log.warn("{} is full but cannot be renamed ({}); it is written on and tried again", path, e.toString());
            }
            stuck = true;
            return;
        }
        older.deleteSurplus();
    }

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
