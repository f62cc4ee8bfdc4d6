package io.github.logoffd.support.json;

import java.nio.charset.StandardCharsets;

/** Text of a bounded size as written in JSON, where an invisible character has six bytes. Stateless. */
public final class BoundedText {

    private static final int LONGEST_ESCAPE = 6;

    private BoundedText() {}

    /**
     * Returns the text, cut when it would be larger; then its end says how long it was.
     *
     * @param mostBytes the largest size between the quotes, apart from what is said of the cut
     */
    public static String of(String text, int mostBytes) {
        return text.length() * LONGEST_ESCAPE <= mostBytes || written(text) <= mostBytes ? text : cut(text, mostBytes);
    }

    private static String cut(String text, int mostBytes) {
        int end = 0;
        int bytes = 0;
        while (true) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += written(text.substring(end, next));
            if (bytes > mostBytes) {
                return text.substring(0, end) + "... (" + text.length() + " characters)";
            }
            end = next;
        }
    }

    private static int written(String text) {
        return JsonWriter.text(text).getBytes(StandardCharsets.UTF_8).length - 2;
    }
}
