package io.github.logoffd.audit.history;

/** The journal as endpoints and beans query it. Thread-safe. */
public interface HistorySource {

    /**
     * Returns a page of lines, newest first.
     *
     * @throws IllegalArgumentException when the cursor is not one of this query
     * @throws HistoryUnavailableException when there is no answer at present
     */
    HistoryPage find(HistoryQuery query) throws HistoryUnavailableException;

    /** Returns what the journal has, as far as it is indexed. */
    HistoryTotals totals();
}
