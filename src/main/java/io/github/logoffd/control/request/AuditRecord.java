package io.github.logoffd.control.request;

import io.github.logoffd.access.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the audit trail: the intent before any action, the intent with its answer, or its end after the answer.
 *
 * @param time when it was written
 * @param number joins the two lines of one request: the startup time of the service and a count
 * @param phase which of the lines of the request this is
 * @param intent the requested operation
 * @param answer the answer, or what became of the request after its answer; empty in the line that is written before
 *     any action
 * @param rule the rule that refused: the text of a {@link BuiltInRule} or the key of {@code logoffd.properties};
 *     {@code ""} unless refused
 * @param mayHaveActed whether Windows was called and may have acted; in a dry run, whether it would have been called.
 *     False in the line before any action, and in that of a repeated request
 */
public record AuditRecord(
        Instant time,
        String number,
        Phase phase,
        Intent intent,
        Optional<LogoffAnswer> answer,
        String rule,
        boolean mayHaveActed) {

    /** Phase of a request, as written to the file. */
    public enum Phase {
        /** Before any action. */
        ASKED,
        /** With the answer to the caller. */
        ANSWERED,
        /** What became of a logoff whose request was answered before: overdue, and later gone. */
        ENDED
    }

    /**
     * Intent of a request: the caller and the operation.
     *
     * @param caller the caller
     * @param operation the operation, such as {@code logoff}
     * @param arguments the arguments as a string
     * @param requestId the caller's request id, {@code ""} when none
     * @param dryRun whether this is a dry run, without any action on the session host
     * @param host the session host
     * @param session the key of the session or of the logon that is gone, {@code ""} when none was found
     * @param id the unique id of that session; -1 when none was found
     * @param account its user, {@code ""} when none
     */
    public record Intent(
            Caller caller,
            String operation,
            String arguments,
            String requestId,
            boolean dryRun,
            String host,
            String session,
            long id,
            String account) {

        /** Returns the answer to this intent. */
        public LogoffAnswer answer(Outcome outcome, int code, String message, long elapsedMillis) {
            return new LogoffAnswer(
                    session, host, id, account, outcome, code, message, elapsedMillis, requestId, dryRun);
        }
    }

    /**
     * Returns whether a repetition of the request gets its answer: it may have acted, or its logon is gone and never
     * comes back. One that was refused, or certainly had no effect, may succeed later.
     */
    public boolean isFinal() {
        return !intent.dryRun()
                && answer.isPresent()
                && (mayHaveActed || answer.get().outcome() == Outcome.GONE);
    }

    /**
     * Returns whether it counts as a logoff towards the limits: Windows was called for it, or may have been. One that
     * failed with a number of Windows may have failed before that, and counts to be safe.
     */
    public boolean countsAsLogoff() {
        return !intent.dryRun()
                && Request.isAboutLogoff(intent.operation())
                && answer.filter(given -> mayHaveActed || given.code() != 0).isPresent();
    }

    /** Returns the key by which requests are counted together. */
    public String actor() {
        return intent.caller().actor();
    }
}
