package io.github.logoffd.support.text;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Detects and escapes characters that could make a string look like something else: line breaks, control characters,
 * bidirectional controls, invisible characters, unpaired surrogates, and characters that fonts need not support.
 */
public final class VisibleText {

    private VisibleText() {}

    /** Returns whether this code point must not be shown unescaped. */
    public static boolean isHidden(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7f) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Returns whether a string shows nothing: it is empty, or has only white space and characters without a glyph. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(VisibleText::isUnseen);
    }

    /** Returns the string without leading and trailing white space and characters without a glyph. */
    public static String strip(String text) {
        int[] codePoints = text.codePoints().toArray();
        int start = 0;
        int end = codePoints.length;
        while (start < end && isUnseen(codePoints[start])) {
            start++;
        }
        while (end > start && isUnseen(codePoints[end - 1])) {
            end--;
        }
        return new String(codePoints, start, end - start);
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> true;
            default -> isFiller(codePoint);
        };
    }

    /**
     * Letters, marks and symbols that have no glyph: Unicode's default ignorable code points, and the Braille pattern
     * without a dot.
     */
    private static boolean isFiller(int codePoint) {
        return switch (codePoint) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2065, 0x2800, 0x3164, 0xffa0 -> true;
            default ->
                isWithin(codePoint, 0x180b, 0x180f)
                        || isWithin(codePoint, 0xfe00, 0xfe0f)
                        || isWithin(codePoint, 0xfff0, 0xfff8)
                        || isWithin(codePoint, 0xe0000, 0xe0fff);
        };
    }

    private static boolean isWithin(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }

    /** Returns whether this code point is an unpaired surrogate, which no valid Unicode string can contain. */
    public static boolean isHalfOfPair(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /**
     * Returns the escape of a hidden character, such as {@code <U+202E>}. No Windows account name can contain
     * {@code <}.
     */
    public static String shown(int codePoint) {
        return String.format(Locale.ROOT, "<U+%04X>", codePoint);
    }

    /** Returns the string with each hidden character escaped, such as {@code <U+202E>}. */
    public static String of(String text) {
        return shown(text, VisibleText::isHidden);
    }

    /**
     * Returns the string with each unpaired surrogate escaped, everything else unchanged. Windows does not validate
     * pairs, so a name can contain an unpaired surrogate, and strict parsers of UTF-8 or JSON refuse any input that
     * contains one.
     */
    public static String wellFormed(String text) {
        return shown(text, VisibleText::isHalfOfPair);
    }

    private static String shown(String text, IntPredicate hidden) {
        if (text.codePoints().noneMatch(hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (hidden.test(codePoint)) {
                visible.append(shown(codePoint));
            } else {
                visible.appendCodePoint(codePoint);
            }
        });
        return visible.toString();
    }
}
