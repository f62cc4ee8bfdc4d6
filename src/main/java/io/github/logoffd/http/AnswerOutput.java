package io.github.logoffd.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the body of one answer, as bytes or as text that becomes UTF-8. The begin is held back: what fits is sent in one piece with its
 * length, only what does not is sent in chunks while it is made. Until {@link #finish} an answer is not complete, and the client can
 * tell. Not thread-safe.
 */
final class AnswerOutput extends OutputStream implements Appendable {

    private static final int FIRST_BYTES = 512;
    private static final int MOST_HELD_BYTES = 8192;
    private static final int ASCII_END = 0x80;

    /** Chars from which the JDK's encoder is quicker, in spite of its copy. */
    private static final int LONG_TEXT = 64;

    private static final int CHUNKED = 0;
    private static final int NO_BODY = -1;

    private final Start start;
    private OutputStream body = nullOutputStream();
    private byte[] held = new byte[FIRST_BYTES];
    private int count;
    private boolean started;

    /** Sends what comes before a body. */
    @FunctionalInterface
    interface Start {

        /** Returns where a body of so many bytes is written to; as the JDK's server has it, 0 is any length and -1 is none. */
        OutputStream of(int length) throws IOException;
    }

    AnswerOutput(Start start) {
        this.start = start;
    }

    @Override
    public void write(int b) throws IOException {
        makeRoom();
        held[count++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int next = offset; next < end; ) {
            makeRoom();
            int part = Math.min(end - next, held.length - count);
            System.arraycopy(bytes, next, held, count, part);
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

    /** Appends as much as is ASCII and fits, and returns where it ended. Nearly every text in an answer is nothing but that. */
    private int appendAscii(CharSequence text, int from, int to) throws IOException {
        makeRoom();
        int end = Math.min(to, from + held.length - count);
        int next = from;
        while (next < end && text.charAt(next) < ASCII_END) {
            held[count++] = (byte) text.charAt(next++);
        }
        return next;
    }

    /** As far as there is no ASCII: so the halves of a code point stay together. */
    private static int endOfOthers(CharSequence text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) >= ASCII_END) {
            end++;
        }
        return end;
    }

    private void makeRoom() throws IOException {
        if (count < held.length) {
            return;
        }
        if (held.length < MOST_HELD_BYTES) {
            held = Arrays.copyOf(held, MOST_HELD_BYTES);
            return;
        }
        if (!started) {
            start(CHUNKED);
        }
        writeHeld();
    }

    private void start(int length) throws IOException {
        started = true;
        body = start.of(length);
    }

    private void writeHeld() throws IOException {
        if (count > 0) {
            body.write(held, 0, count);
            count = 0;
        }
    }

    /** Sends what was not sent yet. */
    void finish() throws IOException {
        if (!started) {
            start(count == 0 ? NO_BODY : count);
        }
        writeHeld();
        body.close();
    }
}
