package io.github.logoffd.control;

import io.github.logoffd.control.request.RememberedAnswers;
import io.github.logoffd.control.rules.Inactivity;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionHost;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Everything that can be done to the sessions of one host.
 *
 * @param logoff logging off by id, name or bean
 * @param messages talking to users
 * @param disconnects dropping clients
 * @param countdowns logging off after a warning
 * @param automation the call for hooks
 * @param bulk the same for many sessions
 * @param downs the sessions that Windows cannot end
 */
public record SessionControl(
        LogoffService logoff,
        MessageService messages,
        DisconnectService disconnects,
        Countdowns countdowns,
        Automation automation,
        BulkService bulk,
        DownSessions downs)
        implements AutoCloseable {

    /**
     * What the services of one host share.
     *
     * @param verifier one thread that verifies what Windows has accepted
     * @param timer one thread that ends countdowns
     * @param workers as many threads as sessions may be asked for at once
     * @param clock the time of day, for people
     * @param nanoTime a clock that is never set
     * @param ages what is known of the times of sessions
     * @param keepAnswers how long a request id is remembered
     * @param journal remembers countdowns across a restart
     */
    public record Dependencies(
            ScheduledExecutorService verifier,
            ScheduledExecutorService timer,
            ExecutorService workers,
            InstantSource clock,
            LongSupplier nanoTime,
            AgeSource ages,
            Duration keepAnswers,
            CountdownJournal journal) {}

    /**
     * Builds the services of one host.
     *
     * @param onGone called when sessions are verified gone, before callers that wait get their answer
     */
    public static SessionControl of(
            SessionHost host, LogoffGuard guard, HostRequests requests, Dependencies dependencies, Runnable onGone) {
        SessionFinder finder = new SessionFinder(host.name(), host);
        LogoffService logoff =
                new LogoffService(host, guard, requests, dependencies.verifier(), dependencies.nanoTime(), onGone);
        MessageService messages = new MessageService(host, requests);
        Inactivity inactivity = new Inactivity(dependencies.ages());
        return new SessionControl(
                logoff,
                messages,
                new DisconnectService(host, guard, requests, dependencies.verifier()),
                new Countdowns(
                        logoff,
                        messages,
                        requests,
                        dependencies.journal(),
                        dependencies.timer(),
                        dependencies.clock(),
                        dependencies.nanoTime()),
                new Automation(
                        logoff.pipeline(),
                        finder,
                        requests,
                        inactivity,
                        new RememberedAnswers(dependencies.keepAnswers(), dependencies.nanoTime())),
                new BulkService(
                        logoff,
                        messages,
                        finder,
                        requests,
                        inactivity,
                        dependencies.workers(),
                        dependencies.nanoTime()),
                new DownSessions(logoff, dependencies.nanoTime()));
    }

    /** Takes note of the newest snapshot; to be called for one after the other, the first included. */
    public void observe(List<Session> sessions) {
        logoff.countUsers(sessions);
        countdowns.observe(sessions);
        downs.observe(sessions);
    }

    /** Returns how far the logoff of a session is. Never asks the host. */
    public LogoffState stateOf(Session session) {
        if (DownSessions.isDown(session)) {
            return LogoffState.STUCK;
        }
        LogoffState state = logoff.stateOf(session);
        return state == LogoffState.NONE && countdowns.dueSeconds(session) >= 0 ? LogoffState.WARNED : state;
    }

    /** Refuses new requests and ends every wait; callers that waited are answered that the logoff is still pending. */
    @Override
    public void close() {
        bulk.close();
        logoff.close();
        countdowns.close();
    }
}
