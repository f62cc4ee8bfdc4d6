package io.github.logoffd.control.request;

import io.github.logoffd.access.Caller;
import io.github.logoffd.session.Session;
import java.util.Optional;
import java.util.Set;

/**
 * Request to act on a host.
 *
 * @param caller the caller, also when this is carried out later or on another thread
 * @param operation the operation as the bean names it
 * @param arguments the arguments as a string, for the audit trail
 * @param target the session it is about, empty when none was found
 * @param gone the logon it is about when its Key names one that no longer exists
 * @param requestId the caller's request id, {@code ""} when none
 * @param dryRun whether this is a dry run, without any action on the host
 */
public record Request(
        Caller caller,
        String operation,
        String arguments,
        Optional<Session> target,
        Optional<GoneLogon> gone,
        String requestId,
        boolean dryRun) {

    private static final Set<String> LOGOFFS = Set.of(
            "logoff",
            "logoffSession",
            "requestLogoff",
            "warnAndLogoff",
            "logoffDisconnected",
            "logoffAll",
            "logoffSelected",
            "warnSelected");

    /** Creates a request about a session, or about none that was found. */
    public Request(
            Caller caller,
            String operation,
            String arguments,
            Optional<Session> target,
            String requestId,
            boolean dryRun) {
        this(caller, operation, arguments, target, Optional.empty(), requestId, dryRun);
    }

    /** Returns whether this would end a session, as opposed to showing a message or only reading. */
    public boolean isLogoff() {
        return !dryRun && isAboutLogoff();
    }

    /** Returns whether the operation is one that ends sessions, in a dry run too. */
    public boolean isAboutLogoff() {
        return isAboutLogoff(operation);
    }

    static boolean isAboutLogoff(String operation) {
        return LOGOFFS.contains(operation);
    }

    public static Request about(Caller caller, Session target, String operation, String arguments) {
        return new Request(caller, operation, arguments, Optional.of(target), "", false);
    }

    /** Returns the same request about one session. */
    public Request about(Session session) {
        return new Request(caller, operation, arguments, Optional.of(session), requestId, dryRun);
    }

    /** Returns the same request about a logon that no longer exists. */
    public Request about(GoneLogon logon) {
        return new Request(caller, operation, arguments, Optional.empty(), Optional.of(logon), requestId, dryRun);
    }

    /** Returns the logoff at the end of a countdown; what was asked for is recorded with the warning. */
    public Request due(String time) {
        return new Request(caller, operation, "due=" + time, target, requestId, dryRun);
    }

    /** Returns the same request as a dry run. */
    public Request asDryRun() {
        return new Request(caller, operation, arguments, target, gone, requestId, true);
    }

    /** Returns the intent for the audit trail, recorded before any action. */
    AuditRecord.Intent intent(String host) {
        return new AuditRecord.Intent(
                caller,
                operation,
                arguments,
                requestId,
                dryRun,
                host,
                target.map(Session::key).or(() -> gone.map(GoneLogon::key)).orElse(""),
                target.map(Session::id).or(() -> gone.map(GoneLogon::id)).orElse(-1L),
                target.map(Session::account).orElse(""));
    }

    public LogoffAnswer answer(String host, Step.Ended end, long elapsedMillis) {
        return intent(host).answer(end.outcome(), end.code(), end.message(), elapsedMillis);
    }
}
