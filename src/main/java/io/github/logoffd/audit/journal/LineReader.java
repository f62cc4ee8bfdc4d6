package io.github.logoffd.audit.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads lines as the bytes that they are, in memory of a limited size. Not thread-safe. */
final class LineReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int BLOCK = 1 << 13;

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

    /** Opens a file at the byte where the first line begins. */
    static LineReader at(Path file, long start) throws IOException {
        LineReader reader = of(file);
        try {
            reader.in.skipNBytes(start);
            return reader;
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /** Returns the next line; empty at the end. */
    Optional<StoredLine> next() throws IOException {
        StoredLine.Collector line = new StoredLine.Collector();
        while (position < filled || fill()) {
            int start = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            line.add(buffer, start, position - start);
            if (position < filled) {
                position++;
                lastWasWhole = true;
                return Optional.of(line.line());
            }
        }
        lastWasWhole = false;
        return line.isEmpty() ? Optional.empty() : Optional.of(line.line());
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

    /** Returns the first line of a file; empty for an empty or missing file. */
    static Optional<StoredLine> first(Path file) throws IOException {
        return Files.exists(file) ? lineAt(file, 0) : Optional.empty();
    }

    /** Returns the last line of a file; empty for an empty or missing file. */
    static Optional<StoredLine> last(Path file) throws IOException {
        return Files.exists(file) ? lineAt(file, startOfLast(file)) : Optional.empty();
    }

    private static Optional<StoredLine> lineAt(Path file, long start) throws IOException {
        try (LineReader reader = at(file, start)) {
            return reader.next();
        }
    }

    /** The line feed at the end of a file belongs to its last line. */
    private static long startOfLast(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            long end = file.size() - 1;
            while (end > 0) {
                long start = Math.max(0, end - BLOCK);
                read(file, start, block.clear().limit((int) (end - start)));
                for (int i = block.limit() - 1; i >= 0; i--) {
                    if (block.get(i) == '\n') {
                        return start + i + 1;
                    }
                }
                end = start;
            }
            return 0;
        }
    }

    private static void read(FileChannel file, long start, ByteBuffer block) throws IOException {
        while (block.hasRemaining() && file.read(block, start + block.position()) > 0) {}
        block.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
