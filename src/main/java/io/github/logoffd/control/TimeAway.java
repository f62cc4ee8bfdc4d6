package io.github.logoffd.control;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionState;
import java.util.Optional;

/** How long nobody has used a session. Stateless. */
final class TimeAway {

    private TimeAway() {}

    /** Returns the seconds since the disconnect of a session that is disconnected, since the last input otherwise; -1 when unknown. */
    static long seconds(SessionDetail fresh) {
        return fresh.times()
                .secondsSince(
                        fresh.state() == SessionState.DISCONNECTED
                                ? fresh.times().disconnect()
                                : fresh.times().lastInput());
    }

    /** Returns a refusal with the values when the time is unknown because Windows contradicts itself. */
    static Optional<Verdict> contradiction(SessionDetail fresh) {
        String contradiction = fresh.times().contradiction();
        return seconds(fresh) >= 0 || contradiction.isEmpty()
                ? Optional.empty()
                : Optional.of(Verdict.refusedBy(
                        BuiltInRule.CONTRADICTORY_TIMES,
                        "How long nobody has used the session cannot be told from the times that Windows gives: "
                                + contradiction + '.'));
    }

    /** Tells whether a session has been disconnected for so long, or may have been since its times contradict each other. */
    static boolean mayBeDisconnectedFor(Session session, long seconds) {
        long disconnected = session.disconnectedSeconds();
        return disconnected >= 0
                ? disconnected >= seconds
                : session.row().state() == SessionState.DISCONNECTED
                        && contradiction(session.detail()).isPresent();
    }
}
