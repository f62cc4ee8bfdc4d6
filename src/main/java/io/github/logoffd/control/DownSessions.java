package io.github.logoffd.control;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Publishes sessions that stay down, once each: Windows is ending them and has not finished, whatever the cause. A
 * normal teardown may show a session as down for a moment, so only one that is down for some time is published.
 * Sessions that the first snapshot after startup shows as down are published too, since no other event covers them. An
 * RDP listener that is down is disabled, not stuck.
 *
 * <p>Not thread-safe; snapshots come one after the other.
 */
final class DownSessions {

    static final Duration LONGER_THAN_A_MOMENT = Duration.ofSeconds(10);

    private final LogoffService logoffs;
    private final LongSupplier nanoTime;
    private Map<Long, Seen> last = Map.of();

    DownSessions(LogoffService logoffs, LongSupplier nanoTime) {
        this.logoffs = logoffs;
        this.nanoTime = nanoTime;
    }

    /**
     * The observations of a session in the snapshots so far.
     *
     * @param session the session as it is, or as it was when it still had its user
     * @param downSince when it was first seen down, empty when it is not
     * @param published whether it was published
     */
    private record Seen(Session session, OptionalLong downSince, boolean published) {}

    /** Returns whether Windows is ending this session and has not finished. */
    static boolean isDown(Session session) {
        return session.row().state() == SessionState.DOWN && session.row().kind() != SessionKind.LISTENER;
    }

    /** Compares the sessions of the latest snapshot with those of the last call. */
    void observe(List<Session> sessions) {
        Map<Long, Seen> now = new HashMap<>();
        for (Session session : sessions) {
            Optional<Seen> before =
                    Optional.ofNullable(last.get(session.id())).filter(old -> canBeSameLogon(old.session(), session));
            now.putIfAbsent(session.id(), isDown(session) ? down(session, before) : up(session));
        }
        last = now;
    }

    private static Seen up(Session session) {
        return new Seen(session, OptionalLong.empty(), false);
    }

    private Seen down(Session session, Optional<Seen> before) {
        long since = before.map(Seen::downSince).orElse(OptionalLong.empty()).orElseGet(nanoTime);
        Session known = session.identity().isPresent()
                ? session
                : before.map(Seen::session).orElse(session);
        boolean published = before.filter(Seen::published).isPresent();
        boolean publishNow = !published && nanoTime.getAsLong() - since >= LONGER_THAN_A_MOMENT.toNanos();
        if (publishNow) {
            logoffs.publishDown(known);
        }
        return new Seen(known, OptionalLong.of(since), published || publishNow);
    }

    /** A session that is being torn down loses its user and its logon time; the last snapshot still has them. */
    private static boolean canBeSameLogon(Session old, Session now) {
        Optional<LogonIdentity> before = old.identity();
        Optional<LogonIdentity> after = now.identity();
        return (before.isPresent() && after.isPresent())
                ? before.equals(after)
                : !now.row().hasUser() || now.account().equals(old.account());
    }
}
