package io.github.logoffd.audit.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the lines that a query found. Immutable.
 *
 * @param lines the lines, newest first
 * @param next the cursor of the lines before these, {@code ""} when there are none
 * @param complete whether all lines that had been written were searched
 * @param indexedTo the time up to which they were; empty when there is no line
 * @param damaged how many lines cannot be read, in all files that are kept
 */
public record HistoryPage(
        List<HistoryLine> lines, String next, boolean complete, Optional<Instant> indexedTo, long damaged) {

    public HistoryPage {
        lines = List.copyOf(lines);
    }
}
