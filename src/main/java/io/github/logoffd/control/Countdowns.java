package io.github.logoffd.control;

import io.github.logoffd.control.Countdown.Due;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffListener.Happening;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delayed logoffs with a warning to the user. A countdown ends in a logoff, by {@link #cancel}, by the logoff of
 * another request, or by itself when the user of a disconnected session reconnects, because its reason no longer holds.
 * A logon that has ended is detected when the time elapses. A due logoff is attempted once: one that fails, also
 * because the audit trail cannot be written, is logged and published as failed, and has to be requested again.
 *
 * <p>A session has one countdown at a time, from the start of its warning until its logoff is requested; then the
 * pending logoff takes its place until the session is verified gone. A warning or a cancellation is decided while no
 * logoff of that logon can start: neither succeeds once Windows was called.
 *
 * <p>A restart of the service cancels every countdown; from the journal the next startup reports which, so that none is
 * lost silently. Thread-safe.
 */
public final class Countdowns implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Countdowns.class);

    private static final int LONGEST_SECONDS = 86_400;

    private final LogoffService logoffs;
    private final LogoffPipeline pipeline;
    private final MessageService messages;
    private final HostRequests requests;
    private final CountdownJournal journal;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<LogonIdentity, Countdown> countdowns = new ConcurrentHashMap<>();

    Countdowns(
            LogoffService logoffs,
            MessageService messages,
            HostRequests requests,
            CountdownJournal journal,
            ScheduledExecutorService timer,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.logoffs = logoffs;
        this.pipeline = logoffs.pipeline();
        this.messages = messages;
        this.requests = requests;
        this.journal = journal;
        this.timer = timer;
        this.clock = clock;
        this.nanoTime = nanoTime;
        logoffs.onAccepted(this::overtake);
    }

    /**
     * Warns the user and logs the session off later.
     *
     * @param graceSeconds the delay in seconds, 1 to 86400
     * @throws IllegalArgumentException when an argument is invalid
     */
    public LogoffAnswer warnAndLogoff(Session target, String message, int graceSeconds) {
        requireGrace(graceSeconds);
        Message warning = MessageService.warning(message);
        Request request =
                requests.about(target, "warnAndLogoff", "message=" + message + " graceSeconds=" + graceSeconds);
        return requests.run(request, recorded -> warn(recorded, target, warning, graceSeconds));
    }

    /**
     * Requires a delay that a countdown can have.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static void requireGrace(int graceSeconds) {
        if (graceSeconds < 1 || graceSeconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "graceSeconds is " + graceSeconds + ". Give 1 to " + LONGEST_SECONDS + '.');
        }
    }

    /** Warns the user of a session for a request that was recorded. */
    Step warn(RecordedRequest request, Session target, Message warning, int graceSeconds) {
        return target.identity()
                .map(identity -> warn(identity, request, target, warning, graceSeconds))
                .orElseGet(() -> pipeline.check(target, Demand.NONE));
    }

    private Step warn(
            LogonIdentity identity, RecordedRequest request, Session target, Message warning, int graceSeconds) {
        if (logoffs.stateOf(target) != LogoffState.NONE) {
            return underWay(target);
        }
        AtomicBoolean away = new AtomicBoolean();
        return pipeline.check(target, fresh -> {
                    away.set(fresh.state() == SessionState.DISCONNECTED);
                    return Step.next();
                })
                .then(() -> warn(identity, new Countdown(request, target, away.get()), warning, graceSeconds));
    }

    private Step warn(LogonIdentity identity, Countdown mine, Message warning, int graceSeconds) {
        boolean dryRun = mine.request().dryRun();
        Countdown other = dryRun ? countdowns.get(identity) : countdowns.putIfAbsent(identity, mine);
        if (other != null) {
            return join(identity, other);
        }
        return dryRun
                ? Step.Accepted.of(
                        Outcome.ACCEPTED,
                        mine.target().account() + " would be warned and later logged off from session "
                                + mine.target().id() + "; nothing was done.")
                : showAndStart(identity, mine, warning, graceSeconds);
    }

    private static Step.Ended underWay(Session target) {
        return Step.Accepted.of(
                Outcome.PENDING, "A logoff of " + target.account() + " is already in progress; see LogoffState.");
    }

    /** Joins the other request: its answer shows whether the user was warned. */
    private Step.Ended join(LogonIdentity identity, Countdown other) {
        String account = other.target().account();
        if (!requests.waits().await(other.decided(), requests.limits().timeout().toNanos())) {
            return Step.Accepted.of(
                    Outcome.PENDING, "Another request to warn " + account + " is still waiting for Windows.");
        }
        return logoffs.unlessUnderWay(identity, () -> switch (other.phase()) {
                    case RUNNING ->
                        Step.Accepted.of(
                                Outcome.WARNED,
                                account + " was warned already; the logoff is due at " + other.dueText()
                                        + " and no second message was shown.");
                    case ENDING -> beingCarriedOut(other);
                    case OVERTAKEN -> underWay(other.target());
                    case WARNING, CALLED_OFF ->
                        Step.Failed.because("Another request to warn " + account + " failed. Repeat this request.");
                })
                .orElseGet(() -> underWay(other.target()));
    }

    private static Step.Ended beingCarriedOut(Countdown countdown) {
        return Step.Accepted.of(
                Outcome.PENDING,
                "The logoff of " + countdown.target().account() + " that was due at " + countdown.dueText()
                        + " is being carried out.");
    }

    private Step.Ended showAndStart(LogonIdentity identity, Countdown mine, Message warning, int graceSeconds) {
        boolean started = false;
        try {
            // An earlier countdown may have ended since the first check.
            Step.Ended shown = logoffs.stateOf(mine.target()) == LogoffState.NONE
                    ? (Step.Ended) messages.show(mine.request(), mine.target(), warning, new AtomicReference<>())
                    : underWay(mine.target());
            Step.Ended end = shown.outcome() == Outcome.ACCEPTED ? start(identity, mine, graceSeconds) : shown;
            started = end.outcome() == Outcome.WARNED;
            return end;
        } finally {
            if (!started) {
                remove(identity, mine);
            }
            mine.decided().complete(null);
        }
    }

    private Step.Ended start(LogonIdentity identity, Countdown mine, int graceSeconds) {
        mine.shown(new Due(
                clock.instant().plusSeconds(graceSeconds),
                nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(graceSeconds)));
        writeJournal();
        return logoffs.unlessUnderWay(identity, () -> startNow(identity, mine, graceSeconds))
                .orElseGet(() -> underWay(mine.target()));
    }

    private Step.Ended startNow(LogonIdentity identity, Countdown mine, int graceSeconds) {
        if (!mine.run()) {
            return mine.phase() == Countdown.Phase.OVERTAKEN
                    ? underWay(mine.target())
                    : Step.Failed.cancelled("The logoff was cancelled while the user was being warned.");
        }
        if (!startTimer(identity, mine, graceSeconds)) {
            return Step.Failed.cancelled("The service is stopping, so "
                    + mine.target().account() + " is not logged off although the message was shown.");
        }
        Step.Accepted warned = Step.Accepted.of(
                Outcome.WARNED,
                mine.target().account() + " was warned; the logoff is due at " + mine.dueText() + '.'
                        + (mine.wasDisconnected()
                                ? " The session is disconnected, so no client shows the warning."
                                : ""));
        requests.publish(Happening.WARNED, mine.request(), warned, 0);
        return warned;
    }

    /** Returns whether the service continues to run, so that the countdown can end. */
    private boolean startTimer(LogonIdentity identity, Countdown mine, int graceSeconds) {
        try {
            if (requests.isClosed()) {
                return false;
            }
            mine.startTimer(timer.schedule(() -> end(identity, mine), graceSeconds, TimeUnit.SECONDS));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Cancels the countdown of this logon. That is always possible, however many requests are in progress. */
    public LogoffAnswer cancel(Session target) {
        return requests.runEntered(
                Request.about(requests.caller(), target, "cancelLogoff", ""),
                () -> target.identity()
                        .flatMap(identity -> Optional.ofNullable(countdowns.get(identity))
                                .map(countdown -> callOff(identity, countdown)))
                        .orElseGet(Countdowns::nothingToCallOff));
    }

    private static Step.Ended nothingToCallOff() {
        return Step.Failed.notFound("There is no countdown to cancel for this session.");
    }

    /** The countdown stops in any case; success is answered only when no other request is about to log the user off. */
    private Step.Ended callOff(LogonIdentity identity, Countdown countdown) {
        Step.Ended end = logoffs.unlessUnderWay(
                        identity,
                        () -> callOff(countdown, calledOff(countdown)).orElseGet(() -> cannotBeCalledOff(countdown)))
                .orElseGet(() -> {
                    countdown.callOff();
                    return underWay(countdown.target());
                });
        if (countdown.phase() == Countdown.Phase.CALLED_OFF) {
            remove(identity, countdown);
        }
        return end;
    }

    /** Cancels a countdown while no logoff of its logon can start, so no later event is published before this one. */
    private Optional<Step.Ended> callOff(Countdown countdown, Step.Ended why) {
        boolean warned = countdown.phase() == Countdown.Phase.RUNNING;
        if (!countdown.callOff()) {
            return Optional.empty();
        }
        if (warned) {
            requests.publish(Happening.CANCELLED, countdown.request(), why, 0);
        }
        return Optional.of(why);
    }

    private static Step.Ended calledOff(Countdown countdown) {
        return Step.Accepted.of(
                Outcome.CANCELLED, "The logoff that was due at " + countdown.dueText() + " is cancelled.");
    }

    private static Step.Ended cannotBeCalledOff(Countdown countdown) {
        return switch (countdown.phase()) {
            case ENDING -> beingCarriedOut(countdown);
            case OVERTAKEN -> underWay(countdown.target());
            case WARNING, RUNNING, CALLED_OFF -> nothingToCallOff();
        };
    }

    /** Returns the whole seconds until the logoff of a session is due, -1 when none is. */
    public long dueSeconds(Session session) {
        return session.identity()
                .map(countdowns::get)
                .flatMap(Countdown::dueWhileWarned)
                .map(due -> Math.max(0, TimeUnit.NANOSECONDS.toSeconds(due.nanos() - nanoTime.getAsLong())))
                .orElse(-1L);
    }

    /** Stops the countdowns whose reason no longer holds in the latest snapshot. */
    public void observe(List<Session> sessions) {
        countdowns.forEach((identity, countdown) -> sessions.stream()
                .filter(session -> session.identity().filter(identity::equals).isPresent())
                .filter(session -> countdown.userIsBack(session.row().state()))
                .findFirst()
                .ifPresent(session -> cancelBecause(identity, countdown)));
    }

    private void cancelBecause(LogonIdentity identity, Countdown countdown) {
        if (!requests.isClosed()
                && logoffs.unlessUnderWay(identity, () -> callOff(countdown, userIsBack()))
                        .flatMap(end -> end)
                        .isPresent()) {
            remove(identity, countdown);
            requests.recordCancelled(countdown.recorded(), userIsBack());
        }
    }

    private static Step.Failed userIsBack() {
        return Step.Failed.cancelled("The user has reconnected, so the logoff is cancelled.");
    }

    /** A logoff that Windows has accepted for another request ends the countdown. */
    private void overtake(LogonIdentity identity) {
        Optional.ofNullable(countdowns.get(identity))
                .filter(Countdown::overtake)
                .ifPresent(countdown -> remove(identity, countdown));
    }

    /** One thread ends all countdowns, so this needs no slot among the requests in progress. */
    private void end(LogonIdentity identity, Countdown countdown) {
        if (requests.isClosed() || !countdown.end()) {
            return;
        }
        try {
            writeJournal();
            endNow(countdown);
        } finally {
            countdowns.remove(identity, countdown);
        }
    }

    private void endNow(Countdown countdown) {
        Request due = requests.asOfNow(countdown.request().due(countdown.dueText()));
        Demand stillAway = fresh -> countdown.userIsBack(fresh.state()) ? userIsBack() : Step.next();
        LogoffAnswer answer =
                pipeline.logoffEntered(due, Step.next(), stillAway, false).answer();
        if (answer.outcome() == Outcome.CANCELLED) {
            requests.publish(Happening.CANCELLED, due, userIsBack(), 0);
            requests.recordCancelled(countdown.recorded(), userIsBack());
        }
        if (answer.outcome() == Outcome.FAILED) {
            log.error(
                    "The logoff of {} from session {} of {} that was due failed and is not retried: {}",
                    answer.account(),
                    answer.id(),
                    answer.host(),
                    answer.message());
        }
    }

    /** The journal contained only countdowns whose message was shown. */
    private void remove(LogonIdentity identity, Countdown countdown) {
        if (countdowns.remove(identity, countdown) && countdown.due().isPresent()) {
            writeJournal();
        }
    }

    /** Under a lock, so that an older list never replaces a newer one. */
    private synchronized void writeJournal() {
        journal.write(countdowns.values().stream()
                .map(Countdown::line)
                .flatMap(Optional::stream)
                .sorted()
                .toList());
    }

    /** Leaves the journal unchanged, so that the next startup can report which countdowns were cancelled. */
    @Override
    public void close() {
        countdowns.values().forEach(Countdown::stopTimer);
    }
}
