package io.github.logoffd.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts failures by key and computes the back-off of each key: one second after the third failure, doubled by each
 * further one, up to a minute. A key is forgotten a quarter of an hour after its last failure; when there are too many
 * keys, the one with the oldest last failure is evicted. Not thread-safe.
 */
final class Failures<K> {

    private static final int FREE = 2;
    private static final int LAST_DOUBLING = 6;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofMinutes(15);

    private record Entry(int count, long lastNanos) {

        Duration pause() {
            int doublings = count - FREE - 1;
            if (doublings < 0) {
                return Duration.ZERO;
            }
            return doublings < LAST_DOUBLING ? Duration.ofSeconds(1L << doublings) : LONGEST;
        }
    }

    private final int most;
    private final LongSupplier nanoTime;

    /** In the order of the last failure. */
    private final Map<K, Entry> entries = new LinkedHashMap<>();

    Failures(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Returns the remaining back-off of a key, zero when there is none. */
    Duration pause(K key) {
        return entry(key)
                .map(entry -> entry.pause().minus(since(entry)))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    void add(K key) {
        int count = entry(key).map(Entry::count).orElse(0) + 1;
        entries.remove(key);
        entries.put(key, new Entry(count, nanoTime.getAsLong()));
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    void forget(K key) {
        entries.remove(key);
    }

    int size() {
        return entries.size();
    }

    private Optional<Entry> entry(K key) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> since(entry).compareTo(KEPT) < 0);
    }

    private Duration since(Entry entry) {
        return Duration.ofNanos(nanoTime.getAsLong() - entry.lastNanos());
    }
}
