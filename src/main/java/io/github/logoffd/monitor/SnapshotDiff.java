package io.github.logoffd.monitor;

import io.github.logoffd.session.LockState;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Changes between two snapshots: session by session in the order of unique ids, and for each one first its logon, then
 * its connection, then its lock. A session that was created and ended between the two, and a desktop that was locked
 * and unlocked, leave no trace.
 *
 * <p>An unknown value on one side proves nothing: a session that could not be queried once has not changed its user,
 * and an id that is listed twice does not belong to a new session.
 */
public final class SnapshotDiff {

    private static final Set<SessionState> WITH_CLIENT =
            EnumSet.of(SessionState.ACTIVE, SessionState.CONNECTED, SessionState.CONNECT_QUERY, SessionState.SHADOW);

    private final List<SessionChange> changes = new ArrayList<>();

    private SnapshotDiff() {}

    /**
     * Returns the changes. None when {@code before} is not a snapshot yet: sessions from before startup are not new. A
     * failed refresh keeps the snapshot, so the next good one is compared with the last good one.
     */
    public static List<SessionChange> between(SessionSnapshot before, SessionSnapshot after) {
        if (!before.exists()) {
            return List.of();
        }
        SnapshotDiff diff = new SnapshotDiff();
        Map<Long, Session> old = byUniqueId(before);
        Map<Long, Session> now = byUniqueId(after);
        Set<Long> ids = new TreeSet<>(old.keySet());
        ids.addAll(now.keySet());
        ids.removeAll(repeatedIds(before));
        ids.removeAll(repeatedIds(after));
        ids.forEach(id -> diff.compare(Optional.ofNullable(old.get(id)), Optional.ofNullable(now.get(id))));
        return List.copyOf(diff.changes);
    }

    private static Set<Long> repeatedIds(SessionSnapshot snapshot) {
        return SessionRow.repeatedIds(
                snapshot.sessions().stream().map(Session::row).toList());
    }

    private static Map<Long, Session> byUniqueId(SessionSnapshot snapshot) {
        Map<Long, Session> sessions = new TreeMap<>();
        snapshot.sessions()
                .forEach(session -> sessions.putIfAbsent(session.row().uniqueId(), session));
        return sessions;
    }

    private void compare(Optional<Session> old, Optional<Session> now) {
        if (old.isPresent() && now.isPresent() && canBeSameLogon(old.get(), now.get())) {
            compareLogon(old.get(), now.get());
            compareConnection(old.get(), now.get());
            compareLock(old.get(), now.get());
        } else {
            old.ifPresent(this::removed);
            now.ifPresent(this::created);
        }
    }

    /** A user who signed in at a logon screen, or left it, still has the same session. */
    private static boolean canBeSameLogon(Session old, Session now) {
        if (!isSamePlace(old.row(), now.row())) {
            return false;
        }
        if (!old.row().hasUser() || !now.row().hasUser()) {
            return true;
        }
        Optional<LogonIdentity> before = old.identity();
        Optional<LogonIdentity> after = now.identity();
        return (before.isPresent() && after.isPresent())
                ? before.equals(after)
                : old.account().equals(now.account());
    }

    /** A unique id can pass from a session of one virtual machine to one of another. */
    private static boolean isSamePlace(SessionRow old, SessionRow now) {
        return old.id() == now.id() && old.virtualMachine().equals(now.virtualMachine());
    }

    private void removed(Session session) {
        if (session.row().hasUser()) {
            add(SessionChange.Type.LOGOFF, session);
        }
        add(SessionChange.Type.REMOVED, session);
    }

    private void created(Session session) {
        add(SessionChange.Type.CREATED, session);
        if (session.row().hasUser()) {
            add(SessionChange.Type.LOGON, session);
        }
    }

    private void compareLogon(Session old, Session now) {
        if (!old.row().hasUser() && now.row().hasUser()) {
            add(SessionChange.Type.LOGON, now);
        } else if (old.row().hasUser() && !now.row().hasUser()) {
            add(SessionChange.Type.LOGOFF, old);
        }
    }

    /**
     * A later connect time reveals what the states alone would hide: a client that connected, or another one that took
     * over.
     */
    private void compareConnection(Session old, Session now) {
        boolean hadClient = WITH_CLIENT.contains(old.row().state());
        boolean hasClient = WITH_CLIENT.contains(now.row().state());
        boolean wasDisconnected = old.row().state() == SessionState.DISCONNECTED;
        boolean isDisconnected = now.row().state() == SessionState.DISCONNECTED;
        boolean cameBetween = connectedAgain(old, now) && (hadClient || isDisconnected);
        if (hadClient && (isDisconnected || cameBetween)) {
            add(SessionChange.Type.DISCONNECTED, now);
        }
        if (cameBetween || (hasClient && !hadClient)) {
            add(SessionChange.Type.CONNECTED, now);
        }
        if (isDisconnected && (cameBetween || (!hadClient && !wasDisconnected))) {
            add(SessionChange.Type.DISCONNECTED, now);
        }
    }

    private static boolean connectedAgain(Session old, Session now) {
        Optional<Instant> before = old.detail().times().connect();
        Optional<Instant> after = now.detail().times().connect();
        return before.isPresent() && after.isPresent() && after.get().isAfter(before.get());
    }

    private void compareLock(Session old, Session now) {
        LockState before = old.detail().lock();
        LockState after = now.detail().lock();
        if (before == after || before == LockState.UNKNOWN || after == LockState.UNKNOWN) {
            return;
        }
        add(after == LockState.LOCKED ? SessionChange.Type.LOCKED : SessionChange.Type.UNLOCKED, now);
    }

    private void add(SessionChange.Type type, Session session) {
        changes.add(new SessionChange(type, session));
    }
}
