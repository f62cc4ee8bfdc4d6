package io.github.logoffd.session;

/**
 * The time since something happened to a session, in whole seconds.
 *
 * @param seconds the best value that is known, -1 when nothing is known
 * @param certain what has passed for certain, -1 when nothing is known; less than {@code seconds} only while {@code doubt} says why
 * @param possible the longest time that can have passed
 * @param doubt one sentence on why the time that Windows gives is not believed, {@code ""} when it is
 */
public record Age(long seconds, long certain, long possible, String doubt) {

    /** Nothing is known, so any time can have passed. */
    public static final Age UNKNOWN = new Age(-1, -1, Long.MAX_VALUE, "");

    /** Returns an age that is beyond doubt, {@link #UNKNOWN} for a negative number. */
    public static Age of(long seconds) {
        return seconds < 0 ? UNKNOWN : new Age(seconds, seconds, seconds, "");
    }

    /** Tells whether so many seconds have passed for certain. */
    public boolean isAtLeast(long wanted) {
        return certain >= wanted;
    }

    /** Tells whether so many seconds can have passed. */
    public boolean canBe(long wanted) {
        return possible >= wanted;
    }
}
