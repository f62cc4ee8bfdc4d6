package io.github.logoffd.monitor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionAges;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ages of the logons of one host, bounded by what this service has observed on a monotonic clock. The clock of a host
 * can be set at any time, and Windows then reports a session that was disconnected a moment ago as disconnected for
 * hours. The time before the first reading is known from Windows only. Thread-safe.
 */
final class LogonWatch implements AgeSource {

    private static final Logger log = LoggerFactory.getLogger(LogonWatch.class);

    /** The key of the host itself, not a virtual machine. */
    private static final String THE_HOST_ITSELF = "";

    private final String host;
    private final LongSupplier nanoTime;

    /** By virtual machine name. */
    @GuardedBy("this")
    private final Map<String, MachineClock> clocks = new HashMap<>();

    @GuardedBy("this")
    private final Map<LogonIdentity, Watched> logons = new HashMap<>();

    /** When the newest complete list was requested, and which of its users could not be identified. */
    @GuardedBy("this")
    private OptionalLong listAskedNanos = OptionalLong.empty();

    @GuardedBy("this")
    private List<SessionRow> unidentified = List.of();

    private record Watched(String machine, WatchedLogon logon) {}

    /** Creates a watch without observations. */
    LogonWatch(String host, LongSupplier nanoTime) {
        this.host = host;
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /**
     * Records a reading and returns the resulting ages.
     *
     * @param logon the logon, empty for a session without one
     * @param row the session in the list
     */
    synchronized SessionAges read(
            Optional<LogonIdentity> logon, SessionRow row, SessionDetail reading, long asked, long answered) {
        MachineClock clock = clocks.computeIfAbsent(row.virtualMachine(), name -> new MachineClock());
        readClock(clock, row.virtualMachine(), reading, asked, answered);
        if (logon.isEmpty()) {
            return SessionAges.byWindows(row.state(), reading.times());
        }
        WatchedLogon watched = watched(logon.get(), reading, asked, answered);
        logons.put(logon.get(), new Watched(row.virtualMachine(), watched));
        return watched.ages(answered, clock.jump());
    }

    /** Fresh reading for a request; it does not change the observations of the refreshes. */
    @Override
    public synchronized SessionAges ages(LogonIdentity logon, SessionDetail answer) {
        long now = now();
        Optional<String> machine = Optional.ofNullable(logons.get(logon))
                .map(Watched::machine)
                .or(() -> logon.isInMachine() ? Optional.empty() : Optional.of(THE_HOST_ITSELF));
        Optional<MachineClock> clock = machine.flatMap(name -> Optional.ofNullable(clocks.get(name)));
        clock.ifPresent(known -> readClock(known, machine.orElseThrow(), answer, now, now));
        return watched(logon, answer, now, now).ages(now, clock.flatMap(MachineClock::jump));
    }

    private void readClock(MachineClock clock, String machine, SessionDetail reading, long asked, long answered) {
        Optional<Instant> time = reading.times().current();
        time.flatMap(current -> clock.read(current, asked, answered))
                .ifPresent(jump -> log.warn(
                        "The clock of {} was {}; from now on the disconnected and idle times of its sessions count only as far as this service has observed them",
                        machine.isEmpty() ? host : machine + " on " + host,
                        jump.text()));
    }

    @GuardedBy("this")
    private WatchedLogon watched(LogonIdentity logon, SessionDetail reading, long asked, long answered) {
        return Optional.ofNullable(logons.get(logon))
                .map(known -> known.logon().next(reading, asked, answered))
                .orElseGet(() -> WatchedLogon.first(reading, notListedAt(logon, reading), asked, answered));
    }

    /** A logon that is not in the newest list has started after it. */
    @GuardedBy("this")
    private OptionalLong notListedAt(LogonIdentity logon, SessionDetail reading) {
        boolean canHaveBeenListed =
                unidentified.stream().anyMatch(row -> row.uniqueId() == logon.id() && reading.isOf(row));
        return canHaveBeenListed ? OptionalLong.empty() : listAskedNanos;
    }

    /** Records a complete list; logons that are not in it are removed. */
    synchronized void listed(List<Session> sessions, long asked) {
        Set<LogonIdentity> known = sessions.stream()
                .flatMap(session -> session.identity().stream())
                .collect(Collectors.toSet());
        logons.keySet().retainAll(known);
        unidentified = sessions.stream()
                .filter(session -> session.identity().isEmpty())
                .map(Session::row)
                .filter(SessionRow::hasUser)
                .toList();
        listAskedNanos = OptionalLong.of(asked);
    }

    /** Returns one sentence on the times that are not trusted, {@code ""} when all are. */
    static String doubt(List<Session> sessions) {
        List<String> doubts = sessions.stream()
                .map(session -> session.ages().unused(session.row().state()).doubt())
                .filter(doubt -> !doubt.isEmpty())
                .toList();
        if (doubts.isEmpty()) {
            return "";
        }
        boolean one = doubts.size() == 1;
        return "The clock of the host was " + doubts.get(0) + ". Requests that depend on how long "
                + (one ? "1 session has" : doubts.size() + " sessions have")
                + " been disconnected or idle are refused until this service has observed "
                + (one ? "it" : "them") + " for so long.";
    }
}
