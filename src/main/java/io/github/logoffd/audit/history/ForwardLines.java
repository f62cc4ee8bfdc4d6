package io.github.logoffd.audit.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lines of a file, oldest first. It is opened so that the service can rename it meanwhile, also on Windows. Not
 * thread-safe.
 */
final class ForwardLines implements AutoCloseable {

    /** The longest line that is parsed; those of the journal are shorter. */
    static final int LONGEST = 256 * 1024;

    private static final int BUFFER = 64 * 1024;
    private static final int FIRST_LINE = 1024;

    private final FileChannel file;
    private final boolean ended;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private byte[] line = new byte[FIRST_LINE];
    private long position;

    private ForwardLines(FileChannel file, long position, boolean ended) {
        this.file = file;
        this.position = position;
        this.ended = ended;
    }

    /**
     * Opens a file.
     *
     * @param position where the first line begins
     * @param ended whether the file has ended, so that its last line counts without a line feed
     */
    static ForwardLines open(Path path, long position, boolean ended) throws IOException {
        return new ForwardLines(FileChannel.open(path, StandardOpenOption.READ), position, ended);
    }

    /** Returns whether this is the file of that identity, whatever had its name a moment ago. */
    boolean isOf(long identity) throws IOException {
        return FileIdentity.of(file, ended).equals(OptionalLong.of(identity));
    }

    /** Returns the next line, empty when there is no complete one. */
    Optional<RawLine> next() throws IOException {
        long offset = position;
        int length = 0;
        while (buffer.hasRemaining() || fill()) {
            int lineFeed = lineFeed();
            int part = (lineFeed < 0 ? buffer.limit() : lineFeed) - buffer.position();
            append(length, part);
            length = Math.min(length + part, LONGEST + 1);
            position += part;
            if (lineFeed >= 0) {
                buffer.position(lineFeed + 1);
                position++;
                return Optional.of(raw(offset, length));
            }
            buffer.position(buffer.limit());
        }
        return ended && position > offset ? Optional.of(raw(offset, length)) : Optional.empty();
    }

    private RawLine raw(long offset, int length) {
        return new RawLine(offset, position, ByteBuffer.wrap(line, 0, Math.min(length, LONGEST)), length > LONGEST);
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int read = file.read(buffer, position);
        buffer.flip();
        return read > 0;
    }

    private int lineFeed() {
        for (int i = buffer.position(); i < buffer.limit(); i++) {
            if (buffer.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void append(int length, int part) {
        int kept = Math.min(part, LONGEST - Math.min(length, LONGEST));
        if (line.length < length + kept) {
            line = Arrays.copyOf(line, Math.min(LONGEST, 2 * (length + kept)));
        }
        buffer.get(buffer.position(), line, Math.min(length, LONGEST), kept);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
