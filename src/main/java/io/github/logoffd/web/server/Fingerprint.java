package io.github.logoffd.web.server;

import io.github.logoffd.support.json.WrittenJson;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Digest of an answer without the parts that change merely because time passes. Two answers have the same digest while
 * nothing has happened that a poller needs to know; it is computed from the answer itself, so it covers everything that
 * the answer depends on.
 */
public final class Fingerprint {

    /** Ages, countdowns and read times; the timestamps that they are derived from are part of the digest. */
    private static final Set<String> PASSING = Set.of(
            "timestamp",
            "SnapshotTime",
            "SnapshotSeconds",
            "RefreshMillis",
            "LogonSeconds",
            "ConnectSeconds",
            "DisconnectedSeconds",
            "IdleSeconds",
            "LogoffDueSeconds");

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private Fingerprint() {}

    /** Tells whether a member of this name changes merely because time passes. */
    public static boolean isPassing(String name) {
        return PASSING.contains(name);
    }

    /** Returns the digest of a JSON value. A single value is always part of it. */
    public static long of(Object json) {
        if (json instanceof WrittenJson written) {
            return written.fingerprint();
        }
        if (json instanceof Map<?, ?> map) {
            long sum = map.size();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!isPassing(String.valueOf(entry.getKey()))) {
                    // A sum, since the order of the members is irrelevant.
                    sum += mixed(entry.getKey().hashCode(), of(entry.getValue()));
                }
            }
            return sum;
        }
        if (json instanceof Collection<?> list) {
            long digest = list.size();
            for (Object element : list) {
                digest = mixed(digest, of(element));
            }
            return digest;
        }
        return json == null ? 0 : json.hashCode();
    }

    /** Returns a digest of both, in this order. */
    public static long mixed(long digest, long next) {
        long product = (digest ^ next * FACTOR) * FACTOR;
        return product ^ product >>> 29;
    }
}
