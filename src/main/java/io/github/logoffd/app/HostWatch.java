package io.github.logoffd.app;

import io.github.logoffd.control.AuditedRequests;
import io.github.logoffd.control.LogoffGuard;
import io.github.logoffd.control.LogoffLimits;
import io.github.logoffd.control.LogoffService;
import io.github.logoffd.http.HostHealth;
import io.github.logoffd.jmx.HostBeans;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.snapshot.HostMonitor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that belongs to one host, with two daemon threads of its own: {@code refresh-HOST} reads the host on schedule,
 * {@code verify-HOST} verifies its logoffs. Neither blocks on anything but this host.
 */
final class HostWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HostWatch.class);

    private final CloseStack closeables = new CloseStack();
    private final HostMonitor monitor;

    HostWatch(SessionHost host, Duration interval, LogoffLimits limits, AuditedRequests requests, MBeanServer beans) {
        closeables.add(host);
        monitor = new HostMonitor(host.name(), host, InstantSource.system(), System::nanoTime);
        LogoffService control = new LogoffService(
                host,
                new LogoffGuard(),
                limits,
                requests,
                thread("verify-" + host.name()),
                System::nanoTime,
                monitor::refresh);
        HostBeans hostBeans = closeables.add(new HostBeans(beans, host.mode(), monitor, control));
        closeables.add(control);
        monitor.onRefresh(hostBeans::update);
        monitor.refresh();
        // Its failures are handled inside, so nobody needs the future.
        Future<?> unused = thread("refresh-" + host.name())
                .scheduleWithFixedDelay(this::refresh, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ScheduledExecutorService thread(String name) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        closeables.add(executor::shutdownNow);
        return executor;
    }

    /** An exception would end the schedule. */
    private void refresh() {
        try {
            monitor.refresh();
        } catch (RuntimeException e) {
            log.error("The beans of {} could not be brought up to date", monitor.host(), e);
        }
    }

    HostHealth health() {
        return new HostHealth(monitor.host(), monitor.status().reachable(), monitor.snapshotSeconds());
    }

    /** Waits for nobody: threads are told to end, callers that wait get their answer, the beans go. */
    @Override
    public void close() {
        closeables.close();
    }
}
