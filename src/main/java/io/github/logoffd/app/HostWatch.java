package io.github.logoffd.app;

import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.AuditedRequests;
import io.github.logoffd.control.CountdownJournal;
import io.github.logoffd.control.HostRequests;
import io.github.logoffd.control.LogoffGuard;
import io.github.logoffd.control.LogoffLimits;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.events.EventLog;
import io.github.logoffd.http.HostHealth;
import io.github.logoffd.jmx.HostBeans;
import io.github.logoffd.jmx.HostNotifications;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.snapshot.EventWatch;
import io.github.logoffd.snapshot.HostMonitor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that belongs to one host, with daemon threads of its own: {@code refresh-HOST} reads the host on schedule, {@code
 * events-HOST} when the host says so, {@code verify-HOST} verifies its logoffs, {@code countdown-HOST} ends its countdowns, {@code
 * act-HOST} works bulk requests off. None blocks on anything but this host.
 */
final class HostWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HostWatch.class);

    /** A snapshot older than this many intervals, and some seconds, is no picture of the host any more. */
    private static final int STALE_INTERVALS = 5;

    private static final int STALE_SECONDS = 30;

    /** How many sessions of one bulk request are asked for at once. */
    private static final int WORKERS = 16;

    private final CloseStack closeables = new CloseStack();
    private final HostMonitor monitor;
    private final SessionControl control;
    private final long staleAfterSeconds;

    HostWatch(
            SessionHost host,
            ServiceConfig config,
            LogoffLimits limits,
            AuditedRequests audited,
            CountdownJournal countdowns,
            EventLog events,
            MBeanServer beans) {
        closeables.add(host);
        Duration interval = config.refreshInterval();
        staleAfterSeconds = STALE_INTERVALS * interval.toSeconds() + STALE_SECONDS;
        monitor = new HostMonitor(host.name(), host, InstantSource.system(), System::nanoTime);
        HostNotifications notifications = new HostNotifications(host.name(), events);
        control = SessionControl.of(
                host,
                new LogoffGuard(),
                new HostRequests(host.name(), audited, limits, notifications),
                means(host.name(), config, countdowns),
                monitor::refresh);
        HostBeans hostBeans = closeables.add(new HostBeans(beans, host.mode(), monitor, control, notifications));
        monitor.onRefresh((before, after) -> {
            hostBeans.update(before, after);
            control.observe(after.snapshot().sessions());
        });
        monitor.refresh();
        closeables.add(EventWatch.start(host, monitor, System::nanoTime));
        // Its failures are handled inside, so nobody needs the future.
        Future<?> unused = thread("refresh-" + host.name())
                .scheduleWithFixedDelay(this::refresh, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private SessionControl.Means means(String host, ServiceConfig config, CountdownJournal countdowns) {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, daemons("act-" + host));
        closeables.add(workers::shutdownNow);
        return new SessionControl.Means(
                thread("verify-" + host),
                thread("countdown-" + host),
                workers,
                InstantSource.system(),
                System::nanoTime,
                config.requestIdsKept(),
                countdowns);
    }

    private ScheduledExecutorService thread(String name) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(daemons(name));
        closeables.add(executor::shutdownNow);
        return executor;
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** An exception would end the schedule. */
    private void refresh() {
        try {
            monitor.refresh();
        } catch (Throwable e) {
            log.error("The beans of {} could not be brought up to date", monitor.host(), e);
        }
    }

    HostHealth health() {
        long age = monitor.snapshotSeconds();
        return new HostHealth(monitor.host(), monitor.status().reachable() && age <= staleAfterSeconds, age);
    }

    /** Refuses new requests to act; callers that wait get their answer now. */
    void stopActing() {
        control.close();
    }

    /** Waits for nobody: threads are told to end, the beans go. */
    @Override
    public void close() {
        closeables.close();
    }
}
