package io.github.logoffd.control;

import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionState;
import java.util.Set;

/** What a request demands of the session that it is about, beyond the rules that hold for every request. */
@FunctionalInterface
interface Demand {

    /** No demand. */
    Demand NONE = fresh -> Step.next();

    /** Decides about the session as it was just read. */
    Step check(SessionDetail fresh);

    /** Returns the states that the request names: naming one is insisting on it. */
    default Set<SessionState> named() {
        return Set.of();
    }
}
