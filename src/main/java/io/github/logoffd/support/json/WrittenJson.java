package io.github.logoffd.support.json;

/**
 * A value that is JSON already, for what stands in an answer many times or is large.
 *
 * @param text one complete JSON value
 * @param fingerprint differs from that of another value whose difference counts
 */
public record WrittenJson(String text, long fingerprint) {

    /** Returns a value, written. */
    public static WrittenJson of(Object value) {
        String text = JsonWriter.text(value);
        return new WrittenJson(text, text.hashCode());
    }
}
