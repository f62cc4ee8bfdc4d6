package io.github.logoffd.monitor;

import io.github.logoffd.monitor.MachineClock.Jump;
import io.github.logoffd.session.Age;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Something that happened to a session, such as its disconnect, placed on a clock that is never set.
 *
 * @param notYetNanos when it had not happened for certain, empty when it happened before the session was watched
 * @param seenNanos when it had happened for certain
 * @param ageWhenSeen how long before that, as Windows said then; empty when it did not say
 */
record Moment(OptionalLong notYetNanos, long seenNanos, Optional<Duration> ageWhenSeen) {

    /** Returns the same moment, of which the past before {@code nanos} is not certain any more. */
    Moment seenOnlySince(long nanos) {
        return new Moment(notYetNanos, nanos, ageWhenSeen);
    }

    /**
     * Returns the age now: what Windows says, within what was observed.
     *
     * @param windows what Windows says now, empty when it does not
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

    /** A part of a second counts as a whole one here, so that what Windows says is not cut by rounding. */
    private long longest(long nowNanos) {
        long wholeSecond = TimeUnit.SECONDS.toNanos(1) - 1;
        if (notYetNanos.isPresent()) {
            return TimeUnit.NANOSECONDS.toSeconds(nowNanos - notYetNanos.getAsLong() + wholeSecond);
        }
        return ageWhenSeen
                .map(age -> age.plusNanos(nowNanos - seenNanos + wholeSecond).toSeconds())
                .orElse(Long.MAX_VALUE);
    }

    /** Tells whether this can have happened before the clock was set, so that its time stamp is by the clock of before. */
    private boolean canBeBefore(Jump jump) {
        return notYetNanos.isEmpty() || notYetNanos.getAsLong() - jump.nanos() < 0;
    }
}
