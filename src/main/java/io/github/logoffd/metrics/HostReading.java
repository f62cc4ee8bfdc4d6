package io.github.logoffd.metrics;

import io.github.logoffd.control.LogoffState;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.LogoffCounters;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.monitor.HostStatus;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Values of one host at one moment: one status, so that all metrics of one read agree. */
record HostReading(HostMonitor monitor, SessionControl control, HostStatus status, List<Session> sessions) {

    static HostReading of(MeasuredHost host) {
        HostStatus status = host.monitor().status();
        return new HostReading(host.monitor(), host.control(), status, eachOnce(status));
    }

    /** The same series twice would make the whole text unreadable, and a key that came twice is one to Prometheus. */
    private static List<Session> eachOnce(HostStatus status) {
        Map<String, Session> byKey = new LinkedHashMap<>();
        status.snapshot().sessions().forEach(session -> byKey.putIfAbsent(session.key(), session));
        return List.copyOf(byKey.values());
    }

    String host() {
        return monitor.host();
    }

    long count(Predicate<Session> wanted) {
        return sessions.stream().filter(wanted).count();
    }

    long in(SessionState state) {
        return count(session -> session.row().state() == state);
    }

    long usersIn(SessionState state) {
        return count(session -> session.row().hasUser() && session.row().state() == state);
    }

    /** Counts users in this state of whom it is not known how long they have been disconnected or idle. */
    long usersOfUnknownTime(SessionState state) {
        return count(session -> session.row().hasUser()
                && session.row().state() == state
                && session.ages().unused(state).seconds() < 0);
    }

    /** Counts users whose times are not trusted because the clock of their host was set. */
    long usersOfDoubtfulTime() {
        return count(
                session -> !session.ages().unused(session.row().state()).doubt().isEmpty());
    }

    long usersLocked() {
        return count(Session::isLocked);
    }

    long usersOfUnknownLock() {
        return count(Session::isLockUnknown);
    }

    long stuck() {
        return count(session -> control.stateOf(session) == LogoffState.STUCK);
    }

    LogoffCounters logoffs() {
        return control.logoff().counters();
    }
}
