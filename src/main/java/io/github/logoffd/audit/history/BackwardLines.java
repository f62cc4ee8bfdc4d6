package io.github.logoffd.audit.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Lines of a file, newest first. Not thread-safe. */
final class BackwardLines implements AutoCloseable {

    /** More than the longest line has. */
    private static final int BLOCK = 2 * ForwardLines.LONGEST;

    private final FileChannel file;
    private final boolean ended;

    /** The lines that were read and not returned, oldest first. */
    private final Deque<RawLine> block = new ArrayDeque<>();

    private long unread;

    /** Whether what is before {@link #unread} ends within a line that is too long and was returned. */
    private boolean within;

    private BackwardLines(FileChannel file, long size, boolean ended) {
        this.file = file;
        this.unread = size;
        this.ended = ended;
    }

    /**
     * Opens a file.
     *
     * @param ended whether the file has ended, so that its last line counts without a line feed
     */
    static BackwardLines open(Path path, boolean ended) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        return new BackwardLines(file, file.size(), ended);
    }

    /** Returns the line before the one that was returned last, empty at the beginning of the file. */
    Optional<RawLine> previous() throws IOException {
        while (block.isEmpty() && unread > 0) {
            readBlock();
        }
        return Optional.ofNullable(block.pollLast());
    }

    private void readBlock() throws IOException {
        long start = Math.max(0, unread - BLOCK);
        boolean isLast = unread == file.size();
        ByteBuffer bytes = ByteBuffer.allocate((int) (unread - start));
        while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) > 0) {}
        bytes.flip();
        int first = start == 0 ? 0 : lineFeed(bytes, 0) + 1;
        boolean endsLine = first == bytes.limit();
        if (start > 0 && (first == 0 || endsLine)) {
            addTooLong(start, within && !endsLine);
            return;
        }
        int begin = first;
        for (int end = lineFeed(bytes, begin); end >= 0; end = lineFeed(bytes, begin)) {
            add(bytes, start, begin, end);
            begin = end + 1;
        }
        if (begin < bytes.limit() && !within && (ended || !isLast)) {
            add(bytes, start, begin, bytes.limit());
        }
        within = false;
        unread = start + first;
    }

    /** Returns a line that fills a block once, however many blocks it fills. */
    private void addTooLong(long start, boolean known) {
        if (!known) {
            block.add(new RawLine(start, unread, ByteBuffer.allocate(1), true));
        }
        within = true;
        unread = start;
    }

    private void add(ByteBuffer bytes, long start, int begin, int end) {
        block.add(new RawLine(
                start + begin, start + end + 1, bytes.slice(begin, end - begin), end - begin > ForwardLines.LONGEST));
    }

    private static int lineFeed(ByteBuffer bytes, int from) {
        for (int i = from; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
