package io.github.logoffd.cli.history;

import io.github.logoffd.audit.history.HistoryPage;
import io.github.logoffd.audit.history.HistoryQuery;
import java.io.IOException;

/** Where the lines come from: files, or a service. */
@FunctionalInterface
interface JournalReading {

    /**
     * Returns the newest lines that match.
     *
     * @param most the largest number of lines
     * @throws IOException when they cannot be read; the message says why
     */
    HistoryPage read(HistoryQuery query, int most) throws IOException;
}
