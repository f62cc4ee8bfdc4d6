package io.github.logoffd.jmx;

import io.github.logoffd.control.LogoffState;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.monitor.HostStatus;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.management.openmbean.CompositeData;

/** Subject of a SessionHost bean: one status, so that all attributes of one read agree. */
record HostSubject(HostMode mode, HostMonitor monitor, SessionControl control, HostStatus status) {

    static HostSubject now(HostMode mode, HostMonitor monitor, SessionControl control) {
        return new HostSubject(mode, monitor, control, monitor.status());
    }

    List<Session> sessions() {
        return status.snapshot().sessions();
    }

    Optional<Instant> snapshotTime() {
        return Optional.of(status.snapshot().takenAt())
                .filter(time -> status.snapshot().exists());
    }

    CompositeData[] sessionRecords() {
        return sessions().stream()
                .map(session -> SessionBeanType.SHAPE.data(new SessionSubject(session, monitor, control)))
                .toArray(CompositeData[]::new);
    }

    long users(Predicate<Session> wanted) {
        return sessions().stream()
                .filter(session -> session.row().hasUser())
                .filter(wanted)
                .count();
    }

    long usersIn(SessionState state) {
        return users(session -> session.row().state() == state);
    }

    long usersLocked() {
        return users(Session::isLocked);
    }

    long stuck() {
        return sessions().stream()
                .filter(session -> control.stateOf(session) == LogoffState.STUCK)
                .count();
    }

    HostSubject refreshed() {
        return new HostSubject(mode, monitor, control, monitor.refreshAnew());
    }
}
