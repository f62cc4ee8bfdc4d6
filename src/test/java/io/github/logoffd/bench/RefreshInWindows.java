package io.github.logoffd.bench;

import com.sun.management.ThreadMXBean;
import io.github.logoffd.access.Caller;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.host.windows.WtsSessionHost;
import io.github.logoffd.jmx.HostBeans;
import io.github.logoffd.jmx.HostNotifications;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.MemoryAuditTrail;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Refreshes in the Windows JVM, as the service does. Each line that it reads says what to do and how often; it answers
 * with the nanoseconds and the allocated bytes of one of them.
 */
final class RefreshInWindows {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SessionHost host = WtsSessionHost.local("BENCH", false);
    private final HostMonitor snapshots = monitor(host);
    private final HostMonitor beans = withBeans("QUIET", host);
    private final HostMonitor changing = withBeans("CHANGING", new ChangingReader(host));
    private final Map<String, Runnable> work = Map.of(
            "binding", this::askAll,
            "snapshot", snapshots::refreshOnSchedule,
            "beans", beans::refreshOnSchedule,
            "changing", changing::refreshOnSchedule);

    private RefreshInWindows() {}

    /** Answers until there are no more lines. */
    public static void main(String[] args) throws IOException {
        RefreshInWindows refresh = new RefreshInWindows();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] words = line.split(" ", -1);
            refresh.measure(words[0], Integer.parseInt(words[1]));
        }
    }

    /** Byte by byte: every reader of the JDK asks the pipe how much there is, which Wine does not tell. */
    private static String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = System.in.read(); c != '\n' && c >= 0; c = System.in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private void measure(String what, int rounds) {
        Runnable once = work.get(what);
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            once.run();
        }
        long nanos = System.nanoTime() - begin;
        System.out.println(nanos / rounds + " " + (THREAD.getCurrentThreadAllocatedBytes() - bytes) / rounds);
        System.out.flush();
    }

    /** The questions of a refresh and their answers as values, without anything that is made of these. */
    private void askAll() {
        List<SessionRow> rows = host.sessions();
        host.processes();
        for (SessionRow row : rows) {
            if (row.kind() != SessionKind.LISTENER) {
                host.detail(row.uniqueId());
            }
        }
    }

    private static HostMonitor monitor(SessionReader reader) {
        return new HostMonitor("BENCH", reader, Runnable::run, InstantSource.system(), System::nanoTime);
    }

    /** Everything that the service does with a new snapshot. */
    private static HostMonitor withBeans(String name, SessionReader reader) {
        HostMonitor monitor = new HostMonitor(name, reader, Runnable::run, InstantSource.system(), System::nanoTime);
        ScheduledExecutorService idle = Executors.newSingleThreadScheduledExecutor(RefreshInWindows::daemon);
        HostNotifications notifications =
                new HostNotifications(name, new EventJournal(1000, 1, InstantSource.system()));
        SessionControl control = Controls.of(
                WtsSessionHost.local(name, false),
                10,
                new AuditedRequests(
                        new MemoryAuditTrail(), () -> Caller.LOCAL_JMX, InstantSource.system(), System::nanoTime),
                notifications,
                idle,
                idle,
                InstantSource.system(),
                System::nanoTime,
                () -> {});
        HostBeans beans = new HostBeans(
                ManagementFactory.getPlatformMBeanServer(), HostMode.WINDOWS, monitor, control, notifications);
        monitor.onRefresh((before, after) -> {
            beans.update(before, after);
            control.observe(after.snapshot().sessions());
        });
        return monitor;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "idle");
        thread.setDaemon(true);
        return thread;
    }
}
