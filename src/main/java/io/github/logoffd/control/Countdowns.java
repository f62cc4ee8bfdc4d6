package io.github.logoffd.control;

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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Logoffs that users were warned of. A countdown ends in a logoff, by {@link #cancel}, or by itself when the logon is gone or the
 * user of a disconnected session has come back: then the reason for it is gone too. A user is warned once, however often it is asked
 * for.
 *
 * <p>A restart of the service cancels every countdown; the journal tells the next start which, so that none is forgotten silently.
 * Thread-safe.
 */
public final class Countdowns implements AutoCloseable {

    private static final int LONGEST_SECONDS = 86_400;

    private final LogoffService logoffs;
    private final MessageService messages;
    private final HostRequests requests;
    private final CountdownJournal journal;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<LogonIdentity, Countdown> running = new ConcurrentHashMap<>();

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

    /** One countdown: who asked for it, which session, as it was when its user was warned, and when its time is over. */
    private record Countdown(
            Caller caller,
            Session target,
            boolean wasDisconnected,
            Instant due,
            long dueNanos,
            AtomicReference<ScheduledFuture<?>> timer) {

        static Countdown reserved(Caller caller, Session target, Instant due, long dueNanos) {
            boolean disconnected = target.row().state() == SessionState.DISCONNECTED;
            return new Countdown(caller, target, disconnected, due, dueNanos, new AtomicReference<>());
        }

        String line() {
            return target.key() + '\t' + target.account() + '\t' + due;
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
        return requests.run(
                Request.about(target, "warnAndLogoff", "message=" + message + " graceSeconds=" + graceSeconds),
                () -> target.identity()
                        .map(identity -> warn(identity, target, warning, graceSeconds))
                        .orElseGet(() -> logoffs.refusalOf(target)));
    }

    private Verdict warn(LogonIdentity identity, Session target, Message warning, int graceSeconds) {
        Verdict would = logoffs.wouldLogoff(target, logoffs.mayBeEnded());
        if (would.outcome() != Outcome.ACCEPTED) {
            return would;
        }
        Countdown mine = Countdown.reserved(
                requests.caller(),
                target,
                clock.instant().plusSeconds(graceSeconds),
                nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(graceSeconds));
        Countdown other = running.putIfAbsent(identity, mine);
        if (other != null) {
            return Verdict.of(
                    Outcome.WARNED,
                    target.account() + " was warned already; the logoff is due at " + other.due()
                            + " and no second message was shown.");
        }
        Verdict shown = messages.show(target, warning, new AtomicReference<>());
        if (shown.outcome() != Outcome.ACCEPTED) {
            running.remove(identity, mine);
            return shown;
        }
        writeJournal();
        mine.timer().set(timer.schedule(() -> end(identity, mine), graceSeconds, TimeUnit.SECONDS));
        return Verdict.of(Outcome.WARNED, target.account() + " was warned; the logoff is due at " + mine.due() + '.');
    }

    /** Calls the countdown of this logon off. */
    public LogoffAnswer cancel(Session target) {
        return requests.run(
                Request.about(target, "cancelLogoff", ""),
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
                .map(running::get)
                .map(countdown ->
                        Math.max(0, TimeUnit.NANOSECONDS.toSeconds(countdown.dueNanos() - nanoTime.getAsLong())))
                .orElse(-1L);
    }

    /** Stops the countdowns whose reason is gone, as the newest snapshot shows. */
    public void observe(List<Session> sessions) {
        running.forEach((identity, countdown) -> sessions.stream()
                .filter(session -> session.identity().filter(identity::equals).isPresent())
                .filter(session -> cameBack(countdown, session.row().state()))
                .findFirst()
                .ifPresent(session -> cancelBecause(identity, countdown)));
    }

    private static boolean cameBack(Countdown countdown, SessionState now) {
        return countdown.wasDisconnected() && now != SessionState.DISCONNECTED;
    }

    private void cancelBecause(LogonIdentity identity, Countdown countdown) {
        if (stop(identity, countdown)) {
            LogoffAnswer unused = requests.run(
                    countdown.caller(),
                    Request.about(countdown.target(), "warnAndLogoff", "due=" + countdown.due()),
                    Countdowns::userIsBack);
        }
    }

    private static Verdict userIsBack() {
        return Verdict.of(Outcome.CANCELLED, "The user has come back, so the logoff is called off.");
    }

    private void end(LogonIdentity identity, Countdown countdown) {
        if (stop(identity, countdown)) {
            LogonCheck.Condition stillAway = fresh -> comeBack(countdown, fresh);
            LogoffAnswer unused = requests.run(
                    countdown.caller(),
                    Request.about(countdown.target(), "warnAndLogoff", "due=" + countdown.due()),
                    () -> logoffs.logoffOrRefuse(
                            countdown.target(), false, logoffs.mayBeEnded().and(stillAway)));
        }
    }

    private static Optional<Verdict> comeBack(Countdown countdown, SessionDetail fresh) {
        return cameBack(countdown, fresh.state()) ? Optional.of(userIsBack()) : Optional.empty();
    }

    /** Tells whether this call is the one that ended the countdown. */
    private boolean stop(LogonIdentity identity, Countdown countdown) {
        boolean mine = running.remove(identity, countdown);
        if (mine) {
            Optional.ofNullable(countdown.timer().get()).ifPresent(future -> future.cancel(false));
            writeJournal();
        }
        return mine;
    }

    /** One at a time, or an older list could overwrite a newer one. */
    private synchronized void writeJournal() {
        journal.write(running.values().stream().map(Countdown::line).sorted().toList());
    }

    /** Leaves the journal as it is, so that the next start can tell what was called off. */
    @Override
    public void close() {
        running.values()
                .forEach(countdown ->
                        Optional.ofNullable(countdown.timer().get()).ifPresent(future -> future.cancel(false)));
    }
}
