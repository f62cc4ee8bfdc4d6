package io.github.logoffd.control;

import io.github.logoffd.control.LogoffListener.Happening;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionActions;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionHost;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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

    private final SessionActions actions;
    private final SessionFinder finder;
    private final LogonCheck check;
    private final LogoffGuard guard;
    private final HostRequests requests;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final PendingLogoffs pending;

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
        this.actions = sessionHost;
        this.finder = new SessionFinder(sessionHost.name(), sessionHost);
        this.check = new LogonCheck(sessionHost);
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
        Request request = Request.about(requests.caller(), target, "logoff", "wait=" + wait);
        return requests.run(request, () -> logoffOrRefuse(request, target, wait, mayBeEnded()));
    }

    /**
     * Logs off the session that has this id now, or the active session of this name.
     *
     * @throws IllegalArgumentException when {@code sessionNameOrId} is blank
     */
    public LogoffAnswer logoffSession(String sessionNameOrId, boolean wait) {
        if (sessionNameOrId.isBlank()) {
            throw new IllegalArgumentException(
                    "sessionNameOrId is blank; expected is a session id or the name of an active session.");
        }
        String nameOrId = sessionNameOrId.strip();
        SessionFinder.Found found = finder.find(nameOrId);
        String arguments = "session=" + nameOrId + " wait=" + wait;
        Request request = new Request(requests.caller(), "logoffSession", arguments, found.session(), "", false);
        return requests.run(
                request,
                () -> found.session()
                        .map(session -> logoffOrRefuse(request, session, wait, mayBeEnded()))
                        .orElse(found.otherwise()));
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

    /** Returns why a session may not be logged off, {@code ""} when it may. Never asks the host. */
    public String refusal(Session session) {
        return guard.refusal(session);
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
    LogonCheck.Condition mayBeEnded() {
        return guard::refusal;
    }

    /** Logs a logon off when the condition holds; the caller has it audited. */
    Verdict logoffOrRefuse(Request request, Session target, boolean wait, LogonCheck.Condition condition) {
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        Asked asked = ask(request, target, condition, deadline);
        return wait ? awaitEnd(asked, deadline) : asked.verdict();
    }

    /**
     * Asks Windows for a logoff when the condition holds and does not wait for its end; the caller has it audited.
     *
     * @param deadline how long to wait for another request that is asking Windows for the same
     */
    Asked ask(Request request, Session target, LogonCheck.Condition condition, long deadline) {
        return target.identity()
                .map(identity -> ask(identity, request, condition, deadline))
                .orElseGet(() -> Asked.over(guard.refusalWithoutIdentity(target)));
    }

    /** Waits for the end of a logoff that Windows has accepted. */
    Verdict awaitEnd(Asked asked, long deadline) {
        return asked.logoff()
                .map(logoff -> outcomeAfterWaiting(logoff, deadline))
                .orElse(asked.verdict());
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

    private Asked ask(LogonIdentity identity, Request request, LogonCheck.Condition condition, long deadline) {
        PendingLogoff mine = new PendingLogoff(identity, request, nanoTime.getAsLong());
        PendingLogoff logoff = pending.startOrJoin(mine);
        Verdict requested;
        if (logoff.equals(mine)) {
            requested = requestOrFail(mine, condition);
            pending.requested(mine, requested);
        } else if (pending.isStuck(logoff)) {
            requested = askAgain(logoff, condition);
        } else {
            requested = check.problem(identity, condition).orElseGet(() -> requestedBy(logoff, deadline));
        }
        return requested.outcome() == Outcome.ACCEPTED
                ? new Asked(requested, Optional.of(logoff))
                : Asked.over(requested);
    }

    /** Windows may have forgotten a logoff that it accepted long ago; the one under way stays the one that is watched. */
    private Verdict askAgain(PendingLogoff stuck, LogonCheck.Condition condition) {
        Verdict verdict = requestOrFail(stuck, condition);
        if (verdict.outcome() == Outcome.ACCEPTED) {
            stuck.askedAgain(nanoTime.getAsLong());
        }
        return verdict;
    }

    /** Whatever happens, whoever joined must get an answer. */
    private Verdict requestOrFail(PendingLogoff logoff, LogonCheck.Condition condition) {
        try {
            return check.problem(logoff.identity(), condition).orElseGet(() -> callWindows(logoff));
        } catch (Throwable e) {
            log.error("The logoff of {} failed unexpectedly", logoff.identity().key(), e);
            return Verdict.of(
                    Outcome.FAILED, "The logoff failed unexpectedly (" + e + "); whether it took effect is not known.");
        }
    }

    private Verdict callWindows(PendingLogoff logoff) {
        LogonIdentity identity = logoff.identity();
        try {
            actions.logoff(identity.id());
        } catch (SessionApiException e) {
            if (e.reason() != Reason.CLOSING) {
                return check.goneOrFailed(
                        e, identity, "Windows was called and has no such session.", consequence(e, identity.id()));
            }
        }
        Verdict accepted = Verdict.of(
                Outcome.ACCEPTED,
                "Windows is logging " + logoff.account() + " off from session " + identity.id() + '.');
        tell(Happening.REQUESTED, logoff, accepted);
        return accepted;
    }

    private static String consequence(SessionApiException e, long id) {
        return e.hadNoEffect()
                ? "Session " + id + " was not logged off."
                : "Session " + id + " may be closing all the same; look again.";
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
