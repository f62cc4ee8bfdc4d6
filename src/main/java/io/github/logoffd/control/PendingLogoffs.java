package io.github.logoffd.control;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PendingLogoff;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logoffs of one host that are in progress, and their verification. One thread queries the host for all of them
 * together, however many callers wait; while nothing is pending it does not run.
 *
 * <p>A logon is gone when the host reports that there is no such session (2 or 7022) or answers about another one, and
 * a list taken after that does not have the session; or when its id belongs to another logon. Any other answer proves
 * nothing. Thread-safe.
 */
final class PendingLogoffs {

    private static final Logger log = LoggerFactory.getLogger(PendingLogoffs.class);

    /** Callback for the progress of accepted logoffs, called on the verifying thread. */
    interface Progress {

        /** These are verified gone; waiting callers have not been notified yet. */
        void gone(Collection<PendingLogoff> logoffs);

        /** This one has exceeded the timeout; called once. */
        void stuck(PendingLogoff logoff);
    }

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(250);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);
    /**
     * A logoff that has taken long is unlikely to end in the next moment: it is polled this many times within the time
     * that it has taken so far.
     */
    private static final int CHECKS_PER_AGE = 20;

    private final SessionReader reader;
    private final ScheduledExecutorService verifier;
    private final LongSupplier nanoTime;
    private final Duration stuckAfter;
    private final Progress progress;
    private final Map<LogonIdentity, PendingLogoff> pending = new ConcurrentHashMap<>();

    /** When the next check is due on the monotonic clock, empty while none is scheduled. */
    @GuardedBy("this")
    private OptionalLong nextCheckNanos = OptionalLong.empty();

    PendingLogoffs(
            SessionReader reader,
            ScheduledExecutorService verifier,
            LongSupplier nanoTime,
            Duration stuckAfter,
            Progress progress) {
        this.reader = reader;
        this.verifier = verifier;
        this.nanoTime = nanoTime;
        this.stuckAfter = stuckAfter;
        this.progress = progress;
    }

    /** Returns the logoff of this logon that is in progress, or registers and returns {@code mine}. */
    synchronized PendingLogoff startOrJoin(PendingLogoff mine) {
        PendingLogoff other = pending.putIfAbsent(mine.identity(), mine);
        return other == null ? mine : other;
    }

    /**
     * Makes a decision while no logoff of this logon can start; empty when one is in progress. The decision must not
     * block.
     */
    synchronized <T> Optional<T> unlessUnderWay(LogonIdentity identity, Supplier<T> decision) {
        return pending.containsKey(identity) ? Optional.empty() : Optional.of(decision.get());
    }

    /**
     * Records the result of the call to Windows. From then on an accepted logoff is verified, any other is complete.
     */
    void requested(PendingLogoff logoff, Step.Ended end) {
        boolean accepted = end.outcome() == Outcome.ACCEPTED;
        if (!accepted) {
            pending.remove(logoff.identity(), logoff);
        }
        logoff.requested().complete(end);
        if (accepted) {
            scheduleCheck();
        }
    }

    /** Returns the logoff of this logon that is in progress. */
    Optional<PendingLogoff> find(LogonIdentity identity) {
        return Optional.ofNullable(pending.get(identity));
    }

    int size() {
        return pending.size();
    }

    LogoffState stateOf(LogonIdentity identity) {
        PendingLogoff logoff = pending.get(identity);
        if (logoff == null) {
            return LogoffState.NONE;
        }
        if (!logoff.isAccepted()) {
            return LogoffState.REQUESTED;
        }
        return isStuck(logoff) ? LogoffState.STUCK : LogoffState.CLOSING;
    }

    /** Returns whether Windows accepted the logoff so long ago that another call is worthwhile. */
    boolean isStuck(PendingLogoff logoff) {
        return logoff.isAccepted() && age(logoff).compareTo(stuckAfter) > 0;
    }

    private Duration age(PendingLogoff logoff) {
        return Duration.ofNanos(nanoTime.getAsLong() - logoff.startNanos());
    }

    /**
     * A new logoff is checked soon, even if the next check was scheduled late because all others have been pending for
     * long.
     */
    private synchronized void scheduleCheck() {
        Duration interval = interval();
        long due = nanoTime.getAsLong() + interval.toNanos();
        if (nextCheckNanos.isPresent() && nextCheckNanos.getAsLong() - due <= 0) {
            return;
        }
        try {
            // Its failure is handled inside, so the future is not needed.
            Future<?> unused = verifier.schedule(() -> checkDueAt(due), interval.toMillis(), TimeUnit.MILLISECONDS);
            nextCheckNanos = OptionalLong.of(due);
        } catch (RejectedExecutionException e) {
            log.info("The service is stopping; a logoff is no longer verified");
        }
    }

    private Duration interval() {
        Duration youngest = pending.values().stream()
                .map(this::age)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        long millis = youngest.toMillis() / CHECKS_PER_AGE;
        return Duration.ofMillis(Math.min(LONGEST_INTERVAL.toMillis(), Math.max(SHORTEST_INTERVAL.toMillis(), millis)));
    }

    /** Does nothing when an earlier check has replaced this one. */
    private void checkDueAt(long nanos) {
        if (isNext(nanos)) {
            checkAndReschedule();
        }
    }

    private synchronized boolean isNext(long nanos) {
        return nextCheckNanos.equals(OptionalLong.of(nanos));
    }

    private void checkAndReschedule() {
        try {
            check();
        } catch (RuntimeException | Error e) {
            log.error("Verifying the pending logoffs failed; retrying", e);
        }
        synchronized (this) {
            nextCheckNanos = OptionalLong.empty();
        }
        if (pending.values().stream().anyMatch(PendingLogoff::isAccepted)) {
            scheduleCheck();
        }
    }

    /** Queries the host for every pending logoff and completes those whose logon is verified gone. */
    void check() {
        pending.values().stream()
                .filter(this::isStuck)
                .filter(PendingLogoff::tellStuckNow)
                .forEach(progress::stuck);
        Set<PendingLogoff> candidates = pending.values().stream()
                .filter(PendingLogoff::isAccepted)
                .filter(logoff -> seemsGone(logoff.identity()))
                .collect(Collectors.toSet());
        if (candidates.isEmpty()) {
            return;
        }
        Optional<List<SessionRow>> listed = listed();
        if (listed.isEmpty()) {
            return;
        }
        candidates.removeIf(logoff -> stillListed(logoff.identity(), listed.get()));
        if (!candidates.isEmpty()) {
            finish(candidates);
        }
    }

    /** Notifies all others before the waiting callers, so that these find the session gone everywhere. */
    private void finish(Set<PendingLogoff> gone) {
        gone.forEach(logoff -> pending.remove(logoff.identity(), logoff));
        try {
            progress.gone(gone);
        } finally {
            gone.forEach(logoff -> logoff.gone().complete(null));
        }
    }

    /**
     * Returns whether the host denies that the session exists, answers about another one, or gives its id to another
     * logon.
     */
    private boolean seemsGone(LogonIdentity identity) {
        try {
            SessionDetail fresh = reader.detail(identity.id());
            return !identity.isAbout(fresh) || identity.isReplacedBy(fresh);
        } catch (SessionApiException e) {
            return e.reason() == Reason.NOT_FOUND;
        }
    }

    private Optional<List<SessionRow>> listed() {
        try {
            return Optional.of(reader.sessions());
        } catch (SessionApiException e) {
            log.warn("A logoff cannot be verified now: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** A listed id is in use; it is not that of the logged-off logon if the host has just said so. */
    private boolean stillListed(LogonIdentity identity, List<SessionRow> listed) {
        if (listed.stream().noneMatch(identity::isListedAs)) {
            return false;
        }
        try {
            return !identity.isReplacedBy(reader.detail(identity.id()));
        } catch (SessionApiException e) {
            return true;
        }
    }
}
