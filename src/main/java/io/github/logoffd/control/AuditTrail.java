package io.github.logoffd.control;

import java.io.IOException;

/** Keeps who did what. */
public interface AuditTrail {

    /**
     * Writes one line and returns when it is on disk.
     *
     * @throws IOException when it cannot be written; then nothing may be done that the line announces
     */
    void write(AuditRecord entry) throws IOException;
}
