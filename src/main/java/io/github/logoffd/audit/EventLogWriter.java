package io.github.logoffd.audit;

import java.io.IOException;

/** Writer of the operating system's event log. Called by one thread. */
@FunctionalInterface
public interface EventLogWriter {

    /**
     * Appends an entry.
     *
     * @throws IOException when the operating system refuses
     */
    void write(EventLogEntry entry) throws IOException;
}
