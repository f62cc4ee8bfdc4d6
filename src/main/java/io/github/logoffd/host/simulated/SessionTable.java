package io.github.logoffd.host.simulated;

import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.Win32Error;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Sessions and processes of a simulated host. Not thread-safe: the host calls it under its lock. */
final class SessionTable {

    /** Below it are services and console. */
    private static final long FIRST_USER_ID = 2;

    private static final long FIRST_PID = 4;
    private static final long PID_STEP = 4;

    private final NavigableMap<Long, SimulatedSession> sessions = new TreeMap<>();
    private final NavigableMap<Long, SimulatedProcess> processes = new TreeMap<>();
    /** The sessions whose logoff is in progress: they are few, and every call needs them. */
    private final Set<Long> ending = new HashSet<>();

    private long changes;

    /** Avoids a scan of all sessions for each new one when a host with thousands is built. */
    private long noneFreeBelow = FIRST_USER_ID;

    /** Adds the session, or replaces the one with its id. */
    void put(SimulatedSession session) {
        SimulatedSession before = sessions.put(session.id(), session);
        if (session.goneAt().isPresent()) {
            ending.add(session.id());
        } else {
            ending.remove(session.id());
        }
        if (before == null || !before.row().equals(session.row())) {
            changes++;
        }
    }

    /** Adds the process, or replaces the one with its id. */
    void put(SimulatedProcess process) {
        processes.put(process.start().pid(), process);
    }

    /** Removes a process; returns whether it existed. */
    boolean removeProcess(long pid) {
        return processes.remove(pid) != null;
    }

    /**
     * Returns how often the list of rows has changed. Locks, input and processes are not in it, as with Windows'
     * events.
     */
    long changes() {
        return changes;
    }

    /** Returns the live view of all sessions by id. */
    Collection<SimulatedSession> sessions() {
        return sessions.values();
    }

    /** Returns the session, or fails as {@code function} does when there is none. */
    SimulatedSession get(String function, long id) {
        SimulatedSession session = sessions.get(id);
        if (session == null) {
            throw new SessionApiException(function, id, Win32Error.ERROR_CTX_WINSTATION_NOT_FOUND.code());
        }
        return session;
    }

    List<SessionRow> rows() {
        return sessions.values().stream().map(SimulatedSession::row).toList();
    }

    List<SimulatedProcess> processesOf(long sessionId) {
        return processes.values().stream()
                .filter(process -> process.sessionId() == sessionId)
                .toList();
    }

    List<ProcessInfo> processesAt(Instant now) {
        return processes.values().stream().map(process -> process.at(now)).toList();
    }

    /** Returns the id that the next session gets. Low ids come back soon, which is what makes ids alone dangerous. */
    long lowestFreeId() {
        while (sessions.containsKey(noneFreeBelow)) {
            noneFreeBelow++;
        }
        return noneFreeBelow;
    }

    long freePid() {
        return processes.isEmpty() ? FIRST_PID : processes.lastKey() + PID_STEP;
    }

    private SimulatedSession known(long id) {
        return Objects.requireNonNull(sessions.get(id), "a session that is ending is listed");
    }

    /** Returns when the next logoff will be done, {@link Instant#MAX} when none is in progress. */
    Instant nextEnd() {
        return ending.stream()
                .flatMap(id -> known(id).goneAt().stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Removes the sessions whose logoff is done, with their processes. */
    void removeEnded(Instant now) {
        List<Long> ended = ending.stream()
                .filter(id ->
                        known(id).goneAt().filter(end -> !end.isAfter(now)).isPresent())
                .toList();
        for (long id : ended) {
            sessions.remove(id);
            ending.remove(id);
            noneFreeBelow = Math.max(FIRST_USER_ID, Math.min(noneFreeBelow, id));
            processes.values().removeIf(process -> process.sessionId() == id);
            changes++;
        }
    }
}
