package io.github.logoffd.monitor;

import io.github.logoffd.session.Session;
import java.time.Instant;
import java.util.List;

/**
 * Snapshot of all sessions of one host, taken by one refresh. Immutable.
 *
 * @param takenAt when the refresh started, by the service's clock
 * @param sessions the sessions, in the order in which the host lists them
 */
public record SessionSnapshot(Instant takenAt, List<Session> sessions) {

    /** The value before the first refresh. */
    static final SessionSnapshot NEVER = new SessionSnapshot(Instant.EPOCH, List.of());

    public SessionSnapshot {
        sessions = List.copyOf(sessions);
    }

    /** Returns whether any refresh has succeeded. */
    public boolean exists() {
        return !takenAt.equals(Instant.EPOCH);
    }
}
