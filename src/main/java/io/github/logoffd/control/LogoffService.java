package io.github.logoffd.control;

import io.github.logoffd.control.LogoffListener.Happening;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.text.VisibleText;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs sessions of one host off: identity re-read right before the call, refusals before Windows is asked, the result verified
 * and every request audited before and after.
 *
 * <p>Thread-safe. A caller that waits holds its own thread and no lock; see {@link LogoffLimits}.
 */
public final class LogoffService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogoffService.class);

    private final SessionFinder finder;
    private final LogonCheck check;
    private final LogoffCall call;
    private final LogoffGuard guard;
    private final HostRequests requests;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final PendingLogoffs pending;
    private volatile Consumer<LogonIdentity> accepted = identity -> {};

    /**
     * Creates the service of one host.
     *
     * @param requests what every request passes through
     * @param verifier runs the verification and {@code onGone}; one thread is enough
     * @param nanoTime a clock that is never set
     * @param onGone called when sessions are verified gone, before whoever waits is told
     */
    LogoffService(
            SessionHost sessionHost,
            LogoffGuard guard,
            HostRequests requests,
            ScheduledExecutorService verifier,
            LongSupplier nanoTime,
            Runnable onGone) {
        this.finder = new SessionFinder(sessionHost.name(), sessionHost);
        this.check = new LogonCheck(sessionHost);
        this.call = new LogoffCall(sessionHost, check);
        this.guard = guard;
        this.requests = requests;
        this.timeout = requests.limits().timeout();
        this.nanoTime = nanoTime;
        this.pending = new PendingLogoffs(sessionHost, verifier, nanoTime, timeout, new PendingLogoffs.Progress() {
            @Override
            public void gone(Collection<PendingLogoff> logoffs) {
                requests.counters().countDone(logoffs.size());
                runAnyway(onGone);
                logoffs.forEach(logoff -> tell(Happening.DONE, logoff, done(logoff)));
            }

            @Override
            public void stuck(PendingLogoff logoff) {
                tell(Happening.STUCK, logoff, Verdict.of(Outcome.PENDING, stillClosing(logoff)));
            }
        });
    }

    /** Names the one that is called when Windows has accepted a logoff, before the request for it is answered. */
    void onAccepted(Consumer<LogonIdentity> listener) {
        accepted = listener;
    }

    /** What others make of it must not keep those who wait from being told. */
    private static void runAnyway(Runnable onGone) {
        try {
            onGone.run();
        } catch (RuntimeException e) {
            log.error("A session was logged off, but the picture of its host could not be renewed", e);
        }
    }

    private void tell(Happening happening, PendingLogoff logoff, Verdict verdict) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - logoff.startNanos());
        requests.tell(happening, logoff.request(), verdict, elapsed);
    }

    /**
     * Logs this very logon off.
     *
     * @param target the session as the caller saw it
     * @param wait whether to answer only when it is verified gone or the time is over
     */
    public LogoffAnswer logoff(Session target, boolean wait) {
        Request request = requests.about(target, "logoff", "wait=" + wait);
        return requests.run(request, () -> logoffOrRefuse(request, target, wait, mayBeEnded(target)));
    }

    /**
     * Logs off the session that has this id now, or the active session of this name.
     *
     * @throws IllegalArgumentException when {@code sessionNameOrId} is blank or too long
     */
    public LogoffAnswer logoffSession(String sessionNameOrId, boolean wait) {
        if (VisibleText.isBlank(sessionNameOrId)) {
            throw new IllegalArgumentException(
                    "sessionNameOrId is blank; expected is a session id or the name of an active session.");
        }
        TextLength.require("sessionNameOrId", sessionNameOrId, TextLength.OF_A_NAME);
        String nameOrId = sessionNameOrId.strip();
        String arguments = "session=" + nameOrId + " wait=" + wait;
        return requests.run(
                () -> finder.find(nameOrId),
                target ->
                        requests.asOfNow(new Request(requests.caller(), "logoffSession", arguments, target, "", false)),
                (request, session) -> logoffOrRefuse(request, session, wait, mayBeEnded(session)));
    }

    /** Takes note of how many users there are. */
    void countUsers(List<Session> sessions) {
        requests.countUsers(sessions);
    }

    /** Tells of a session that has gone down; not when its logoff was told to be overdue, and the other way round. */
    void tellDown(Session session) {
        Verdict verdict =
                Verdict.of(Outcome.PENDING, "The session is down: Windows is ending it and has not finished.");
        Optional<PendingLogoff> asked = session.identity().flatMap(pending::find);
        if (asked.isEmpty()) {
            requests.tell(Happening.STUCK, session, verdict);
        }
        asked.filter(PendingLogoff::tellStuckNow).ifPresent(logoff -> tell(Happening.STUCK, logoff, verdict));
    }

    /** Returns how far the logoff of a session is. Never asks the host. */
    public LogoffState stateOf(Session session) {
        return session.identity().map(pending::stateOf).orElse(LogoffState.NONE);
    }

    /** Decides something while no logoff of this logon can begin; empty when one is under way. The decision must not block. */
    <T> Optional<T> unlessUnderWay(LogonIdentity identity, Supplier<T> decision) {
        return pending.unlessUnderWay(identity, decision);
    }

    /** Returns why a session may not be logged off, {@code ""} when it may. Never asks the host. */
    public String refusal(Session session) {
        return requests.refusalWhenDisabled()
                .or(() -> guard.refusal(session))
                .map(Verdict::message)
                .orElse("");
    }

    /** Returns what was counted since the start. */
    public LogoffCounters counters() {
        return requests.counters();
    }

    /** Returns the number of logoffs that are under way. */
    public int pendingCount() {
        return pending.size();
    }

    /** Returns what every session that is ended must be, whoever asks. */
    LogonCheck.Condition mayBeEnded(Session target) {
        return mayBeEnded(target, Set.of());
    }

    /** The same for a request that names states, which counts as insisting on them. */
    LogonCheck.Condition mayBeEnded(Session target, Set<SessionState> named) {
        return fresh -> guard.refusal(target, fresh, named);
    }

    /** Logs a logon off when the condition holds; the caller has it audited. */
    Verdict logoffOrRefuse(Request request, Session target, boolean wait, LogonCheck.Condition condition) {
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        Asked asked = ask(request, target, condition, deadline, requests.admission(request));
        return wait ? awaitEnd(asked, deadline) : asked.verdict();
    }

    /**
     * Asks Windows for a logoff when the condition holds and does not wait for its end; the caller has it audited.
     *
     * @param deadline how long to wait for another request that is asking Windows for the same
     * @param admission the last word when everything else holds
     */
    Asked ask(Request request, Session target, LogonCheck.Condition condition, long deadline, Admission admission) {
        if (request.dryRun()) {
            Verdict would = wouldLogoff(target, condition);
            return Asked.over(
                    would.outcome() == Outcome.ACCEPTED ? admission.admit().orElse(would) : would);
        }
        return target.identity()
                .map(identity -> ask(identity, request, condition, deadline, admission))
                .orElseGet(() -> Asked.over(guard.refusalWithoutIdentity(target)));
    }

    /** Waits for the end of a logoff that Windows has accepted. */
    Verdict awaitEnd(Asked asked, long deadline) {
        return asked.logoff()
                .map(logoff -> outcomeAfterWaiting(logoff, deadline))
                .orElse(asked.verdict());
    }

    /** Returns how far a logoff is that Windows has accepted, without waiting. */
    Verdict outcomeNow(Asked asked) {
        return awaitEnd(asked, nanoTime.getAsLong());
    }

    /** Returns why a session without an identity may not be ended. */
    Verdict refusalOf(Session target) {
        return guard.refusalWithoutIdentity(target);
    }

    /** Looks at a logon as {@link #logoffOrRefuse} does, and leaves it alone. */
    Verdict wouldLogoff(Session target, LogonCheck.Condition condition) {
        return target.identity()
                .map(identity -> check.problem(identity, condition)
                        .orElseGet(() -> Verdict.of(
                                Outcome.ACCEPTED,
                                target.account() + " would be logged off from session " + target.id()
                                        + "; nothing was done.")))
                .orElseGet(() -> guard.refusalWithoutIdentity(target));
    }

    private Asked ask(
            LogonIdentity identity,
            Request request,
            LogonCheck.Condition condition,
            long deadline,
            Admission admission) {
        PendingLogoff mine = new PendingLogoff(identity, request, nanoTime.getAsLong());
        PendingLogoff logoff = pending.startOrJoin(mine);
        Verdict requested;
        if (logoff.equals(mine)) {
            requested = requestOrFail(mine, condition, admission);
            pending.requested(mine, requested);
        } else if (pending.isStuck(logoff)) {
            requested = askAgain(logoff, condition, admission);
        } else {
            // What another request has Windows do is not called off by the user's return.
            requested = check.problem(identity, condition)
                    .filter(problem -> problem.outcome() != Outcome.CANCELLED)
                    .orElseGet(() -> requestedBy(logoff, deadline));
        }
        if (requested.outcome() != Outcome.ACCEPTED) {
            return Asked.over(requested);
        }
        accepted.accept(identity);
        return new Asked(requested, Optional.of(logoff));
    }

    /** Windows may have forgotten a logoff that it accepted long ago; the one under way stays the one that is watched. */
    private Verdict askAgain(PendingLogoff stuck, LogonCheck.Condition condition, Admission admission) {
        Verdict verdict = requestOrFail(stuck, condition, admission);
        if (verdict.outcome() == Outcome.ACCEPTED) {
            stuck.askedAgain(nanoTime.getAsLong());
        }
        return verdict;
    }

    /** Whatever happens, whoever joined must get an answer. */
    private Verdict requestOrFail(PendingLogoff logoff, LogonCheck.Condition condition, Admission admission) {
        try {
            Verdict verdict = call.request(logoff, condition, admission);
            if (verdict.outcome() == Outcome.ACCEPTED) {
                tell(Happening.REQUESTED, logoff, verdict);
            }
            return verdict;
        } catch (Throwable e) {
            log.error("The logoff of {} failed unexpectedly", logoff.identity().key(), e);
            return Verdict.of(
                            Outcome.FAILED,
                            "The logoff failed unexpectedly (" + e + "); whether it took effect is not known.")
                    .withUnknownEffect();
        }
    }

    /** Who joined does not share the conditions of who came first: a refusal of theirs is not an answer to this request. */
    private Verdict requestedBy(PendingLogoff logoff, long deadline) {
        if (!await(logoff.requested(), deadline)) {
            return Verdict.of(Outcome.PENDING, "Another request for this logoff is still waiting for Windows.");
        }
        Verdict verdict = logoff.requested().join();
        boolean refused = verdict.outcome().isRefusal() || verdict.outcome() == Outcome.CANCELLED;
        return refused
                ? Verdict.of(Outcome.FAILED, "Another request for this logoff was refused meanwhile; ask again.")
                : verdict;
    }

    private Verdict outcomeAfterWaiting(PendingLogoff logoff, long deadline) {
        return await(logoff.gone(), deadline) ? done(logoff) : Verdict.of(Outcome.PENDING, stillClosing(logoff));
    }

    private static Verdict done(PendingLogoff logoff) {
        return Verdict.of(
                Outcome.DONE,
                logoff.account() + " was logged off from session "
                        + logoff.identity().id() + '.');
    }

    private static String stillClosing(PendingLogoff logoff) {
        return "Session " + logoff.identity().id() + " is still closing; LogoffState tells how far it is.";
    }

    /** Returns whether the future completed before the deadline. */
    private boolean await(CompletableFuture<?> future, long deadline) {
        return requests.waits().await(future, deadline - nanoTime.getAsLong());
    }

    /** Refuses new requests and ends every wait. */
    @Override
    public void close() {
        requests.close();
    }
}
