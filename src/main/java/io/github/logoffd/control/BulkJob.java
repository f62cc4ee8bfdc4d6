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
 * What is done to many sessions. Immutable.
 *
 * @param request as it came, about no session yet
 * @param wanted which sessions; asked only for those that could be identified
 * @param unclear refuses an identified session of which it cannot be told whether it matches; such a one does not count
 * @param mayMatch which rows a session can have that could not be identified
 * @param atMost when more match, nothing is done
 * @param untilGone whether each is waited for
 */
record BulkJob(
        Request request,
        Predicate<Session> wanted,
        Function<Session, Step> unclear,
        Predicate<Session> mayMatch,
        int atMost,
        boolean untilGone,
        Action action) {

    /** What is done to each. */
    @FunctionalInterface
    interface Action {

        /**
         * Records the intent and carries it out, but does not wait for the end.
         *
         * @param found continues when nothing stands against acting on this session
         */
        RecordedRequest begin(Request request, Step found, Admission admission, long deadline);
    }

    boolean concerns(Found found) {
        return (found.isIdentified() ? wanted : mayMatch).test(found.session().orElseThrow());
    }

    /** Tells whether one that this concerns counts towards the limit. */
    boolean counts(Found found) {
        return !found.isIdentified() || isClear(found);
    }

    private boolean isClear(Found found) {
        return unclear.apply(found.session().orElseThrow()).continues();
    }

    /** Returns the item of one session that this concerns. */
    BulkItem item(Found found) {
        Session session = found.session().orElseThrow();
        return new BulkItem(request.about(session), found.step().then(() -> unclear.apply(session)));
    }
}
