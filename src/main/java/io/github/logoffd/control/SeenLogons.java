package io.github.logoffd.control;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.LogonKey;
import io.github.logoffd.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Logons of one host that this service has observed, to detect a key that never named a logon. It claims that only for
 * times since it has observed the host without a gap: of an earlier time it knows nothing, and such a logon has most
 * likely ended. Thread-safe.
 */
final class SeenLogons {

    /** By how much the clocks of the host and of this machine may differ, or be corrected. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Without a snapshot for this long, a logon could have come and gone. */
    private static final Duration LONGEST_GAP = Duration.ofMinutes(2);

    static final int MOST_LOGONS = 10_000;

    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** In the order in which they were first observed. */
    @GuardedBy("this")
    private final Set<LogonKey> logons = new LinkedHashSet<>();

    @GuardedBy("this")
    private Optional<Instant> since = Optional.empty();

    @GuardedBy("this")
    private long latest;

    SeenLogons(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Processes the latest snapshot. */
    synchronized void observe(List<Session> sessions) {
        long now = nanoTime.getAsLong();
        if (since.isEmpty() || now - latest > LONGEST_GAP.toNanos()) {
            since = Optional.of(clock.instant());
        }
        latest = now;
        logons.addAll(sessions.stream()
                .flatMap(session -> session.identity().stream())
                .map(logon -> new LogonKey(logon.id(), Optional.of(logon.logonTime())))
                .toList());
        forgetOldest();
    }

    /** Nothing is claimed any more for times up to that of a forgotten logon. */
    private synchronized void forgetOldest() {
        Iterator<LogonKey> oldest = logons.iterator();
        while (logons.size() > MOST_LOGONS) {
            Optional<Instant> forgotten = oldest.next().logonTime();
            oldest.remove();
            since = Stream.of(since, forgotten).flatMap(Optional::stream).max(Comparator.naturalOrder());
        }
    }

    /**
     * Returns why a key never named a logon, as the end of a sentence; empty when it may have. A logon that was
     * observed is never denied, whatever the clocks say.
     *
     * @param now the logon that has the id now
     */
    synchronized Optional<String> whyNever(LogonKey key, Optional<LogonIdentity> now) {
        if (logons.contains(key)) {
            return Optional.empty();
        }
        if (isWellAfter(key, clock.instant())) {
            return Optional.of("its time is in the future");
        }
        Optional<String> neverSeen = since.filter(start -> isWellAfter(key, start))
                .map(start -> "the service has observed the host since " + start + " and has not seen this logon");
        return takenBefore(key, now).or(() -> neverSeen);
    }

    /**
     * While one logon has a session id, no other can begin with it. Of the unique ids of virtual machines it is not
     * known how they are assigned.
     */
    private static Optional<String> takenBefore(LogonKey key, Optional<LogonIdentity> now) {
        return now.filter(logon -> !logon.isInMachine() && isWellAfter(key, logon.logonTime()))
                .map(logon -> "session " + key.id() + " has had the same logon since " + logon.logonTime()
                        + ", which is before the time in the Key");
    }

    private static boolean isWellAfter(LogonKey key, Instant moment) {
        return key.logonTime()
                .filter(time -> time.isAfter(moment.plus(TOLERANCE)))
                .isPresent();
    }
}
