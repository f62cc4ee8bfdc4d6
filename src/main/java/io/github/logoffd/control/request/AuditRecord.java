package io.github.logoffd.control.request;

import io.github.logoffd.access.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the audit trail: an intent before anything is done, the same with its answer afterwards.
 *
 * @param time when it was written
 * @param number joins the two lines of one request: the start of the service and a count
 * @param intent what is asked for
 * @param answer what came of it; empty in the line that comes before anything is done
 * @param rule what refused: the text of a {@link BuiltInRule} or the key of {@code logoffd.properties}; {@code ""} when nothing did
 */
public record AuditRecord(Instant time, String number, Intent intent, Optional<LogoffAnswer> answer, String rule) {

    /** Which of the two lines of a request this is, as it stands in the file. */
    public enum Phase {
        ASKED,
        ANSWERED
    }

    /**
     * Who asks for what.
     *
     * @param caller who asks
     * @param operation the operation, such as {@code logoff}
     * @param arguments the arguments as text
     * @param requestId the caller's request id, {@code ""} when none
     * @param dryRun whether the session host is to be left alone
     * @param host the session host
     * @param session the key of the session that it is about, {@code ""} when none was found
     * @param id the unique id of that session; -1 when none was found
     * @param account its user, {@code ""} when nobody
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

        /** Returns the answer to it. */
        public LogoffAnswer answer(Outcome outcome, int code, String message, long elapsedMillis) {
            return new LogoffAnswer(
                    session, host, id, account, outcome, code, message, elapsedMillis, requestId, dryRun);
        }
    }

    /** Returns which of the two lines this is. */
    public Phase phase() {
        return answer.isEmpty() ? Phase.ASKED : Phase.ANSWERED;
    }
}
