package io.github.logoffd.control;

import java.time.Instant;

/**
 * One line of the audit trail.
 *
 * @param time when it was written
 * @param phase {@code ASKED} before anything is done, {@code ANSWERED} after it
 * @param number joins the two lines of one request: the start of the service and a count
 * @param caller who asked
 * @param operation the operation, such as {@code logoff}
 * @param arguments the arguments as text
 * @param answer what is known: before, whom it is about; after, all of it
 * @param rule what has refused: the text of a {@link BuiltInRule} or the key of {@code logoffd.properties}; {@code ""} when nothing did
 */
public record AuditRecord(
        Instant time,
        Phase phase,
        String number,
        Caller caller,
        String operation,
        String arguments,
        LogoffAnswer answer,
        String rule) {

    /** Which of the two lines of a request this is. */
    public enum Phase {
        ASKED,
        ANSWERED
    }
}
