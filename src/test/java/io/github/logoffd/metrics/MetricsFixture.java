package io.github.logoffd.metrics;

import io.github.logoffd.access.Caller;
import io.github.logoffd.config.MetricsConfig;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.HandDrivenScheduler;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The metrics of one scripted host, and of nothing else that moves. */
final class MetricsFixture implements AutoCloseable {

    static final MetricsConfig ALL = new MetricsConfig(true, true, 2000);
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

    final ScriptedHost host;
    final MutableClock clock = new MutableClock(Samples.NOW);
    final NanoClock nanoTime = new NanoClock();
    final EventJournal events = new EventJournal(10, 1, clock);
    final HostMonitor monitor;
    final SessionControl control;
    final Metrics metrics;

    MetricsFixture(ScriptedHost host) {
        this(host, ALL);
    }

    MetricsFixture(ScriptedHost host, MetricsConfig config) {
        this(host, host, config);
    }

    /** Reads the host through something else. */
    MetricsFixture(ScriptedHost host, SessionReader reader, MetricsConfig config) {
        this.host = host;
        monitor = new HostMonitor(Samples.HOST, reader, new CallerRuns(), clock, nanoTime);
        HandDrivenScheduler thread = new HandDrivenScheduler();
        control = Controls.of(
                host,
                10,
                new AuditedRequests(new MemoryAuditTrail(), () -> Caller.LOCAL_JMX, clock, nanoTime),
                (happening, answer) -> {},
                thread,
                thread,
                clock,
                nanoTime,
                () -> {});
        metrics = new Metrics(config, "1.2.3", () -> List.of(new MeasuredHost(monitor, control)), events::counts);
        monitor.refresh();
        host.forgetCalls();
    }

    /** Returns the text as a reader gets it who accepts anything. */
    String text() {
        return text("");
    }

    String openMetrics() {
        return text(OPEN_METRICS);
    }

    String text(String accept) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            metrics.read(accept).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Returns the lines of one family without its description. */
    List<String> series(String name) {
        return text().lines()
                .filter(line -> line.startsWith(name + '{') || line.startsWith(name + ' '))
                .toList();
    }

    @Override
    public void close() {
        control.close();
    }
}
