package io.github.logoffd.control;

import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionReader;
import java.util.function.Function;

/** Reads a logon again immediately before an action, and protects any other logon from it. Stateless. */
final class LogonCheck {

    private static final String NOTHING_DONE = "The logon could not be verified, so nothing was done.";

    private final SessionReader reader;

    LogonCheck(SessionReader reader) {
        this.reader = reader;
    }

    /** Continues when the fresh read shows this logon. */
    Step identify(LogonIdentity identity) {
        return identify(identity, fresh -> Step.next());
    }

    /**
     * Continues when the fresh read shows this logon and meets the conditions.
     *
     * @param conditions the guard's and the request's, evaluated on the fresh read
     */
    Step identify(LogonIdentity identity, Function<SessionDetail, Step> conditions) {
        // A list can take long, and the detail has to be the last that is read before the call.
        Step unambiguous = identity.isInMachine() ? ambiguousNumber(identity) : Step.next();
        SessionDetail fresh;
        try {
            fresh = reader.detail(identity.id());
        } catch (SessionApiException e) {
            return goneOrFailed(e, identity, "Windows was not called.", NOTHING_DONE);
        }
        if (!identity.isAbout(fresh)) {
            return isListed(identity) ? Step.Failed.because(NOTHING_DONE) : gone(identity, "Windows was not called.");
        }
        if (identity.isReplacedBy(fresh)) {
            return gone(identity, "Windows was not called.");
        }
        return conditions
                .apply(fresh)
                .then(() -> identity.matches(fresh) ? Step.next() : Step.Failed.because(NOTHING_DONE))
                .then(() -> unambiguous);
    }

    /**
     * A query that takes the unique id for a session of a virtual machine does not prove that an acting call does
     * (documented nowhere). While the host itself has a session of that number, nothing is risked.
     */
    private Step ambiguousNumber(LogonIdentity identity) {
        try {
            return reader.sessions().stream()
                            .anyMatch(row -> row.virtualMachine().isEmpty() && row.id() == identity.id())
                    ? Step.Failed.because("The host itself has a session " + identity.id()
                            + " too, and it is not certain which of the two Windows would act on; nothing was done.")
                    : Step.next();
        } catch (SessionApiException e) {
            return Step.Failed.because(e, NOTHING_DONE);
        }
    }

    /** "No such session" counts only when a list taken now agrees. */
    Step.Failed goneOrFailed(SessionApiException e, LogonIdentity identity, String ifGone, String ifFailed) {
        return e.reason() == Reason.NOT_FOUND && !isListed(identity)
                ? gone(identity, ifGone)
                : Step.Failed.because(e, ifFailed);
    }

    private boolean isListed(LogonIdentity identity) {
        try {
            return reader.sessions().stream().anyMatch(identity::isListedAs);
        } catch (SessionApiException e) {
            return true;
        }
    }

    private static Step.Failed gone(LogonIdentity identity, String whatWasDone) {
        return Step.Failed.gone("The logon of " + identity.user() + " in session " + identity.id() + " at "
                + identity.logonTime() + " no longer exists. " + whatWasDone);
    }
}
