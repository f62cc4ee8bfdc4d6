package io.github.logoffd.control;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import java.util.Optional;

/** Says which sessions are never ended, whoever asks. Stateless. */
public final class LogoffGuard {

    /** What Windows' own {@code logoff} gives for the console. */
    private static final int ERROR_ACCESS_DENIED = 5;

    static final String NOBODY = "Nobody is logged on to the session.";

    static final String NO_LOGON_TIME =
            "The logon time of the session is unknown, so this logon cannot be told from a later one.";

    private static final String LOGGED_OFF = "logged off";

    /** Returns why a session of the snapshot may not be ended, {@code ""} when it may. */
    public String refusal(Session session) {
        return refusal(session.row().kind(), LOGGED_OFF)
                .map(Verdict::message)
                .orElseGet(() -> session.identity().isPresent() ? "" : NO_LOGON_TIME);
    }

    /** Returns the refusal for a session that was just read, empty when it may be ended. */
    Optional<Verdict> refusal(SessionDetail fresh) {
        return refusal(fresh.kind(), LOGGED_OFF);
    }

    /** Returns the refusal for a session that was just read, empty when its client may be dropped; the same sessions are left alone. */
    Optional<Verdict> refusalToDisconnect(SessionDetail fresh) {
        return refusal(fresh.kind(), "disconnected");
    }

    /** Returns the refusal for a row without a logon that an identity could be made of. */
    Verdict refusalWithoutIdentity(Session session) {
        return refusal(session.row().kind(), LOGGED_OFF)
                .orElseGet(() -> Verdict.of(Outcome.REFUSED_PROTECTED, NO_LOGON_TIME));
    }

    private static Optional<Verdict> refusal(SessionKind kind, String whatIsDone) {
        return switch (kind) {
            case USER -> Optional.empty();
            case CONSOLE ->
                Optional.of(new Verdict(
                        Outcome.REFUSED_PROTECTED,
                        ERROR_ACCESS_DENIED,
                        "Error [5]: Access is denied. The console session cannot be " + whatIsDone + '.'));
            case SERVICES -> refused("Session 0 of a machine belongs to its services and is never " + whatIsDone + '.');
            case LISTENER ->
                refused("A listener is not a session; resetting it would end every session of its connection.");
            case OTHER -> refused(NOBODY);
        };
    }

    private static Optional<Verdict> refused(String message) {
        return Optional.of(Verdict.of(Outcome.REFUSED_PROTECTED, message));
    }
}
