package io.github.logoffd.metrics;

import io.github.logoffd.config.MetricsConfig;
import io.github.logoffd.monitor.EventJournal;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All metrics for Prometheus. Thread-safe; reading never blocks. */
public final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final String version;
    private final Supplier<List<MeasuredHost>> hosts;
    private final Supplier<Map<EventJournal.Kind, Long>> events;
    private final HostFamilies hostFamilies;
    private final SessionFamilies sessionFamilies;
    private final Counter requests;

    /**
     * Creates metrics in which no HTTP request was counted.
     *
     * @param version the version of the service
     * @param hosts returns the current hosts
     * @param events returns the current counts of events
     */
    public Metrics(
            MetricsConfig config,
            String version,
            Supplier<List<MeasuredHost>> hosts,
            Supplier<Map<EventJournal.Kind, Long>> events) {
        this.version = version;
        this.hosts = hosts;
        this.events = events;
        this.sessionFamilies = new SessionFamilies(config);
        this.hostFamilies = new HostFamilies(sessionFamilies);
        registry.register(this::own);
        this.requests = Counter.builder()
                .name("logoffd_http_requests")
                .help("Answered HTTP requests, by path and status")
                .labelNames("path", "status")
                .withoutExemplars()
                .register(registry);
        describeJvm();
    }

    private void describeJvm() {
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    /**
     * Counts an HTTP request.
     *
     * @param path one of a few fixed paths, not the one that the client has sent
     * @param status the status of the answer
     */
    public void countRequest(String path, int status) {
        requests.labelValues(path, Integer.toString(status)).inc();
    }

    /**
     * Reads everything.
     *
     * @param accept the Accept header of the client, {@code ""} when it has none: selects the text format of
     *     OpenMetrics, by default that of Prometheus
     */
    public Exposition read(String accept) {
        return new Exposition(formats.findWriter(accept), scrape());
    }

    MetricSnapshots scrape() {
        return registry.scrape();
    }

    /** Returns all metrics except those of HTTP requests and the JVM. */
    private MetricSnapshots own() {
        List<HostReading> now = hosts.get().stream().map(HostReading::of).toList();
        Stream<MetricSnapshot> ofService = Stream.of(build(), events());
        return new MetricSnapshots(Stream.of(ofService, hostFamilies.of(now), sessionFamilies.of(now))
                .flatMap(families -> families)
                .toList());
    }

    private InfoSnapshot build() {
        return InfoSnapshot.builder()
                .name("logoffd_build")
                .help("The version of the service; the value is always 1")
                .dataPoint(new InfoDataPointSnapshot(Labels.of("version", version)))
                .build();
    }

    private CounterSnapshot events() {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("logoffd_events").help("Events since startup, as in /events, by type");
        events.get()
                .forEach((kind, count) -> counter.dataPoint(new CounterDataPointSnapshot(
                        count, Labels.of("host", kind.host(), "type", kind.type()), null, 0)));
        return counter.build();
    }
}
