package io.github.logoffd.control;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionActions;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionReader;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final String NOTHING_DONE = "The logon could not be verified, so nothing was done.";

    private final String host;
    private final SessionReader reader;
    private final SessionActions actions;
    private final SessionFinder finder;
    private final LogoffGuard guard;
    private final LogoffLimits limits;
    private final AuditedRequests requests;
    private final LongSupplier nanoTime;
    private final LogoffCounters counters = new LogoffCounters();
    private final PendingLogoffs pending;
    private volatile boolean closed;

    /**
     * Creates the service of one host.
     *
     * @param requests audits what is asked and answered
     * @param verifier runs the verification and {@code onGone}; one thread is enough
     * @param nanoTime a clock that is never set
     * @param onGone called when sessions are verified gone, before whoever waits is told
     */
    public LogoffService(
            SessionHost sessionHost,
            LogoffGuard guard,
            LogoffLimits limits,
            AuditedRequests requests,
            ScheduledExecutorService verifier,
            LongSupplier nanoTime,
            Runnable onGone) {
        this.host = sessionHost.name();
        this.reader = sessionHost;
        this.actions = sessionHost;
        this.finder = new SessionFinder(host, sessionHost);
        this.guard = guard;
        this.limits = limits;
        this.requests = requests;
        this.nanoTime = nanoTime;
        this.pending = new PendingLogoffs(reader, verifier, nanoTime, limits.timeout(), gone -> {
            counters.countDone(gone);
            onGone.run();
        });
    }

    /**
     * Logs this very logon off.
     *
     * @param target the session as the caller saw it
     * @param wait whether to answer only when it is verified gone or the time is over
     */
    public LogoffAnswer logoff(Session target, boolean wait) {
        return requests.run(
                new AuditedRequests.Request("logoff", "wait=" + wait, host, Optional.of(target)),
                counters,
                () -> withinLimits(() -> logoffOrRefuse(target, wait)));
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
        return requests.run(
                new AuditedRequests.Request(
                        "logoffSession", "session=" + nameOrId + " wait=" + wait, host, found.session()),
                counters,
                () -> found.session()
                        .map(session -> withinLimits(() -> logoffOrRefuse(session, wait)))
                        .orElse(found.otherwise()));
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
        return counters;
    }

    /** Returns the number of logoffs that are under way. */
    public int pendingCount() {
        return pending.size();
    }

    private Verdict withinLimits(Supplier<Verdict> request) {
        if (closed) {
            return Verdict.of(Outcome.REFUSED_DISABLED, "The service is stopping; nothing was done.");
        }
        if (!limits.tryEnter()) {
            return Verdict.of(
                    Outcome.REFUSED_LIMIT,
                    limits.mostRequests() + " requests to act are under way already, as many as logoff.maxWaiting in"
                            + " logoffd.properties allows; nothing was done.");
        }
        try {
            return request.get();
        } finally {
            limits.leave();
        }
    }

    private Verdict logoffOrRefuse(Session target, boolean wait) {
        return target.identity()
                .map(identity -> logoff(identity, target.account(), wait))
                .orElseGet(() -> guard.refusalWithoutIdentity(target));
    }

    private Verdict logoff(LogonIdentity identity, String account, boolean wait) {
        PendingLogoff mine = new PendingLogoff(identity, nanoTime.getAsLong());
        long deadline = mine.startNanos() + limits.timeout().toNanos();
        PendingLogoff logoff = pending.startOrJoin(mine);
        Verdict requested;
        if (logoff.equals(mine)) {
            requested = requestOrFail(identity, account);
            pending.requested(mine, requested);
        } else if (pending.isStuck(logoff)) {
            requested = askAgain(logoff, account);
        } else {
            requested = requestedBy(logoff, deadline);
        }
        return wait && requested.outcome() == Outcome.ACCEPTED
                ? outcomeAfterWaiting(logoff, deadline, account)
                : requested;
    }

    /** Windows may have forgotten a logoff that it accepted long ago; the one under way stays the one that is watched. */
    private Verdict askAgain(PendingLogoff stuck, String account) {
        Verdict verdict = requestOrFail(stuck.identity(), account);
        if (verdict.outcome() == Outcome.ACCEPTED) {
            stuck.askedAgain(nanoTime.getAsLong());
        }
        return verdict;
    }

    /** Whatever happens, whoever joined must get an answer. */
    private Verdict requestOrFail(LogonIdentity identity, String account) {
        try {
            return request(identity, account);
        } catch (Throwable e) {
            log.error("The logoff of {} failed unexpectedly", identity.key(), e);
            return Verdict.of(
                    Outcome.FAILED, "The logoff failed unexpectedly (" + e + "); whether it took effect is not known.");
        }
    }

    private Verdict request(LogonIdentity identity, String account) {
        SessionDetail fresh;
        try {
            fresh = reader.detail(identity.id());
        } catch (SessionApiException e) {
            return goneOrFailed(e, identity, "Windows was not called.", NOTHING_DONE);
        }
        if (identity.isReplacedBy(fresh)) {
            return gone(identity, "Windows was not called.");
        }
        Optional<Verdict> refusal = guard.refusal(fresh);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return identity.matches(fresh) ? callWindows(identity, account) : Verdict.of(Outcome.FAILED, NOTHING_DONE);
    }

    private Verdict callWindows(LogonIdentity identity, String account) {
        try {
            actions.logoff(identity.id());
        } catch (SessionApiException e) {
            if (e.reason() != Reason.CLOSING) {
                return goneOrFailed(
                        e, identity, "Windows was called and has no such session.", consequence(e, identity.id()));
            }
        }
        return Verdict.of(
                Outcome.ACCEPTED, "Windows is logging " + account + " off from session " + identity.id() + '.');
    }

    private static String consequence(SessionApiException e, long id) {
        return e.hadNoEffect()
                ? "Session " + id + " was not logged off."
                : "Session " + id + " may be closing all the same; look again.";
    }

    /** "No such session" counts only when a list taken now agrees. */
    private Verdict goneOrFailed(SessionApiException e, LogonIdentity identity, String ifGone, String ifFailed) {
        return e.reason() == Reason.NOT_FOUND && !isListed(identity.id())
                ? gone(identity, ifGone)
                : Verdict.failed(e, ifFailed);
    }

    private boolean isListed(long id) {
        try {
            return reader.sessions().stream().anyMatch(row -> row.id() == id);
        } catch (SessionApiException e) {
            return true;
        }
    }

    private static Verdict gone(LogonIdentity identity, String whatWasDone) {
        return Verdict.of(
                Outcome.GONE,
                "The logon of " + identity.user() + " in session " + identity.id() + " at " + identity.logonTime()
                        + " no longer exists. " + whatWasDone);
    }

    private Verdict requestedBy(PendingLogoff logoff, long deadline) {
        return await(logoff.requested(), deadline)
                ? logoff.requested().join()
                : Verdict.of(Outcome.PENDING, "Another request for this logoff is still waiting for Windows.");
    }

    private Verdict outcomeAfterWaiting(PendingLogoff logoff, long deadline, String account) {
        long id = logoff.identity().id();
        return await(logoff.gone(), deadline)
                ? Verdict.of(Outcome.DONE, account + " was logged off from session " + id + '.')
                : Verdict.of(Outcome.PENDING, "Session " + id + " is still closing; LogoffState tells how far it is.");
    }

    /** Returns whether the future completed before the deadline. */
    private boolean await(Future<?> future, long deadline) {
        try {
            future.get(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a logoff failed.", e.getCause());
        }
    }

    /** Refuses new requests and ends every wait; whoever waited is told that the logoff is still pending. */
    @Override
    public void close() {
        closed = true;
        pending.close();
    }
}
