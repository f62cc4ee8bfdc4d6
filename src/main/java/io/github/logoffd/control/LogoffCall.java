package io.github.logoffd.control;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.SessionActions;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;

/** Asks Windows for the end of one logon, when the fresh read and the limits allow it. Stateless. */
final class LogoffCall {

    private final SessionActions actions;
    private final LogonCheck check;

    LogoffCall(SessionActions actions, LogonCheck check) {
        this.actions = actions;
        this.check = check;
    }

    /** Returns {@link Outcome#ACCEPTED} when Windows has the request, else why not. */
    Verdict request(PendingLogoff logoff, LogonCheck.Condition condition, Admission admission) {
        return check.problem(logoff.identity(), condition).or(admission::admit).orElseGet(() -> callWindows(logoff));
    }

    private Verdict callWindows(PendingLogoff logoff) {
        LogonIdentity identity = logoff.identity();
        try {
            actions.logoff(identity.id());
        } catch (SessionApiException e) {
            if (e.reason() != Reason.CLOSING) {
                return failed(e, identity);
            }
        }
        return Verdict.of(
                Outcome.ACCEPTED,
                "Windows is logging " + logoff.account() + " off from session " + identity.id() + '.');
    }

    private Verdict failed(SessionApiException e, LogonIdentity identity) {
        return e.hadNoEffect()
                ? check.goneOrFailed(
                        e,
                        identity,
                        "Windows was called and has no such session.",
                        "Session " + identity.id() + " was not logged off.")
                : Verdict.failed(e, "Whether session " + identity.id() + " was logged off is not known; look again.")
                        .withUnknownEffect();
    }
}
