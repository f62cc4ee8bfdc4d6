package io.github.logoffd.hooks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The request ids of alerts. An id gets the first answer again, which keeps a repeated alert from acting twice; but an answer that says that
 * it did not work now must not be the answer for the rest of the day, so the next time the alert gets another id. Thread-safe.
 */
final class RequestIds {

    private static final int MOST = 10_000;

    /** How often an alert was put off, the oldest first. */
    private final Map<String, Integer> attempts = new LinkedHashMap<>();

    /** Returns the id for an alert about a logon. */
    synchronized String of(Alert alert, String key) {
        String first = alert.fingerprint() + '@' + alert.startsAt() + '@' + key;
        int attempt = attempts.getOrDefault(first, 0);
        return attempt == 0 ? first : first + '#' + attempt;
    }

    /** Gives the alert another id the next time, unless somebody has done so already who got the same answer. */
    synchronized void putOff(Alert alert, String key, String used) {
        if (!of(alert, key).equals(used)) {
            return;
        }
        String first = alert.fingerprint() + '@' + alert.startsAt() + '@' + key;
        attempts.merge(first, 1, Integer::sum);
        if (attempts.size() > MOST) {
            attempts.remove(attempts.keySet().iterator().next());
        }
    }
}
