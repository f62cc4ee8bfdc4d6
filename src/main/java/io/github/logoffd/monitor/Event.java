package io.github.logoffd.monitor;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened. Immutable.
 *
 * @param sequence its number; a later event has a larger one, also after the service was started anew
 * @param time when it was noticed
 * @param type what happened, such as {@code logoffd.session.logon}
 * @param host where it happened, {@code ""} when on none
 * @param message one sentence in English
 * @param data what it is about, as text, numbers and booleans, in a fixed order
 */
public record Event(long sequence, Instant time, String type, String host, String message, Map<String, Object> data) {

    public Event {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
