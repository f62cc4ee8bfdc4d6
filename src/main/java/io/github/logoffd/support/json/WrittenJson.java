package io.github.logoffd.support.json;

/**
 * Pre-serialized JSON value, for values that occur many times in an answer or are large.
 *
 * @param text one complete JSON value
 * @param fingerprint differs from that of another value if the difference matters
 */
public record WrittenJson(String text, long fingerprint) {

    /** Returns a value, serialized. */
    public static WrittenJson of(Object value) {
        String text = JsonWriter.text(value);
        return new WrittenJson(text, text.hashCode());
    }
}
