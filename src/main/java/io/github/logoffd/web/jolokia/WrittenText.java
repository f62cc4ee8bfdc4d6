package io.github.logoffd.web.jolokia;

import io.github.logoffd.support.json.WrittenJson;
import java.util.Collection;
import java.util.Map;

/**
 * Length of the text that one HTTP request has written as values. A text that occurs repeatedly is in memory once and
 * counts each time here, since the client gets it each time. Used by one thread.
 */
final class WrittenText {

    /** The complete state of sixteen hosts with a thousand sessions each. */
    static final int MEGABYTES = 16;

    private static final long MOST_CHARS = MEGABYTES * 1_000_000L;

    private long chars;

    void add(Object json) {
        if (json instanceof Map<?, ?> map) {
            map.values().forEach(this::add);
        } else if (json instanceof Collection<?> list) {
            list.forEach(this::add);
        } else if (json instanceof WrittenJson written) {
            chars += written.text().length();
        }
    }

    boolean isLong() {
        return chars > MOST_CHARS;
    }
}
