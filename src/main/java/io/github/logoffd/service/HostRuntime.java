package io.github.logoffd.service;

import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.Automation;
import io.github.logoffd.control.CountdownJournal;
import io.github.logoffd.control.HostRequests;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.request.LogoffListener;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.request.RememberedAnswers;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.control.rules.LogoffGuard;
import io.github.logoffd.host.resilient.TimeLimitedHost;
import io.github.logoffd.host.resilient.WatchedHost;
import io.github.logoffd.jmx.HostBeans;
import io.github.logoffd.jmx.HostNotifications;
import io.github.logoffd.metrics.MeasuredHost;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.EventWatch;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.monitor.HostStatus;
import io.github.logoffd.monitor.MinuteCounts;
import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.support.RepeatedTask;
import io.github.logoffd.web.endpoints.HostHealth;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that belongs to one host, with daemon threads of its own: {@code refresh-HOST} reads the host on schedule
 * and on demand, {@code events-HOST} waits for the host to say that something has happened, {@code verify-HOST}
 * verifies its logoffs, {@code timer-HOST} ends its countdowns, {@code silence-HOST} notices when it does not answer,
 * {@code act-HOST} works bulk requests off, {@code call-HOST} makes the calls of all requests to act. None blocks on
 * anything but this host.
 */
final class HostRuntime implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HostRuntime.class);

    /** A snapshot older than this many intervals, and some seconds, no longer represents the host. */
    private static final int STALE_INTERVALS = 5;

    private static final int STALE_SECONDS = 30;

    /** The number of concurrent logoff calls of one bulk request. */
    private static final int WORKERS = 16;

    /**
     * Threads for calls beside those of requests that came from outside: of bulk requests, countdowns and verification.
     */
    private static final int CALLS_OF_OUR_OWN = WORKERS + 2;

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofMillis(500);

    private final CloseStack closeables = new CloseStack();
    private final HostMonitor monitor;
    private final MinuteCounts counts = new MinuteCounts();
    private final HostBeans beans;
    private final HostNotifications notifications;
    private final TimeLimitedHost limited;
    private final SessionControl control;
    private final boolean remote;
    private final Future<HostStatus> firstSnapshot;
    private final long staleAfterSeconds;

    HostRuntime(
            WatchedHost watched,
            ServiceConfig config,
            CountdownJournal journal,
            LogoffLimits limits,
            ActingPolicy policy,
            PastRequests past,
            AuditedRequests audited,
            EventJournal events,
            MBeanServer server) {
        closeables.add(watched);
        remote = watched.remote();
        String name = watched.host().name();
        Duration interval = config.hosts().refreshInterval();
        staleAfterSeconds = STALE_INTERVALS * interval.toSeconds() + STALE_SECONDS;
        ScheduledExecutorService refreshes = thread("refresh-" + name);
        monitor = new HostMonitor(name, watched.host(), refreshes, InstantSource.system(), System::nanoTime);
        notifications = new HostNotifications(name, events);
        limited = closeables.add(limited(watched, config));
        control = SessionControl.of(
                limited,
                new LogoffGuard(policy, watched.ownSession()),
                new HostRequests(name, audited, limits, policy, notifications),
                dependencies(name, config, past, journal),
                monitor::refresh);
        beans = closeables.add(new HostBeans(server, watched.host().mode(), monitor, control, notifications));
        monitor.onRefresh((before, after) -> {
            try {
                beans.update(before, after);
            } finally {
                control.observe(after.snapshot().sessions());
                counts.count(after);
            }
        });
        firstSnapshot = monitor.refreshSoon();
        start(watched, config, refreshes);
    }

    private static TimeLimitedHost limited(WatchedHost watched, ServiceConfig config) {
        return new TimeLimitedHost(
                watched.host(),
                config.hosts().timeout(),
                config.logoff().maxWaiting() + CALLS_OF_OUR_OWN,
                DaemonThreads.named("call-" + watched.host().name()),
                System::nanoTime);
    }

    private SessionControl.Dependencies dependencies(
            String name, ServiceConfig config, PastRequests past, CountdownJournal journal) {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, DaemonThreads.named("act-" + name));
        closeables.add(() -> end(workers));
        return new SessionControl.Dependencies(
                thread("verify-" + name),
                thread("timer-" + name),
                workers,
                InstantSource.system(),
                System::nanoTime,
                monitor.ages(),
                new RememberedAnswers(config.logoff().requestIdsKept(), System::nanoTime, past, name),
                journal);
    }

    private void start(WatchedHost watched, ServiceConfig config, ScheduledExecutorService refreshes) {
        Duration interval = config.hosts().refreshInterval();
        RepeatedTask.schedule(refreshes, interval, interval, monitor::refreshOnSchedule);
        Duration limit = config.hosts().timeout();
        RepeatedTask.schedule(
                thread("silence-" + host()), limit, limit.dividedBy(4), () -> monitor.noticeSilence(limit));
        EventWatch events = closeables.add(EventWatch.start(
                watched.events(),
                monitor,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble()));
        // The watch may be waiting for a refresh.
        closeables.add(() -> {
            events.stop();
            refreshes.shutdownNow();
            monitor.close();
        });
    }

    /** Publishes what became of countdowns of an earlier run. */
    void publish(List<LogoffAnswer> cancelled) {
        cancelled.forEach(answer -> notifications.happened(LogoffListener.Happening.CANCELLED, answer));
    }

    /**
     * Waits for the first snapshot of this machine, so that it exists when the service reports that it runs; other
     * hosts are not waited for.
     */
    void awaitFirstSnapshot() {
        if (remote) {
            return;
        }
        try {
            monitor.await(firstSnapshot);
        } catch (IllegalStateException e) {
            log.warn("The service starts without a snapshot of {}: {}", monitor.host(), e.getMessage());
        }
    }

    private ScheduledExecutorService thread(String name) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(name));
        closeables.add(() -> end(executor));
        return executor;
    }

    /** What a thread is about to write to the audit trail has to be there before the trail is closed. */
    private static void end(ExecutorService executor) throws InterruptedException {
        executor.shutdownNow();
        if (!executor.awaitTermination(PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
            log.debug("A thread has not ended and is abandoned");
        }
    }

    String host() {
        return monitor.host();
    }

    HostHealth health() {
        long age = monitor.snapshotSeconds();
        return new HostHealth(monitor.host(), monitor.status().reachable() && age <= staleAfterSeconds, age);
    }

    /** Returns why times of the latest snapshot are not trusted, {@code ""} when all are. */
    String clockDoubt() {
        return monitor.status().clockDoubt();
    }

    MinuteCounts counts() {
        return counts;
    }

    MeasuredHost measured() {
        return new MeasuredHost(monitor, control);
    }

    /** Tells listeners that acting was switched off or on. */
    void tellActing(String message) {
        beans.tellActing(message);
    }

    Automation automation() {
        return control.automation();
    }

    /** Refuses new requests to act; callers that wait for a logoff or for the host get their answer now. */
    void stopActing() {
        control.close();
        limited.close();
    }

    /** Stops the threads, unregisters the beans and closes the handles; only a host that hangs delays this. */
    @Override
    public void close() {
        closeables.close();
    }
}
