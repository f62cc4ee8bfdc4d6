package io.github.logoffd.session;

/**
 * The time since something happened to a session, in whole seconds.
 *
 * @param seconds the best known value, -1 when unknown
 * @param certain the time that has certainly passed, -1 when unknown; less than {@code seconds} only while
 *     {@code doubt} has the reason
 * @param possible the longest time that may have passed
 * @param doubt one sentence on why the time that Windows reports is not trusted, {@code ""} when it is
 */
public record Age(long seconds, long certain, long possible, String doubt) {

    /** Unknown age: any time may have passed. */
    public static final Age UNKNOWN = new Age(-1, -1, Long.MAX_VALUE, "");

    /** Returns an age that is beyond doubt, {@link #UNKNOWN} for a negative number. */
    public static Age of(long seconds) {
        return seconds < 0 ? UNKNOWN : new Age(seconds, seconds, seconds, "");
    }

    /** Returns whether this number of seconds has certainly passed. */
    public boolean isAtLeast(long wanted) {
        return certain >= wanted;
    }

    /** Returns whether this number of seconds may have passed. */
    public boolean canBe(long wanted) {
        return possible >= wanted;
    }
}
