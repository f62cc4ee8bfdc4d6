package io.github.logoffd.audit.history;

import java.util.Comparator;

/**
 * Where a line is. Lines of one time have the order in which their files were written. Immutable.
 *
 * @param time when the line was written, in microseconds since 1970
 * @param file the number of its file in the index
 * @param offset where it begins
 * @param length its bytes without the line feed
 */
record Place(long time, int file, long offset, int length) implements Comparable<Place> {

    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparingLong(Place::time).thenComparingInt(Place::file).thenComparingLong(Place::offset);

    /** A place after all lines. */
    static final Place END = new Place(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, 0);

    /** Returns the place before which all lines of earlier times are, and no other. */
    static Place before(long time) {
        return new Place(time, Integer.MIN_VALUE, Long.MIN_VALUE, 0);
    }

    Posting under(long term) {
        return new Posting(term, time, file, offset);
    }

    @Override
    public int compareTo(Place other) {
        return OLDEST_FIRST.compare(this, other);
    }
}
