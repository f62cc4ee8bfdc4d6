package io.github.logoffd.control.request;

/**
 * Answer of an operation. Immutable.
 *
 * @param session the key of the session, also of a logon that is gone; {@code ""} when none was found
 * @param host the session host
 * @param id the id that addresses the session on its host, its unique id; -1 when none was found
 * @param account the user, {@code ""} when none, or when only the Key of a logon that is gone is known
 * @param outcome the outcome
 * @param code the Win32 number, 0 when none
 * @param message one sentence in English
 * @param elapsedMillis how long the answer took, in milliseconds
 * @param requestId the caller's request id, {@code ""} when none
 * @param dryRun whether this was a dry run, without any action on the session host
 */
public record LogoffAnswer(
        String session,
        String host,
        long id,
        String account,
        Outcome outcome,
        int code,
        String message,
        long elapsedMillis,
        String requestId,
        boolean dryRun) {

    /** Returns the audit answer of a repeated request that got this answer of the first one. */
    LogoffAnswer givenAgain() {
        return new LogoffAnswer(
                session,
                host,
                id,
                account,
                outcome,
                code,
                "Repeated; the first answer is replayed: " + message,
                elapsedMillis,
                requestId,
                dryRun);
    }
}
