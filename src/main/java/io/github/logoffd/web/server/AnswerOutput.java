package io.github.logoffd.web.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Writes the body of one answer, given as bytes or as text to encode in UTF-8. Buffers it while there is memory for it;
 * otherwise it is sent in chunks as it is produced, which holds the thread. Before {@link #finish} the answer is
 * incomplete, and the client can detect that. Not thread-safe.
 */
public final class AnswerOutput extends OutputStream implements Appendable {

    private static final int FIRST_BYTES = 512;
    private static final int SMALL_BYTES = 8_192;
    private static final int CHUNK_BYTES = 32_768;
    private static final int MOST_HELD_BYTES = 1 << 20;
    private static final int ASCII_END = 0x80;

    /** Number of chars from which the JDK's encoder is faster in spite of its copy. */
    private static final int LONG_TEXT = 64;

    private final IntPredicate mayHold;
    private final Supplier<OutputStream> client;
    private final List<byte[]> held = new ArrayList<>();
    private Optional<OutputStream> body = Optional.empty();
    private byte[] chunk = new byte[FIRST_BYTES];
    private int count;
    private int heldBytes;

    /**
     * Creates an empty body.
     *
     * @param mayHold tells whether that many more bytes may be buffered
     * @param client receives a body that may no longer be buffered
     */
    AnswerOutput(IntPredicate mayHold, Supplier<OutputStream> client) {
        this.mayHold = mayHold;
        this.client = client;
    }

    @Override
    public void write(int b) throws IOException {
        makeRoom();
        chunk[count++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int next = offset; next < end; ) {
            makeRoom();
            int part = Math.min(end - next, chunk.length - count);
            System.arraycopy(bytes, next, chunk, count, part);
            count += part;
            next += part;
        }
    }

    @Override
    public AnswerOutput append(char c) throws IOException {
        if (c < ASCII_END) {
            write(c);
            return this;
        }
        return append(String.valueOf(c));
    }

    @Override
    public AnswerOutput append(CharSequence text) throws IOException {
        return append(text, 0, text.length());
    }

    @Override
    public AnswerOutput append(CharSequence text, int from, int to) throws IOException {
        if (to - from > LONG_TEXT) {
            write(text.subSequence(from, to).toString().getBytes(StandardCharsets.UTF_8));
            return this;
        }
        int next = from;
        while (next < to) {
            next = appendAscii(text, next, to);
            int end = endOfOthers(text, next, to);
            if (next < end) {
                write(text.subSequence(next, end).toString().getBytes(StandardCharsets.UTF_8));
                next = end;
            }
        }
        return this;
    }

    /**
     * Appends the leading ASCII characters that fit, and returns where they end. Nearly all strings of an answer are
     * ASCII.
     */
    private int appendAscii(CharSequence text, int from, int to) throws IOException {
        makeRoom();
        int end = Math.min(to, from + chunk.length - count);
        int next = from;
        while (next < end && text.charAt(next) < ASCII_END) {
            chunk[count++] = (byte) text.charAt(next++);
        }
        return next;
    }

    /** Encodes up to the next ASCII character, so that surrogate pairs stay together. */
    private static int endOfOthers(CharSequence text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) >= ASCII_END) {
            end++;
        }
        return end;
    }

    private void makeRoom() throws IOException {
        if (count < chunk.length) {
            return;
        }
        if (chunk.length < SMALL_BYTES) {
            chunk = Arrays.copyOf(chunk, SMALL_BYTES);
        } else if (body.isEmpty() && heldBytes < MOST_HELD_BYTES && mayHold.test(CHUNK_BYTES)) {
            hold();
            chunk = new byte[CHUNK_BYTES];
        } else {
            sendHeld();
        }
    }

    private void hold() {
        held.add(count == chunk.length ? chunk : Arrays.copyOf(chunk, count));
        heldBytes += count;
        count = 0;
    }

    private void sendHeld() throws IOException {
        OutputStream out = body.orElseGet(client);
        body = Optional.of(out);
        for (byte[] part : held) {
            out.write(part);
        }
        held.clear();
        out.write(chunk, 0, count);
        count = 0;
    }

    /** Returns the complete body; one that was sent in chunks is ended and nothing is returned. */
    Optional<List<ByteBuffer>> finish() throws IOException {
        if (body.isEmpty()) {
            hold();
            return Optional.of(held.stream().map(ByteBuffer::wrap).toList());
        }
        sendHeld();
        body.get().close();
        return Optional.empty();
    }
}
