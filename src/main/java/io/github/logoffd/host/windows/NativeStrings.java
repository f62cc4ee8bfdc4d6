package io.github.logoffd.host.windows;

import com.sun.jna.Pointer;
import java.util.Arrays;

/**
 * Reads the strings of one answer from its native memory, before that is freed. A list has thousands of them: nothing
 * beyond the characters is read, and nothing but the string is allocated. Not thread-safe.
 */
final class NativeStrings implements WideStrings {

    private static final Pointer START_OF_MEMORY = new Pointer(0);

    /** No Windows path or name is longer. */
    private static final int MOST_CHARS = 32_767;

    /** Names are rarely longer, so one read gets most of them. */
    private static final int CHARS_AT_ONCE = 32;

    /** No system has smaller memory pages; a readable page is readable as a whole. */
    private static final int PAGE_BYTES = 4096;

    private final short[] part = new short[CHARS_AT_ONCE];
    private char[] text = new char[CHARS_AT_ONCE];

    @Override
    public String at(long address) {
        return address == 0 ? "" : text(address);
    }

    /** Reads no further than the terminator, or the end of the current page: memory beyond may not be readable. */
    private String text(long address) {
        int length = 0;
        while (true) {
            long next = address + (long) length * Character.BYTES;
            int count = readableChars(next);
            START_OF_MEMORY.read(next, part, 0, count);
            for (int i = 0; i < count; i++) {
                if (part[i] == 0) {
                    return new String(text, 0, length);
                }
                append((char) part[i], length);
                length++;
            }
        }
    }

    private static int readableChars(long address) {
        long inPage = (PAGE_BYTES - (address & (PAGE_BYTES - 1))) / Character.BYTES;
        return (int) Math.max(1, Math.min(CHARS_AT_ONCE, inPage));
    }

    private void append(char c, int length) {
        if (length == MOST_CHARS) {
            throw new IllegalStateException(
                    "A string of the answer has no terminator within " + MOST_CHARS + " characters.");
        }
        if (length == text.length) {
            text = Arrays.copyOf(text, 2 * length);
        }
        text[length] = c;
    }
}
