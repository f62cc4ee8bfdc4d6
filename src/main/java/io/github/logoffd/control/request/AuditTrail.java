package io.github.logoffd.control.request;

import java.io.IOException;
import java.util.List;

/** Durable record of requests that act. */
public interface AuditTrail {

    /**
     * Writes one line and returns when it is on disk.
     *
     * @throws IOException when it cannot be written; then the announced action must not be done
     */
    void write(AuditRecord entry) throws IOException;

    /**
     * Writes many lines and returns when all are on disk, which takes hardly longer than one.
     *
     * @throws IOException when they cannot be written; the first of them may have been
     */
    default void writeAll(List<AuditRecord> entries) throws IOException {
        for (AuditRecord entry : entries) {
            write(entry);
        }
    }
}
