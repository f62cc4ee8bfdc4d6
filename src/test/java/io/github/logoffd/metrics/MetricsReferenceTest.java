package io.github.logoffd.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Keeps the reference of the metrics and the metrics together. Run with {@code -Dlogoffd.update=true} to write the
 * reference anew after a wanted change.
 */
class MetricsReferenceTest {

    private static final Path REFERENCE = Path.of("jolokia-config", "prometheus", "metrics.md");

    private static final String INTRODUCTION = """
            # Metrics

            All metrics of this service in `GET /metrics`. Names end with the unit. An unknown value has no series. Labels show
            invisible characters as `<U+000A>`. Names and labels are stable; new ones may be added.

            `host` and `key` are the same in all series of one logon; join the labels of `logoffd_session_info` to a value like this:

            ```
            logoffd_session_idle_seconds * on (host, key) group_left (account, state) logoffd_session_info
            ```

            """;

    private static final String END = """

            In addition there are the `jvm_*` and `process_*` metrics of the Prometheus client library for Java, with the names that Java
            dashboards use.
            """;

    private final MetricsFixture fixture = new MetricsFixture(
            new ScriptedHost().with(Samples.active(3, "alice")).with(Samples.disconnected(4, "bob")));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theReferenceIsThatOfTheMetrics() throws Exception {
        fixture.events.publish("logoffd.session.logon", Samples.HOST, "", Map.of());
        fixture.metrics.countRequest("/metrics", 200);
        String now = INTRODUCTION + "| Metric | Kind | Labels | What it says |\n|---|---|---|---|\n"
                + fixture.metrics.scrape().stream()
                        .filter(metric -> metric.getMetadata().getName().startsWith("logoffd_"))
                        .map(MetricsReferenceTest::line)
                        .sorted()
                        .collect(Collectors.joining())
                + END;
        if (Boolean.getBoolean("logoffd.update")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, now);
        }

        assertThat(REFERENCE)
                .as("run the test with -Dlogoffd.update=true after a wanted change")
                .hasContent(now);
    }

    private static String line(MetricSnapshot metric) {
        String labels =
                metric.getDataPoints().stream().map(DataPointSnapshot::getLabels).findFirst().orElseThrow().stream()
                        .map(Label::getName)
                        .map(name -> '`' + name + '`')
                        .collect(Collectors.joining(" "));
        String name = metric.getMetadata().getName();
        return metric instanceof InfoSnapshot
                ? row(name + "_info", "info", labels, metric)
                : metric instanceof CounterSnapshot
                        ? row(name + "_total", "counter", labels, metric)
                        : row(name, "gauge", labels, metric);
    }

    private static String row(String name, String kind, String labels, MetricSnapshot metric) {
        return "| `" + name + "` | " + kind + " | " + labels + " | "
                + metric.getMetadata().getHelp() + " |\n";
    }
}
