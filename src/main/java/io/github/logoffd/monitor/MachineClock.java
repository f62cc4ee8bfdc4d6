package io.github.logoffd.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Comparison of one machine's clock, as its answers show it, with a clock that is never set. A clock that drifts, or that a time service
 * moves in small steps, is followed; a jump is kept. A machine that slept looks like one whose clock was set. Not thread-safe.
 */
final class MachineClock {

    /** More than a time service corrects at once, and far less than any time that somebody is logged off after. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    /** The rate that a time service changes a clock by stays below one second in so many. */
    private static final int DRIFT = 100;

    private Optional<Reading> last = Optional.empty();
    private Optional<Jump> jump = Optional.empty();

    private record Reading(Instant time, long askedNanos, long answeredNanos) {}

    /**
     * A clock that was set.
     *
     * @param nanos when it was noticed: what happened later has times that can be believed
     * @param by how far, negative when it was set back
     */
    record Jump(long nanos, Duration by) {

        String text() {
            return "set " + (by.isNegative() ? "back" : "forward") + " by about "
                    + by.abs().toSeconds() + " seconds, or the machine slept";
        }
    }

    /** Takes note of a clock that was read between two moments, and returns the jump that this reading shows. */
    Optional<Jump> read(Instant time, long askedNanos, long answeredNanos) {
        Optional<Jump> noticed = last.flatMap(before -> jumpSince(before, time, askedNanos, answeredNanos));
        jump = noticed.or(() -> jump);
        last = Optional.of(new Reading(time, askedNanos, answeredNanos));
        return noticed;
    }

    /** Returns the newest jump. */
    Optional<Jump> jump() {
        return jump;
    }

    private static Optional<Jump> jumpSince(Reading before, Instant time, long askedNanos, long answeredNanos) {
        Duration passed = Duration.between(before.time(), time);
        Duration shortest = Duration.ofNanos(askedNanos - before.answeredNanos());
        Duration longest = Duration.ofNanos(answeredNanos - before.askedNanos());
        Duration tolerance = TOLERANCE.plus(longest.abs().dividedBy(DRIFT));
        if (passed.compareTo(longest.plus(tolerance)) > 0) {
            return Optional.of(new Jump(askedNanos, passed.minus(longest)));
        }
        return passed.compareTo(shortest.minus(tolerance)) < 0
                ? Optional.of(new Jump(askedNanos, passed.minus(shortest)))
                : Optional.empty();
    }
}
