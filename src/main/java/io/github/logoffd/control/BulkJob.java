package io.github.logoffd.control;

import io.github.logoffd.control.SessionFinder.Found;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.Admission;
import io.github.logoffd.session.Session;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A bulk request: the action and the sessions that it applies to. Immutable.
 *
 * @param request the request as received, not yet about a session
 * @param wanted selects the sessions; called only for those that could be identified
 * @param unclear refuses an identified session when it is unknown whether it matches; such a session does not count
 * @param mayMatch selects the rows of unidentified sessions that may match
 * @param atMost when more match, nothing is done
 * @param untilGone whether to wait for the end of each
 */
record BulkJob(
        Request request,
        Predicate<Session> wanted,
        Function<Session, Step> unclear,
        Predicate<Session> mayMatch,
        int atMost,
        boolean untilGone,
        Action action) {

    /** The action on each session. */
    @FunctionalInterface
    interface Action {

        /**
         * Records the intent and carries it out, without waiting for the completion.
         *
         * @param found continues when the session may be acted on
         */
        RecordedRequest begin(Request request, Step found, Admission admission, long deadline);
    }

    boolean concerns(Found found) {
        return (found.isIdentified() ? wanted : mayMatch).test(found.session().orElseThrow());
    }

    /** Returns whether a matching session counts towards the limit. */
    boolean counts(Found found) {
        return !found.isIdentified() || isClear(found);
    }

    private boolean isClear(Found found) {
        return unclear.apply(found.session().orElseThrow()).continues();
    }

    /** Returns the item of one matching session, or of a selected one that was not found. */
    BulkItem item(Found found) {
        return found.session()
                .map(session ->
                        new BulkItem(request.about(session), found.step().then(() -> unclear.apply(session))))
                .orElseGet(() -> new BulkItem(found.named(request), found.step()));
    }
}
