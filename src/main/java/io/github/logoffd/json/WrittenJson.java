package io.github.logoffd.json;

/**
 * A value that is JSON already, for what stands in an answer many times.
 *
 * @param text one complete JSON value
 */
public record WrittenJson(String text) {

    /** Returns a value, written. */
    public static WrittenJson of(Object value) {
        return new WrittenJson(JsonWriter.text(value));
    }
}
