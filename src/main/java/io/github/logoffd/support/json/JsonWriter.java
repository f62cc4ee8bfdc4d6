package io.github.logoffd.support.json;

import io.github.logoffd.support.text.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/**
 * Writes maps, collections, text, numbers, booleans, null and what is {@link WrittenJson written} as JSON (RFC 8259).
 * Everything that {@link VisibleText#isHidden hides} is escaped, so that one value stays on one line and in its place
 * wherever it is shown, and survives parsing unchanged. The only exception is half of a surrogate pair, since strict
 * parsers refuse even its escape: it is written as {@link VisibleText#wellFormed} shows it.
 */
public final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private JsonWriter() {}

    /**
     * Writes a value.
     *
     * @throws IOException when {@code out} fails
     * @throws IllegalArgumentException for a value that is none of those above
     */
    public static void write(Object value, Appendable out) throws IOException {
        // The most frequent types come first.
        if (value instanceof String text) {
            writeText(text, out);
        } else if (isNoJsonNumber(value)) {
            out.append("null");
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(String.valueOf(value));
        } else if (value instanceof WrittenJson written) {
            out.append(written.text());
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map, out);
        } else if (value instanceof Collection<?> list) {
            writeArray(list, out);
        } else if (value instanceof CharSequence text) {
            writeText(text.toString(), out);
        } else {
            throw new IllegalArgumentException(
                    "A " + value.getClass().getName() + " cannot be written as JSON. Use plain data.");
        }
    }

    /** Returns a value as text. */
    public static String text(Object value) {
        StringBuilder text = new StringBuilder();
        try {
            write(value, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static boolean isNoJsonNumber(Object value) {
        return (value instanceof Double number && !Double.isFinite(number))
                || (value instanceof Float small && !Float.isFinite(small));
    }

    private static void writeObject(Map<?, ?> map, Appendable out) throws IOException {
        char separator = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            writeText(String.valueOf(entry.getKey()), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(Collection<?> list, Appendable out) throws IOException {
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            write(element, out);
            separator = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    /** Copies the runs between the characters that need an escape. */
    private static void writeText(String text, Appendable out) throws IOException {
        out.append('"');
        int length = text.length();
        int start = 0;
        int next;
        for (int i = 0; i < length; i = next) {
            int codePoint = text.codePointAt(i);
            next = i + Character.charCount(codePoint);
            if (codePoint == '"' || codePoint == '\\' || VisibleText.isHidden(codePoint)) {
                out.append(text, start, i);
                writeHidden(codePoint, text, i, next, out);
                start = next;
            }
        }
        if (start == 0) {
            out.append(text);
        } else {
            out.append(text, start, length);
        }
        out.append('"');
    }

    private static void writeHidden(int codePoint, String text, int from, int to, Appendable out) throws IOException {
        if (VisibleText.isHalfOfPair(codePoint)) {
            out.append(VisibleText.shown(codePoint));
            return;
        }
        for (int i = from; i < to; i++) {
            writeEscaped(text.charAt(i), out);
        }
    }

    private static void writeEscaped(char c, Appendable out) throws IOException {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
            return;
        }
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
