package io.github.logoffd.audit.journal;

import java.time.Duration;

/**
 * How much of one kind is kept.
 *
 * @param keep the least age at which a line is deleted; zero keeps it for ever
 * @param maxBytes the space of all files of the kind
 */
public record Retention(Duration keep, long maxBytes) {

    private static final int PARTS = 20;
    private static final long MOST_FILE = 16 * 1024 * 1024;

    /** Returns the size at which a file is archived: whole files expire, so they are a small part of the space. */
    long fileBytes() {
        return Math.min(MOST_FILE, maxBytes / PARTS);
    }

    /** Returns the age at which a file is archived. */
    Duration fileAge() {
        return keep.dividedBy(PARTS);
    }

    boolean isForEver() {
        return keep.isZero();
    }

    /** Returns the number of bytes above which a warning is due: nine tenths of the space. */
    long warnAt() {
        return maxBytes / 10 * 9;
    }
}
