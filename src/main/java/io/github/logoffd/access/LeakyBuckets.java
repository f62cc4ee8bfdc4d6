package io.github.logoffd.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * A fixed number of leaky buckets, all of one size. Each drop raises the level of a bucket by one interval, time lowers
 * it; a drop that does not fit is refused. Within any duration a bucket therefore takes at most {@code (size +
 * duration) / interval} drops. Not thread-safe.
 */
final class LeakyBuckets {

    private final long sizeNanos;
    private final long intervalNanos;
    private final LongSupplier nanoTime;

    /** The times at which the buckets are empty; only differences count. */
    private final long[] emptyAt;

    LeakyBuckets(int count, Duration size, Duration interval, LongSupplier nanoTime) {
        this.sizeNanos = size.toNanos();
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        emptyAt = new long[count];
        Arrays.fill(emptyAt, nanoTime.getAsLong());
    }

    /** Adds a drop if it fits; returns zero, or how long until it will fit. */
    Duration add(int bucket) {
        long level = levelNanos(bucket) + intervalNanos;
        if (level > sizeNanos) {
            return Duration.ofNanos(level - sizeNanos);
        }
        setLevel(bucket, level);
        return Duration.ZERO;
    }

    /** Takes a drop out again. */
    void remove(int bucket) {
        setLevel(bucket, Math.max(0, levelNanos(bucket) - intervalNanos));
    }

    /** Returns the level: how long until the bucket is empty. */
    Duration level(int bucket) {
        return Duration.ofNanos(levelNanos(bucket));
    }

    private long levelNanos(int bucket) {
        return Math.max(0, emptyAt[bucket] - nanoTime.getAsLong());
    }

    private void setLevel(int bucket, long nanos) {
        emptyAt[bucket] = nanoTime.getAsLong() + nanos;
    }
}
