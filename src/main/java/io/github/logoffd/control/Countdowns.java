package io.github.logoffd.control;

import io.github.logoffd.control.LogoffListener.Happening;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logoffs that users were warned of. A countdown ends in a logoff, by {@link #cancel}, or by itself when the user of a disconnected
 * session has come back: then the reason for it is gone. When the logon itself is gone, that is found when the time is over. A user is
 * warned once, however often it is asked for. What is due is tried once: a logoff that fails, also because the audit trail cannot be
 * written, is logged and told as failed, and whoever wants it asks again.
 *
 * <p>A restart of the service cancels every countdown; the journal tells the next start which, so that none is forgotten silently.
 * Thread-safe.
 */
public final class Countdowns implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Countdowns.class);

    private static final int LONGEST_SECONDS = 86_400;

    private final LogoffService logoffs;
    private final MessageService messages;
    private final HostRequests requests;
    private final CountdownJournal journal;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<LogonIdentity, Countdown> running = new ConcurrentHashMap<>();

    /** Those whose time is over, until Windows is asked: meanwhile the logoff is still due, not called off. */
    private final Map<LogonIdentity, Countdown> ending = new ConcurrentHashMap<>();

    Countdowns(
            LogoffService logoffs,
            MessageService messages,
            HostRequests requests,
            CountdownJournal journal,
            ScheduledExecutorService timer,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.logoffs = logoffs;
        this.messages = messages;
        this.requests = requests;
        this.journal = journal;
        this.timer = timer;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** One countdown: what was asked, whether nobody was connected when the user was warned, and when its time is over. */
    private record Countdown(
            Request request,
            Session target,
            boolean wasDisconnected,
            Instant due,
            long dueNanos,
            AtomicReference<ScheduledFuture<?>> timer) {

        String line() {
            return target.key() + '\t' + target.account() + '\t' + due;
        }

        boolean userIsBack(SessionState now) {
            return wasDisconnected && now == SessionState.ACTIVE;
        }

        void stopTimer() {
            Optional.ofNullable(timer.get()).ifPresent(future -> future.cancel(false));
        }
    }

    /**
     * Warns the user and logs the session off later.
     *
     * @param graceSeconds how much later, 1 to 86400
     * @throws IllegalArgumentException when an argument is not what it must be
     */
    public LogoffAnswer warnAndLogoff(Session target, String message, int graceSeconds) {
        if (graceSeconds < 1 || graceSeconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "graceSeconds is " + graceSeconds + "; expected are 1 to " + LONGEST_SECONDS + '.');
        }
        Message warning = MessageService.warning(message);
        Request request =
                requests.about(target, "warnAndLogoff", "message=" + message + " graceSeconds=" + graceSeconds);
        return requests.run(
                request,
                () -> target.identity()
                        .map(identity -> warn(identity, request, target, warning, graceSeconds))
                        .orElseGet(() -> logoffs.refusalOf(target)));
    }

    private Verdict warn(LogonIdentity identity, Request request, Session target, Message warning, int graceSeconds) {
        if (logoffs.stateOf(target) != LogoffState.NONE) {
            return Verdict.of(Outcome.PENDING, "A logoff of " + target.account() + " is under way already.");
        }
        AtomicBoolean away = new AtomicBoolean();
        Verdict would = logoffs.wouldLogoff(target, logoffs.mayBeEnded(target).and(fresh -> {
            away.set(fresh.state() == SessionState.DISCONNECTED);
            return Optional.empty();
        }));
        if (would.outcome() != Outcome.ACCEPTED) {
            return would;
        }
        if (request.dryRun()) {
            return Verdict.of(
                    Outcome.ACCEPTED,
                    target.account() + " would be warned and later logged off from session " + target.id()
                            + "; nothing was done.");
        }
        Instant due = clock.instant().plusSeconds(graceSeconds);
        long dueNanos = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(graceSeconds);
        Countdown mine = new Countdown(request, target, away.get(), due, dueNanos, new AtomicReference<>());
        Countdown other = running.putIfAbsent(identity, mine);
        return other == null
                ? showAndStart(identity, mine, warning, graceSeconds)
                : Verdict.of(
                        Outcome.WARNED,
                        target.account() + " was warned already; the logoff is due at " + other.due()
                                + " and no second message was shown.");
    }

    private Verdict showAndStart(LogonIdentity identity, Countdown mine, Message warning, int graceSeconds) {
        boolean started = false;
        try {
            Verdict shown = messages.show(mine.request(), mine.target(), warning, new AtomicReference<>());
            if (shown.outcome() != Outcome.ACCEPTED) {
                return shown;
            }
            Verdict verdict = start(identity, mine, graceSeconds);
            started = true;
            return verdict;
        } finally {
            if (!started) {
                running.remove(identity, mine);
            }
        }
    }

    /** Under the lock of the countdown, so that it cannot be called off between being found running and being told of. */
    private Verdict start(LogonIdentity identity, Countdown mine, int graceSeconds) {
        writeJournal();
        synchronized (mine) {
            if (!mine.equals(running.get(identity))) {
                return Verdict.of(Outcome.CANCELLED, "The logoff was called off while the user was being warned.");
            }
            mine.timer().set(timer.schedule(() -> end(identity, mine), graceSeconds, TimeUnit.SECONDS));
            Verdict warned = Verdict.of(
                    Outcome.WARNED, mine.target().account() + " was warned; the logoff is due at " + mine.due() + '.');
            requests.tell(Happening.WARNED, mine.request(), warned, 0);
            return warned;
        }
    }

    /** Calls the countdown of this logon off. That is always possible, however many requests are under way. */
    public LogoffAnswer cancel(Session target) {
        return requests.runAdmitted(
                Request.about(requests.caller(), target, "cancelLogoff", ""),
                () -> target.identity()
                        .flatMap(identity -> Optional.ofNullable(running.get(identity))
                                .filter(countdown -> stop(identity, countdown)))
                        .map(countdown -> Verdict.of(
                                Outcome.CANCELLED, "The logoff that was due at " + countdown.due() + " is called off."))
                        .orElseGet(() -> Verdict.of(
                                Outcome.NOT_FOUND,
                                "There is no countdown for this session that could be called off.")));
    }

    /** Returns the whole seconds until the logoff of a session is due, -1 when none is. */
    public long dueSeconds(Session session) {
        return session.identity()
                .flatMap(identity ->
                        Optional.ofNullable(running.get(identity)).or(() -> Optional.ofNullable(ending.get(identity))))
                .map(countdown ->
                        Math.max(0, TimeUnit.NANOSECONDS.toSeconds(countdown.dueNanos() - nanoTime.getAsLong())))
                .orElse(-1L);
    }

    /** Stops the countdowns whose reason is gone, as the newest snapshot shows. */
    public void observe(List<Session> sessions) {
        running.forEach((identity, countdown) -> sessions.stream()
                .filter(session -> session.identity().filter(identity::equals).isPresent())
                .filter(session -> countdown.userIsBack(session.row().state()))
                .findFirst()
                .ifPresent(session -> cancelBecause(identity, countdown)));
    }

    private void cancelBecause(LogonIdentity identity, Countdown countdown) {
        if (!requests.isClosed() && stop(identity, countdown)) {
            LogoffAnswer unused = requests.runAdmitted(countdown.request(), Countdowns::userIsBack);
        }
    }

    private static Verdict userIsBack() {
        return Verdict.of(Outcome.CANCELLED, "The user has come back, so the logoff is called off.");
    }

    /** One thread ends all countdowns, so this needs no place among the requests under way. */
    private void end(LogonIdentity identity, Countdown countdown) {
        ending.put(identity, countdown);
        try {
            endNow(identity, countdown);
        } finally {
            ending.remove(identity);
        }
    }

    private void endNow(LogonIdentity identity, Countdown countdown) {
        if (!requests.isClosed() && stop(identity, countdown)) {
            LogonCheck.Condition stillAway = fresh -> unlessBack(countdown, fresh);
            Request due = requests.asOfNow(countdown.request());
            LogonCheck.Condition mayBeEnded = logoffs.mayBeEnded(countdown.target());
            LogoffAnswer answer = requests.runAdmitted(
                    due, () -> logoffs.logoffOrRefuse(due, countdown.target(), false, mayBeEnded.and(stillAway)));
            if (answer.outcome() == Outcome.FAILED) {
                log.error(
                        "The logoff of {} from session {} of {} that was due failed and is not tried again: {}",
                        answer.account(),
                        answer.id(),
                        answer.host(),
                        answer.message());
            }
        }
    }

    private static Optional<Verdict> unlessBack(Countdown countdown, SessionDetail fresh) {
        return countdown.userIsBack(fresh.state()) ? Optional.of(userIsBack()) : Optional.empty();
    }

    /** Tells whether this call is the one that ended the countdown. */
    private boolean stop(LogonIdentity identity, Countdown countdown) {
        boolean mine;
        synchronized (countdown) {
            mine = running.remove(identity, countdown);
        }
        if (mine) {
            countdown.stopTimer();
            writeJournal();
        }
        return mine;
    }

    /** Under a lock, so that an older list never replaces a newer one. */
    private synchronized void writeJournal() {
        journal.write(running.values().stream().map(Countdown::line).sorted().toList());
    }

    /** Leaves the journal as it is, so that the next start can tell what was called off. */
    @Override
    public void close() {
        running.values().forEach(Countdown::stopTimer);
    }
}
