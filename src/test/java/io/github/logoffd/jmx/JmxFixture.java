package io.github.logoffd.jmx;

import io.github.logoffd.access.Caller;
import io.github.logoffd.audit.history.ListedHistory;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.HandDrivenScheduler;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The beans of one host on an MBean server of their own. */
final class JmxFixture implements AutoCloseable {

    static final String SESSION_3 = "logoffd:type=Session,host=HOST1,id=3";
    static final String SESSION_HOST = "logoffd:type=SessionHost,host=HOST1";
    static final String HISTORY = "logoffd:type=History";
    static final String SERVICE = "logoffd:type=Service";
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    final MBeanServer server = MBeanServerFactory.newMBeanServer();
    final ScriptedHost host = new ScriptedHost()
            .with(Samples.CONSOLE)
            .with(Samples.active(3, "alice"))
            .with(Samples.disconnected(4, "bob"))
            .with(Samples.LISTENER);
    final NanoClock nanoTime = new NanoClock();
    final HandDrivenScheduler verifier = new HandDrivenScheduler();
    final HostMonitor monitor;
    final SessionControl control;
    final EventJournal events = new EventJournal(1000, 4, () -> START);
    final HostNotifications notifications;
    final HostBeans beans;
    final ServiceBean service;
    final ListedHistory history = new ListedHistory();
    private final HistoryBean historyBean;
    /** The facts of the Service bean. */
    final AtomicReference<ActingRules> acting = new AtomicReference<>(Controls.OPEN);

    private Instant now = START;

    JmxFixture() {
        host.setProcesses(List.of(
                new ProcessInfo(3, 100, "explorer.exe", 1500, 1000, 10, 1),
                new ProcessInfo(3, 104, "winword.exe", 2600, 2000, 20, 2),
                new ProcessInfo(0, 4, "System", 99, 50, 5, 5)));
        monitor = new HostMonitor(Samples.HOST, host, new CallerRuns(), () -> now, nanoTime);
        control = Controls.of(
                host,
                10,
                new AuditedRequests(new MemoryAuditTrail(), () -> Caller.LOCAL_JMX, () -> now, nanoTime),
                (happening, answer) -> {},
                verifier,
                verifier,
                () -> now,
                nanoTime,
                () -> monitor.refresh());
        notifications = new HostNotifications(Samples.HOST, events);
        beans = new HostBeans(server, HostMode.SIMULATED, monitor, control, notifications);
        monitor.onRefresh(beans::update);
        historyBean = HistoryBean.register(server, history);
        service = ServiceBean.register(
                server,
                new ServiceFacts(
                        "1.2.3",
                        START,
                        List.of("HOST1"),
                        "http://127.0.0.1:8778/jolokia/",
                        "",
                        "audit.jsonl",
                        List::of,
                        acting::get,
                        () -> List.of("guard.spareActive=no"),
                        Optional::empty));
    }

    void advance(Duration time) {
        now = now.plus(time);
        nanoTime.advance(time);
    }

    Object get(String bean, String attribute) throws Exception {
        return server.getAttribute(name(bean), attribute);
    }

    Object invoke(String bean, String operation, Object... arguments) throws Exception {
        return server.invoke(name(bean), operation, arguments, null);
    }

    /** Returns the names of all our beans as text. */
    Set<String> names() {
        return server.queryNames(name("logoffd:*"), null).stream()
                .map(ObjectName::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        historyBean.close();
        beans.close();
        control.close();
    }
}
