package io.github.logoffd.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or another program does: as short as possible, never for ever. */
public final class Await {

    /** Only ends tests that would hang, so it is long for a busy machine too. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration STEP = Duration.ofMillis(5);

    private Await() {}

    /**
     * Returns as soon as {@code condition} holds; fails when it does not within a time that is long for any machine.
     */
    public static void until(String what, BooleanSupplier condition) {
        if (!holdsWithin(LIMIT, condition)) {
            throw new AssertionError("Waited " + LIMIT.toSeconds() + " seconds in vain until " + what + '.');
        }
    }

    /** Waits in a call of a host until the test lets it go on; fails when it does not. */
    public static void release(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The latch was not released within " + LIMIT.toSeconds() + " seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether {@code condition} holds within {@code limit}. */
    public static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
        return holdsWithin(limit, STEP, condition);
    }

    /** The same for a condition that costs so much that it is looked at every {@code step} only. */
    public static boolean holdsWithin(Duration limit, Duration step, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(step.toNanos());
        }
        return true;
    }
}
