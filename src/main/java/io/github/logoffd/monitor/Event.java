package io.github.logoffd.monitor;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Published event. Immutable.
 *
 * @param sequence its number; a later event has a larger one, also after a restart of the service
 * @param time when it was detected
 * @param type the type, such as {@code logoffd.session.logon}
 * @param host the host, {@code ""} when none
 * @param message one sentence in English
 * @param data its details as strings, numbers and booleans, in a fixed order
 */
public record Event(long sequence, Instant time, String type, String host, String message, Map<String, Object> data) {

    public Event {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
