package io.github.logoffd.audit;

import java.io.IOException;

/** The log of the operating system. Called by one thread. */
@FunctionalInterface
public interface EventLogWriter {

    /**
     * Appends an entry.
     *
     * @throws IOException when the operating system refuses
     */
    void write(EventLogEntry entry) throws IOException;
}
