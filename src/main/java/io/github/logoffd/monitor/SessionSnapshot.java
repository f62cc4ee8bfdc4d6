package io.github.logoffd.monitor;

import io.github.logoffd.session.Session;
import java.time.Instant;
import java.util.List;

/**
 * All sessions of one host as one refresh found them. Immutable.
 *
 * @param takenAt when the refresh began, by the service's clock
 * @param sessions the sessions, in the order in which the host lists them
 */
public record SessionSnapshot(Instant takenAt, List<Session> sessions) {

    /** What there is before the first refresh. */
    static final SessionSnapshot NEVER = new SessionSnapshot(Instant.EPOCH, List.of());

    public SessionSnapshot {
        sessions = List.copyOf(sessions);
    }

    /** Tells whether any refresh has succeeded. */
    public boolean exists() {
        return !takenAt.equals(Instant.EPOCH);
    }
}
