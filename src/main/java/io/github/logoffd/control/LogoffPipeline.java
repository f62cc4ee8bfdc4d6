package io.github.logoffd.control;

import io.github.logoffd.control.request.LogoffListener.Happening;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PendingLogoff;
import io.github.logoffd.control.request.RecordedRequest;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.Admission;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionActions;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionApiException.Reason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only code path that ends a session: every bean, bulk request, countdown, hook and command calls {@link #logoff},
 * {@link #logoffEntered} or {@link #begin}, and nothing else in this program calls {@code WTSLogoffSession}. Read it
 * from top to bottom; each step either {@linkplain Step#next continues} or is the answer. Thread-safe; a caller that
 * waits holds its own thread and no lock.
 */
final class LogoffPipeline {

    private static final Logger log = LoggerFactory.getLogger(LogoffPipeline.class);

    private final HostRequests requests;
    private final LogonCheck logons;
    private final LogoffGuard guard;
    private final SessionActions actions;
    private final PendingLogoffs pending;
    private final LongSupplier nanoTime;
    private final Consumer<LogonIdentity> accepted;

    /**
     * Creates the pipeline of one host.
     *
     * @param accepted called when Windows has accepted a logoff, before the request for it is answered
     */
    LogoffPipeline(
            HostRequests requests,
            LogonCheck logons,
            LogoffGuard guard,
            SessionActions actions,
            PendingLogoffs pending,
            LongSupplier nanoTime,
            Consumer<LogonIdentity> accepted) {
        this.requests = requests;
        this.logons = logons;
        this.guard = guard;
        this.actions = actions;
        this.pending = pending;
        this.nanoTime = nanoTime;
        this.accepted = accepted;
    }

    /**
     * One requested logoff.
     *
     * @param found the session, or the reason why nothing may be done
     * @param admission the final check before the call
     * @param deadline the end of the wait, on the monotonic clock
     */
    record Order(Request request, Step found, Demand demand, Admission admission, long deadline) {

        Session target() {
            return request.target().orElseThrow();
        }
    }

    /**
     * Finds a session and logs it off, all within the limit of concurrent requests, so that a host that does not answer
     * cannot occupy further threads.
     */
    RecordedRequest logoff(
            Supplier<SessionFinder.Found> search,
            Function<Optional<Session>, Request> about,
            Function<Session, Demand> demand,
            boolean wait) {
        Step entered = requests.enter();
        try {
            SessionFinder.Found found = entered.continues() ? search.get() : SessionFinder.Found.nothing(entered);
            Request request = found.named(about.apply(found.session()));
            return logoffEntered(
                    request, found.step(), found.session().map(demand).orElse(Demand.NONE), wait);
        } finally {
            requests.leave(entered);
        }
    }

    /**
     * Logs one session off, from the recorded intent to the recorded outcome. The request has entered the limit, or
     * needs no place in it, as a countdown that is due.
     */
    RecordedRequest logoffEntered(Request request, Step found, Demand demand, boolean wait) {
        long deadline = nanoTime.getAsLong() + requests.limits().timeout().toNanos();
        RecordedRequest recorded = begin(new Order(request, found, demand, requests.admission(request), deadline));
        if (wait) {
            recorded.endsWith(verified(recorded.end(), deadline));
        }
        return requests.answer(recorded);
    }

    /** Does everything except waiting for the end. The caller has to answer the request. */
    RecordedRequest begin(Order order) {
        RecordedRequest recorded = requests.record(order.request());
        recorded.carryOut(() -> order.found()
                .then(() -> requests.refusalWithoutReason(order.request()))
                .then(() -> requireIdentity(order.target()))
                .then(() -> order.request().dryRun() ? rehearse(order) : startOrJoin(order)));
        recorded.end().logoff().ifPresent(logoff -> logoff.add(recorded));
        return recorded;
    }

    private Step requireIdentity(Session target) {
        return target.identity().isPresent() ? Step.next() : guard.refusalWithoutIdentity(target);
    }

    /**
     * A logon has one logoff at a time. Others join it and call Windows again only when it is stuck: Windows may have
     * forgotten it.
     */
    private Step startOrJoin(Order order) {
        LogonIdentity identity = order.target().identity().orElseThrow();
        PendingLogoff mine = new PendingLogoff(identity, order.request(), nanoTime.getAsLong());
        PendingLogoff logoff = pending.startOrJoin(mine);
        Step.Ended step;
        if (logoff.equals(mine)) {
            step = callOrFail(order, mine, mine.startNanos());
            pending.requested(mine, step);
        } else if (pending.isStuck(logoff)) {
            step = callOrFail(order, logoff, mine.startNanos());
            if (isAccepted(step)) {
                logoff.askedAgain(nanoTime.getAsLong());
            }
        } else {
            step = join(order, logoff);
        }
        if (!isAccepted(step)) {
            return step;
        }
        overtakeCountdown(identity);
        return Step.Accepted.of(Outcome.ACCEPTED, step.message()).with(logoff);
    }

    /** Requests that joined must get an answer in every case. */
    private Step.Ended callOrFail(Order order, PendingLogoff logoff, long startNanos) {
        Step.Ended end = (Step.Ended) allowed(order, logoff).then(() -> callWindows(logoff));
        if (isAccepted(end)) {
            publish(Happening.REQUESTED, order.request(), startNanos, end);
        }
        return end;
    }

    /** Whatever becomes of the countdown, Windows has accepted. */
    private void overtakeCountdown(LogonIdentity identity) {
        try {
            accepted.accept(identity);
        } catch (RuntimeException e) {
            log.error("The countdown of {}, which is being logged off, could not be ended", identity.key(), e);
        }
    }

    /** The two last words before the call: of the logon as it is now, and of the rules in force. */
    private Step allowed(Order order, PendingLogoff logoff) {
        try {
            return readAfresh(order.target(), order.demand())
                    .then(() -> order.admission().admit());
        } catch (RuntimeException | Error e) {
            log.error("The logon {} could not be checked", logoff.identity().key(), e);
            return Step.Failed.because(
                    "The check of the logon failed unexpectedly (" + e + "). Windows was not called.");
        }
    }

    /** Reads the logon again; the result goes through the guard first, then through the condition of the request. */
    Step check(Session target, Demand demand) {
        return requireIdentity(target).then(() -> readAfresh(target, demand));
    }

    private Step readAfresh(Session target, Demand demand) {
        return logons.identify(
                target.identity().orElseThrow(),
                fresh -> guard.refusal(target, fresh, demand.named()).then(() -> demand.check(fresh)));
    }

    private Step.Ended callWindows(PendingLogoff logoff) {
        LogonIdentity identity = logoff.identity();
        try {
            actions.logoff(identity.id());
        } catch (SessionApiException e) {
            // A session that is closing already needs no second call.
            if (e.reason() != Reason.CLOSING) {
                return failed(e, identity);
            }
        } catch (RuntimeException | Error e) {
            log.error("The logoff of {} failed unexpectedly", identity.key(), e);
            return Step.Failed.because(
                            "The logoff failed unexpectedly (" + e + "); whether it took effect is not known.")
                    .withUnknownEffect();
        }
        return Step.Accepted.of(
                Outcome.ACCEPTED,
                "Windows is logging " + logoff.account() + " off from session " + identity.id() + '.');
    }

    private Step.Failed failed(SessionApiException e, LogonIdentity identity) {
        return e.hadNoEffect()
                ? logons.goneOrFailed(
                        e,
                        identity,
                        "Windows was called and has no such session.",
                        "Session " + identity.id() + " was not logged off.")
                : Step.Failed.because(
                                e,
                                "Whether session " + identity.id()
                                        + " was logged off is not known. Read the sessions again.")
                        .withUnknownEffect();
    }

    /** Does everything except calling Windows, and counts nothing. */
    private Step rehearse(Order order) {
        Session target = order.target();
        return readAfresh(target, order.demand())
                .then(() -> order.admission().admit())
                .then(() -> Step.Accepted.of(Outcome.ACCEPTED, rehearsed(target)));
    }

    private String rehearsed(Session target) {
        String session = "session " + target.id() + " of " + target.account();
        if (DownSessions.isDown(target)) {
            return "Windows is ending " + session
                    + " and has not finished: its state is DOWN. It would be called again;" + " nothing was done. "
                    + StuckAdvice.of(target.id());
        }
        Optional<PendingLogoff> other = target.identity().flatMap(pending::find);
        if (other.isEmpty()) {
            return target.account() + " would be logged off from session " + target.id() + "; nothing was done.";
        }
        return pending.isStuck(other.get())
                ? "Windows accepted a logoff of " + session + ' ' + seconds(other.get())
                        + " seconds ago and has not finished. It would be called again; nothing was done. "
                        + StuckAdvice.of(target.id())
                : "A logoff of " + session + " is in progress. This request would join it; nothing was done.";
    }

    private long seconds(PendingLogoff logoff) {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - logoff.startNanos());
    }

    /** A logoff that another request has started is not cancelled by the user's return. */
    private Step.Ended join(Order order, PendingLogoff other) {
        return readAfresh(order.target(), order.demand()) instanceof Step.Ended mine
                        && mine.outcome() != Outcome.CANCELLED
                ? mine
                : acceptedFor(other, order.deadline());
    }

    /** The other request has conditions of its own: its refusal is not an answer to this one. */
    private Step.Ended acceptedFor(PendingLogoff other, long deadline) {
        if (!await(other.requested(), deadline)) {
            return Step.Accepted.of(Outcome.PENDING, "Another request for this logoff is still waiting for Windows.");
        }
        Step.Ended theirs = other.requested().join();
        return theirs instanceof Step.Refused || theirs.outcome() == Outcome.CANCELLED
                ? Step.Failed.because(
                        "Another request for this logoff was refused in the meantime. Repeat this request.")
                : theirs;
    }

    private static boolean isAccepted(Step.Ended end) {
        return end.outcome() == Outcome.ACCEPTED;
    }

    /** Waits until a logoff that Windows has accepted is verified, or the deadline has passed. */
    Step.Ended verified(Step.Ended end, long deadline) {
        return end.logoff().map(logoff -> afterWaiting(logoff, deadline)).orElse(end);
    }

    private Step.Ended afterWaiting(PendingLogoff logoff, long deadline) {
        return await(logoff.gone(), deadline)
                ? done(logoff)
                : stillClosing(logoff).with(logoff);
    }

    private boolean await(CompletableFuture<?> future, long deadline) {
        return requests.waits().await(future, deadline - nanoTime.getAsLong());
    }

    static Step.Accepted done(PendingLogoff logoff) {
        return Step.Accepted.of(
                Outcome.DONE,
                logoff.account() + " was logged off from session "
                        + logoff.identity().id() + '.');
    }

    static Step.Accepted stillClosing(PendingLogoff logoff) {
        return Step.Accepted.of(
                Outcome.PENDING, "Session " + logoff.identity().id() + " is still closing; see LogoffState.");
    }

    void publish(Happening happening, PendingLogoff logoff, Step.Ended end) {
        publish(happening, logoff.request(), logoff.startNanos(), end);
    }

    private void publish(Happening happening, Request request, long startNanos, Step.Ended end) {
        requests.publish(happening, request, end, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos));
    }
}
