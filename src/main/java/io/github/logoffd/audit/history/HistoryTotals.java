package io.github.logoffd.audit.history;

import java.time.Instant;
import java.util.Optional;

/**
 * What the journal has. Immutable.
 *
 * @param lines the number of lines in the index
 * @param oldest the time of the oldest one, empty without lines
 * @param newest the time of the newest one, empty without lines
 * @param bytes the size of all files of the journal
 */
public record HistoryTotals(long lines, Optional<Instant> oldest, Optional<Instant> newest, long bytes) {

    static final HistoryTotals NONE = new HistoryTotals(0, Optional.empty(), Optional.empty(), 0);
}
