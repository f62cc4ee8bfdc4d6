package io.github.logoffd.control;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionReader;
import java.util.Optional;
import java.util.function.Function;

/** Reads a logon afresh right before something is done to it, and says why it must not be done. Stateless. */
final class LogonCheck {

    /** Says why a session that was just read must not be acted upon; empty when it may. */
    @FunctionalInterface
    interface Condition extends Function<SessionDetail, Optional<Verdict>> {

        default Condition and(Condition other) {
            return fresh -> apply(fresh).or(() -> other.apply(fresh));
        }
    }

    private static final String NOTHING_DONE = "The logon could not be verified, so nothing was done.";

    private final SessionReader reader;

    LogonCheck(SessionReader reader) {
        this.reader = reader;
    }

    /** Returns why nothing may be done, empty when the logon is there and every condition holds. */
    Optional<Verdict> problem(LogonIdentity identity, Condition condition) {
        SessionDetail fresh;
        try {
            fresh = reader.detail(identity.id());
        } catch (SessionApiException e) {
            return Optional.of(goneOrFailed(e, identity, "Windows was not called.", NOTHING_DONE));
        }
        if (!identity.isAbout(fresh)) {
            return Optional.of(
                    isListed(identity)
                            ? Verdict.of(Outcome.FAILED, NOTHING_DONE)
                            : gone(identity, "Windows was not called."));
        }
        if (identity.isReplacedBy(fresh)) {
            return Optional.of(gone(identity, "Windows was not called."));
        }
        return condition
                .apply(fresh)
                .or(() -> identity.matches(fresh)
                        ? doubtAboutMachine(identity)
                        : Optional.of(Verdict.of(Outcome.FAILED, NOTHING_DONE)));
    }

    /**
     * That a question took the unique id for a session of a virtual machine does not prove that a call which acts does (documented
     * nowhere). While the host itself has a session of that number, nothing is risked.
     */
    private Optional<Verdict> doubtAboutMachine(LogonIdentity identity) {
        if (!identity.isInMachine()) {
            return Optional.empty();
        }
        try {
            return reader.sessions().stream()
                            .anyMatch(row -> row.virtualMachine().isEmpty() && row.id() == identity.id())
                    ? Optional.of(
                            Verdict.of(
                                    Outcome.FAILED,
                                    "The host itself has a session " + identity.id()
                                            + " too, and it is not certain which of both Windows would take; nothing was done."))
                    : Optional.empty();
        } catch (SessionApiException e) {
            return Optional.of(Verdict.failed(e, NOTHING_DONE));
        }
    }

    /** "No such session" counts only when a list taken now agrees. */
    Verdict goneOrFailed(SessionApiException e, LogonIdentity identity, String ifGone, String ifFailed) {
        return e.reason() == Reason.NOT_FOUND && !isListed(identity)
                ? gone(identity, ifGone)
                : Verdict.failed(e, ifFailed);
    }

    private boolean isListed(LogonIdentity identity) {
        try {
            return reader.sessions().stream().anyMatch(identity::isListedAs);
        } catch (SessionApiException e) {
            return true;
        }
    }

    private static Verdict gone(LogonIdentity identity, String whatWasDone) {
        return Verdict.of(
                Outcome.GONE,
                "The logon of " + identity.user() + " in session " + identity.id() + " at " + identity.logonTime()
                        + " no longer exists. " + whatWasDone);
    }
}
