package io.github.logoffd.attack;

import java.util.concurrent.atomic.AtomicLong;
import org.jolokia.json.JSONObject;

/** Counts the denied requests that must be in the audit file, by their answers. Thread-safe. */
final class Denials {

    private final AtomicLong count = new AtomicLong();

    void add(long more) {
        count.addAndGet(more);
    }

    /**
     * Counts a login that was refused, or not even tried. A client that is answered that too many are being checked was
     * not refused.
     */
    int ofLogin(int status) {
        if (status == 401 || status == 429) {
            add(1);
        }
        return status;
    }

    /** Counts one request to act that was refused for want of permission. */
    JSONObject ofAct(JSONObject answer) {
        if (answer.get("status").equals(403L)) {
            add(1);
        }
        return answer;
    }

    long count() {
        return count.get();
    }
}
