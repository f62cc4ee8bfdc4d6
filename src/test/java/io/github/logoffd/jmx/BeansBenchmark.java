package io.github.logoffd.jmx;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.monitor.HostStatus;
import io.github.logoffd.monitor.SessionChange;
import io.github.logoffd.monitor.SnapshotDiff;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.HandDrivenScheduler;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a refresh costs without Windows, what changed since, the beans made anew, and all sessions as one value. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BeansBenchmark {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    /** How many sessions the host has. */
    @Param({"100", "1000"})
    public int sessions;

    private final NanoClock nanoTime = new NanoClock();
    private HostMonitor monitor;
    private SessionControl control;
    private MBeanServer server;
    private ObjectName hostBean;
    private HostStatus empty;

    @Setup
    public void start() throws JMException {
        monitor = new HostMonitor(Samples.HOST, new StillReader(sessions), new CallerRuns(), () -> NOW, nanoTime);
        control = Controls.of(
                new ScriptedHost(),
                10,
                new AuditedRequests(new MemoryAuditTrail(), () -> Caller.LOCAL_JMX, () -> NOW, nanoTime),
                (happening, answer) -> {},
                new HandDrivenScheduler(),
                new HandDrivenScheduler(),
                () -> NOW,
                nanoTime,
                () -> {});
        server = MBeanServerFactory.newMBeanServer();
        hostBean = ObjectNames.sessionHost(Samples.HOST);
        empty = monitor.status();
        HostBeans beans = beans(server);
        monitor.onRefresh(beans::update);
        monitor.refresh();
    }

    private HostBeans beans(MBeanServer on) {
        HostNotifications unheard = new HostNotifications(Samples.HOST, new EventJournal(1, 1, () -> NOW));
        return new HostBeans(on, HostMode.SIMULATED, monitor, control, unheard);
    }

    @Benchmark
    public HostStatus refresh() {
        monitor.refresh();
        return monitor.status();
    }

    @Benchmark
    public List<SessionChange> differenceOfTheSame() {
        return SnapshotDiff.between(
                monitor.status().snapshot(), monitor.status().snapshot());
    }

    @Benchmark
    public int registerAll() {
        MBeanServer fresh = MBeanServerFactory.newMBeanServer();
        try (HostBeans beans = beans(fresh)) {
            beans.update(empty, monitor.status());
            return fresh.getMBeanCount();
        }
    }

    @Benchmark
    public Object allSessionsAsOneValue() throws JMException {
        return server.getAttribute(hostBean, "Sessions");
    }

    /** A host that costs nothing: its answers are there already. */
    private static final class StillReader implements SessionReader {

        private final List<SessionRow> rows;
        private final Map<Long, SessionDetail> details;

        StillReader(int sessions) {
            rows = Stream.concat(
                            Stream.of(Samples.SERVICES),
                            IntStream.range(0, sessions).mapToObj(i -> Samples.active(2L + i, "user-" + i)))
                    .toList();
            details = rows.stream().collect(Collectors.toMap(SessionRow::uniqueId, Samples::detail));
        }

        @Override
        public List<SessionRow> enumerate() {
            return rows;
        }

        @Override
        public SessionDetail detail(long uniqueId) {
            return details.get(uniqueId);
        }

        @Override
        public ClientInfo client(long uniqueId) {
            return Samples.CLIENT;
        }

        @Override
        public List<ProcessInfo> processes() {
            return List.of();
        }
    }
}
