package io.github.logoffd.control;

import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionState;
import java.util.Set;

/** Condition of one request on its session, in addition to the rules that apply to every request. */
@FunctionalInterface
interface Demand {

    /** No condition. */
    Demand NONE = fresh -> Step.next();

    /** Decides about the session as it was just read. */
    Step check(SessionDetail fresh);

    /** Returns the states that the request names: naming one overrides the rules that spare it. */
    default Set<SessionState> named() {
        return Set.of();
    }
}
