package io.github.logoffd.monitor;

import io.github.logoffd.monitor.MachineClock.Jump;
import io.github.logoffd.session.Age;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Time of a session event, such as its disconnect, on the monotonic clock.
 *
 * @param notYetNanos the latest time at which it had certainly not happened, empty when it happened before the session
 *     was watched
 * @param seenNanos the earliest time at which it had certainly happened
 * @param ageWhenSeen its age at that time as Windows reported it, negative when the clock was set back after it; empty
 *     when unknown
 */
record Moment(OptionalLong notYetNanos, long seenNanos, Optional<Duration> ageWhenSeen) {

    /** Returns the same moment, whose past before {@code nanos} is no longer certain. */
    Moment seenOnlySince(long nanos) {
        return new Moment(notYetNanos, nanos, ageWhenSeen.map(age -> age.plusNanos(nanos - seenNanos)));
    }

    /**
     * Returns the age now: the one that Windows reports, within the observed bounds.
     *
     * @param windows the age that Windows reports now, empty when unknown
     * @param jump the newest jump of the clock that Windows counts by
     */
    Age age(long nowNanos, OptionalLong windows, Optional<Jump> jump) {
        long shortest = TimeUnit.NANOSECONDS.toSeconds(nowNanos - seenNanos);
        long longest = longest(nowNanos);
        Optional<Jump> doubtful = jump.filter(this::canBeBefore);
        if (windows.isEmpty()) {
            return doubtful.map(reason -> new Age(shortest, shortest, longest, reason.text()))
                    .orElseGet(() -> Age.of(shortest));
        }
        long best = Math.max(shortest, Math.min(longest, windows.getAsLong()));
        return doubtful.map(reason -> new Age(best, shortest, Math.max(longest, windows.getAsLong()), reason.text()))
                .orElseGet(() -> Age.of(best));
    }

    /** Rounds up to whole seconds, so that the age that Windows reports is not reduced by rounding. */
    private long longest(long nowNanos) {
        long wholeSecond = TimeUnit.SECONDS.toNanos(1) - 1;
        if (notYetNanos.isPresent()) {
            return TimeUnit.NANOSECONDS.toSeconds(nowNanos - notYetNanos.getAsLong() + wholeSecond);
        }
        return ageWhenSeen
                .map(age -> age.plusNanos(nowNanos - seenNanos + wholeSecond).toSeconds())
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Returns whether this may have happened before the clock was set, so that its time stamp is from the earlier
     * clock.
     */
    private boolean canBeBefore(Jump jump) {
        return notYetNanos.isEmpty() || notYetNanos.getAsLong() - jump.nanos() < 0;
    }
}
