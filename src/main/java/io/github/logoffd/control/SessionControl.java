package io.github.logoffd.control;

import io.github.logoffd.control.request.RememberedAnswers;
import io.github.logoffd.control.rules.Inactivity;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionHost;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Services that act on the sessions of one host.
 *
 * @param logoff logs off by id, name or bean
 * @param messages sends messages to users
 * @param disconnects disconnects sessions
 * @param countdowns logs off after a warning
 * @param automation logoff API for hooks and scripts
 * @param keyed acts on the logon that a Key names
 * @param bulk acts on many sessions
 * @param downs publishes sessions that Windows cannot end
 * @param seen the observed logons
 */
public record SessionControl(
        LogoffService logoff,
        MessageService messages,
        DisconnectService disconnects,
        Countdowns countdowns,
        Automation automation,
        KeyedRequests keyed,
        BulkService bulk,
        DownSessions downs,
        SeenLogons seen)
        implements AutoCloseable {

    /**
     * Dependencies shared by the services of one host.
     *
     * @param verifier one thread that verifies what Windows has accepted
     * @param timer one thread that ends countdowns
     * @param workers threads for concurrent calls, one for each session
     * @param clock the wall clock, for display
     * @param nanoTime a monotonic clock
     * @param ages the source of session ages
     * @param answers the answers that are replayed for a repeated request id
     * @param journal keeps countdowns across a restart
     */
    public record Dependencies(
            ScheduledExecutorService verifier,
            ScheduledExecutorService timer,
            ExecutorService workers,
            InstantSource clock,
            LongSupplier nanoTime,
            AgeSource ages,
            RememberedAnswers answers,
            CountdownJournal journal) {}

    /**
     * Builds the services of one host.
     *
     * @param onGone called when sessions are verified gone, before callers that wait get their answer
     */
    public static SessionControl of(
            SessionHost host, LogoffGuard guard, HostRequests requests, Dependencies dependencies, Runnable onGone) {
        SeenLogons seen = new SeenLogons(dependencies.clock(), dependencies.nanoTime());
        SessionFinder finder = new SessionFinder(host.name(), host, seen);
        LogoffService logoff = new LogoffService(
                host, finder, guard, requests, dependencies.verifier(), dependencies.nanoTime(), onGone);
        MessageService messages = new MessageService(host, requests);
        Inactivity inactivity = new Inactivity(dependencies.ages());
        DisconnectService disconnects = new DisconnectService(host, guard, requests, dependencies.verifier());
        Countdowns countdowns = new Countdowns(
                logoff,
                messages,
                requests,
                dependencies.journal(),
                dependencies.timer(),
                dependencies.clock(),
                dependencies.nanoTime());
        return new SessionControl(
                logoff,
                messages,
                disconnects,
                countdowns,
                new Automation(logoff.pipeline(), finder, requests, inactivity, dependencies.answers()),
                new KeyedRequests(finder, requests, countdowns, disconnects, messages),
                new BulkService(
                        logoff,
                        messages,
                        countdowns,
                        finder,
                        requests,
                        inactivity,
                        dependencies.workers(),
                        dependencies.nanoTime()),
                new DownSessions(logoff, dependencies.nanoTime()),
                seen);
    }

    /** Processes the latest snapshot; to be called for every snapshot in order, including the first. */
    public void observe(List<Session> sessions) {
        seen.observe(sessions);
        logoff.countUsers(sessions);
        countdowns.observe(sessions);
        downs.observe(sessions);
    }

    /** Returns the progress of the logoff of a session. Never calls the host. */
    public LogoffState stateOf(Session session) {
        if (DownSessions.isDown(session)) {
            return LogoffState.STUCK;
        }
        LogoffState state = logoff.stateOf(session);
        return state == LogoffState.NONE && countdowns.dueSeconds(session) >= 0 ? LogoffState.WARNED : state;
    }

    /** Refuses new requests and ends every wait; waiting callers are answered that the logoff is still pending. */
    @Override
    public void close() {
        bulk.close();
        logoff.close();
        countdowns.close();
    }
}
