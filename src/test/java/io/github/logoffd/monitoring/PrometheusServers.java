package io.github.logoffd.monitoring;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** Prometheus and Alertmanager with the shipped files, in which only ports and waiting times are others. */
final class PrometheusServers implements AutoCloseable {

    static final Path SHIPPED = Path.of("jolokia-config", "prometheus").toAbsolutePath();
    static final String PROMTOOL = "/usr/bin/promtool";
    static final String AMTOOL = "/usr/bin/amtool";

    private static final String PROMETHEUS = "/usr/bin/prometheus";
    private static final String ALERTMANAGER = "/usr/bin/prometheus-alertmanager";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final RunningService service;
    private final Path folder;
    private final int prometheusPort = ServerProcess.freePort();
    private final int alertmanagerPort = ServerProcess.freePort();
    private final List<ServerProcess> processes;

    private PrometheusServers(RunningService service, Path folder, String monitorPassword) throws IOException {
        this.service = service;
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("monitor.password"), monitorPassword);
        Files.writeString(folder.resolve("operator.password"), service.password("operator"));
        copy("prometheus.yml", "15s", "1s");
        copy("logoffd-rules.yml", "for: 1m", "for: 0s");
        copy("alertmanager.yml", "interval: 5m", "interval: 100ms", "repeat_interval: 4h", "repeat_interval: 100ms");
        processes = List.of(alertmanager(), prometheus());
    }

    static void required() {
        RequiredPrograms.installed(PROMETHEUS, PROMTOOL, ALERTMANAGER, AMTOOL);
    }

    /** Starts both and waits until they answer. */
    static PrometheusServers start(RunningService service, Path folder, String monitorPassword) throws IOException {
        return new PrometheusServers(service, folder, monitorPassword);
    }

    /** Replaces ports, and each first text by the one behind it. */
    private void copy(String name, String... replaced) throws IOException {
        String text = Files.readString(SHIPPED.resolve(name))
                .replace("127.0.0.1:8778", "127.0.0.1:" + service.port())
                .replace("127.0.0.1:9093", "127.0.0.1:" + alertmanagerPort);
        for (int i = 0; i < replaced.length; i += 2) {
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        Files.writeString(folder.resolve(name), text);
    }

    private ServerProcess prometheus() {
        return ServerProcess.start(
                        "prometheus",
                        folder,
                        Map.of(),
                        List.of(
                                PROMETHEUS,
                                "--config.file=prometheus.yml",
                                "--storage.tsdb.path=prometheus-data",
                                "--web.listen-address=127.0.0.1:" + prometheusPort))
                .awaitStart(() -> answers(prometheusPort));
    }

    private ServerProcess alertmanager() {
        return ServerProcess.start(
                        "alertmanager",
                        folder,
                        Map.of(),
                        List.of(
                                ALERTMANAGER,
                                "--config.file=alertmanager.yml",
                                "--storage.path=alertmanager-data",
                                // Without it Alertmanager looks for others of its kind on the network.
                                "--cluster.listen-address=",
                                "--web.listen-address=127.0.0.1:" + alertmanagerPort))
                .awaitStart(() -> answers(alertmanagerPort));
    }

    private boolean answers(int port) {
        try {
            return service.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                                    .timeout(TIMEOUT)
                                    .build())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    String alertmanagerUrl() {
        return "http://127.0.0.1:" + alertmanagerPort;
    }

    /** Returns the results of a query; fails when Prometheus does not understand it. */
    JSONArray query(String expression) {
        return (JSONArray) ((JSONObject) ask("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                .get("result");
    }

    /** Returns the values that a label has in the series of a metric. */
    JSONArray labelValues(String label, String metric) {
        return (JSONArray) ask(
                "label/" + label + "/values?" + URLEncoder.encode("match[]", StandardCharsets.UTF_8) + '=' + metric);
    }

    /** Returns the alerts of that name that are on. */
    List<JSONObject> firing(String name) {
        JSONArray alerts = (JSONArray) ((JSONObject) ask("alerts")).get("alerts");
        return alerts.stream()
                .map(JSONObject.class::cast)
                .filter(alert -> alert.get("state").equals("firing"))
                .filter(alert ->
                        ((JSONObject) alert.get("labels")).get("alertname").equals(name))
                .toList();
    }

    /** Returns what both servers have said so far. */
    String logs() {
        return processes.stream().map(ServerProcess::log).collect(Collectors.joining("\n"));
    }

    private Object ask(String path) {
        URI uri = URI.create("http://127.0.0.1:" + prometheusPort + "/api/v1/" + path);
        String body = service.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build())
                .body();
        try {
            JSONObject answer = (JSONObject) new JSONParser().parse(new StringReader(body));
            if (!"success".equals(answer.get("status"))) {
                throw new AssertionError(path + ": " + body);
            }
            return answer.get("data");
        } catch (IOException | ParseException e) {
            throw new AssertionError(body, e);
        }
    }

    /** Runs a tool in the folder of the files until it ends; fails unless that is well. */
    void run(String input, String... command) throws IOException {
        Path in = Files.writeString(folder.resolve("input"), input);
        Path out = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        Await.until(String.join(" ", command) + " ends", () -> !process.isAlive());
        if (process.exitValue() != 0 || Files.readString(out).contains("FAILED")) {
            throw new AssertionError(String.join(" ", command) + ":\n" + Files.readString(out));
        }
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}
