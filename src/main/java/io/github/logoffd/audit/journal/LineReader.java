package io.github.logoffd.audit.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads lines as the bytes that they are. Not thread-safe. */
final class LineReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private boolean lastWasWhole;

    private LineReader(InputStream in) {
        this.in = in;
    }

    static LineReader of(Path file) throws IOException {
        return new LineReader(Files.newInputStream(file));
    }

    /** Returns the next line without its line feed; empty at the end. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (position < filled || fill()) {
            int start = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (position < filled) {
                position++;
                lastWasWhole = true;
                return Optional.of(line.toByteArray());
            }
        }
        lastWasWhole = false;
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    /** Returns whether the line that was read last has its line feed. */
    boolean lastWasWhole() {
        return lastWasWhole;
    }

    /** Returns the first line of a file without its line feed; empty for an empty or missing file. */
    static Optional<byte[]> first(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (LineReader reader = of(file)) {
            return reader.next();
        }
    }

    /** Returns the last line of a file without its line feed; empty for an empty or missing file. */
    static Optional<byte[]> last(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long end = bytes.length();
            if (end > 0 && byteAt(end - 1, bytes) == '\n') {
                end--;
            }
            long start = end;
            while (start > 0 && byteAt(start - 1, bytes) != '\n') {
                start--;
            }
            byte[] line = new byte[Math.toIntExact(end - start)];
            bytes.seek(start);
            bytes.readFully(line);
            return bytes.length() == 0 ? Optional.empty() : Optional.of(line);
        }
    }

    private static int byteAt(long position, RandomAccessFile bytes) throws IOException {
        bytes.seek(position);
        return bytes.read();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
