package io.github.logoffd.text;

import java.util.Locale;

/**
 * Tells which characters could make a text look like something else, and shows them. Such are line breaks, controls, characters that
 * turn the direction of text or are not seen at all, halves of surrogate pairs, and those that no font has to know.
 */
public final class VisibleText {

    private VisibleText() {}

    /** Tells whether this code point is not to be shown as it is. */
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

    /** Returns the text with each hidden character as its number, such as {@code <U+202E>}. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (isHidden(codePoint)) {
                visible.append(String.format(Locale.ROOT, "<U+%04X>", codePoint));
            } else {
                visible.appendCodePoint(codePoint);
            }
        });
        return visible.toString();
    }
}
