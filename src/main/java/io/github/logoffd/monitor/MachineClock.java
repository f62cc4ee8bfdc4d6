package io.github.logoffd.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Comparison of one machine's clock, as shown by its answers, with a monotonic clock. Drift, or the small steps of a
 * time service, are followed; a jump is recorded. A machine that slept looks like one whose clock was set. Not
 * thread-safe.
 */
final class MachineClock {

    /** More than a time service corrects at once, and far less than any time after which a session is logged off. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    /** A time service changes a clock by less than one second in this number of seconds. */
    private static final int DRIFT = 100;

    private Optional<Reading> last = Optional.empty();
    private Optional<Jump> jump = Optional.empty();

    private record Reading(Instant time, long askedNanos, long answeredNanos) {}

    /**
     * A clock that was set.
     *
     * @param nanos when it was detected: times of later events can be trusted
     * @param by how far, negative when it was set back
     */
    record Jump(long nanos, Duration by) {

        String text() {
            return "set " + (by.isNegative() ? "back" : "forward") + " by about "
                    + by.abs().toSeconds() + " seconds, or the machine slept";
        }
    }

    /** Records a clock reading taken between two moments, and returns the jump that it shows. */
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
