package io.github.logoffd.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock for durations that moves only when told to. */
public final class NanoClock implements LongSupplier {

    /** A second before the counter turns negative: only differences count, and a sum is not one. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);

    public void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return now.get();
    }
}
