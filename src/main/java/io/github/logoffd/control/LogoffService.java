package io.github.logoffd.control;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffCounters;
import io.github.logoffd.control.request.LogoffListener.Happening;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PendingLogoff;
import io.github.logoffd.control.request.Request;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.support.text.VisibleText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs off sessions of one host by bean, id or name, and reports the progress of logoffs. Thread-safe. */
public final class LogoffService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogoffService.class);

    private final SessionFinder finder;
    private final LogoffGuard guard;
    private final HostRequests requests;
    private final PendingLogoffs pending;
    private final LogoffPipeline pipeline;
    private volatile Consumer<LogonIdentity> accepted = identity -> {};

    /**
     * Creates the service of one host.
     *
     * @param requests the gate for all requests of the host
     * @param verifier runs the verification and {@code onGone}; one thread is enough
     * @param nanoTime a monotonic clock
     * @param onGone called when sessions are verified gone, before callers that wait get their answer
     */
    LogoffService(
            SessionHost sessionHost,
            SessionFinder finder,
            LogoffGuard guard,
            HostRequests requests,
            ScheduledExecutorService verifier,
            LongSupplier nanoTime,
            Runnable onGone) {
        this.finder = finder;
        this.guard = guard;
        this.requests = requests;
        this.pending = new PendingLogoffs(
                sessionHost, verifier, nanoTime, requests.limits().timeout(), new Progress(onGone));
        this.pipeline = new LogoffPipeline(
                requests,
                new LogonCheck(sessionHost),
                guard,
                sessionHost,
                pending,
                nanoTime,
                identity -> accepted.accept(identity));
    }

    /** Reacts to the progress of the verification. */
    private final class Progress implements PendingLogoffs.Progress {

        private final Runnable onGone;

        private Progress(Runnable onGone) {
            this.onGone = onGone;
        }

        @Override
        public void gone(Collection<PendingLogoff> logoffs) {
            logoffs.forEach(PendingLogoff::verifiedGone);
            requests.counters().countDone(logoffs.size());
            try {
                onGone.run();
            } catch (RuntimeException e) {
                log.error("A session was logged off, but the snapshot of its host could not be refreshed", e);
            }
            for (PendingLogoff logoff : logoffs) {
                pipeline.publish(Happening.DONE, logoff, LogoffPipeline.done(logoff));
                requests.recordGone(logoff);
            }
        }

        @Override
        public void stuck(PendingLogoff logoff) {
            pipeline.publish(Happening.STUCK, logoff, LogoffPipeline.stillClosing(logoff));
            requests.recordStuck(logoff);
        }
    }

    /** Sets the callback for a logoff that Windows has accepted, called before the request is answered. */
    void onAccepted(Consumer<LogonIdentity> observer) {
        accepted = observer;
    }

    /** Returns the pipeline for every logoff of this host. */
    LogoffPipeline pipeline() {
        return pipeline;
    }

    /**
     * Logs off exactly this logon.
     *
     * @param target the session as the caller saw it
     * @param wait whether to return only when it is verified gone or the timeout has passed
     */
    public LogoffAnswer logoff(Session target, boolean wait) {
        Request request = requests.about(target, "logoff", "wait=" + wait);
        return pipeline.logoff(() -> SessionFinder.Found.of(target), found -> request, session -> Demand.NONE, wait)
                .answer();
    }

    /**
     * Logs off the session that has this id now, or the active session of this name.
     *
     * @throws IllegalArgumentException when {@code sessionNameOrId} is blank or too long
     */
    public LogoffAnswer logoffSession(String sessionNameOrId, boolean wait) {
        if (VisibleText.isBlank(sessionNameOrId)) {
            throw new IllegalArgumentException(
                    "sessionNameOrId is blank. Give a session id, or the name of an active session.");
        }
        TextLength.require("sessionNameOrId", sessionNameOrId, TextLength.OF_A_NAME);
        String nameOrId = sessionNameOrId.strip();
        String arguments = "session=" + nameOrId + " wait=" + wait;
        return pipeline.logoff(
                        () -> finder.find(nameOrId),
                        target -> requests.asOfNow(
                                new Request(requests.caller(), "logoffSession", arguments, target, "", false)),
                        session -> Demand.NONE,
                        wait)
                .answer();
    }

    /** Updates the number of users. */
    void countUsers(List<Session> sessions) {
        requests.countUsers(sessions);
    }

    /** Publishes STUCK for a session that has gone down, unless its logoff was published as overdue, and vice versa. */
    void publishDown(Session session) {
        Step.Accepted down =
                Step.Accepted.of(Outcome.PENDING, "The session is down: Windows is ending it and has not finished.");
        Optional<PendingLogoff> asked = session.identity().flatMap(pending::find);
        if (asked.isEmpty()) {
            requests.publish(Happening.STUCK, session, down);
        }
        asked.filter(PendingLogoff::tellStuckNow).ifPresent(logoff -> pipeline.publish(Happening.STUCK, logoff, down));
    }

    /** Returns the progress of the logoff of a session. Never calls the host. */
    public LogoffState stateOf(Session session) {
        return session.identity().map(pending::stateOf).orElse(LogoffState.NONE);
    }

    /**
     * Makes a decision while no logoff of this logon can start; empty when one is in progress. The decision must not
     * block.
     */
    <T> Optional<T> unlessUnderWay(LogonIdentity identity, Supplier<T> decision) {
        return pending.unlessUnderWay(identity, decision);
    }

    /** Returns why a session may not be logged off, {@code ""} when it may. Never calls the host. */
    public String refusal(Session session) {
        Step step = requests.refusalWhenDisabled().then(() -> guard.refusal(session));
        return step instanceof Step.Ended refused ? refused.message() : "";
    }

    /** Returns the counters since startup. */
    public LogoffCounters counters() {
        return requests.counters();
    }

    /** Returns the number of logoffs in progress. */
    public int pendingCount() {
        return pending.size();
    }

    /** Refuses new requests and ends every wait. */
    @Override
    public void close() {
        requests.close();
    }
}
