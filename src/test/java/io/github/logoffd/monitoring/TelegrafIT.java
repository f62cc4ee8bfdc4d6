package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Telegraf's {@code jolokia2_agent} asks because of the shipped file, and whether it can use the answers. */
class TelegrafIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String TOML_AS_JSON =
            "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))";
    private static final Path SHIPPED = Path.of("jolokia-config").toAbsolutePath();

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static JSONObject input;

    @BeforeAll
    static void start() throws Exception {
        RequiredPrograms.installed(PYTHON);
        Path settings = Files.createDirectories(folder.resolve("jolokia"));
        String properties = Files.readString(SHIPPED.resolve("jolokia.properties"));
        Files.writeString(
                settings.resolve("jolokia.properties"),
                properties.replace("includeRequest=false", "includeRequest=true"));
        service = RunningService.demo(folder, "jolokia.directory=" + settings);
        input = input();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void everyMetricOfTheFileIsAnswered() throws Exception {
        JSONArray metrics = (JSONArray) input.get("metric");

        JSONArray answers = (JSONArray) parse(ask(requests(metrics)).body());

        assertThat(answers).hasSameSizeAs(metrics);
        for (int i = 0; i < metrics.size(); i++) {
            JSONObject metric = (JSONObject) metrics.get(i);
            JSONObject answer = (JSONObject) answers.get(i);
            assertThat(answer).containsEntry("status", 200L);
            JSONObject repeated = (JSONObject) answer.get("request");
            assertThat(new ObjectName(repeated.get("mbean").toString()))
                    .as("what Telegraf tells the answers apart by")
                    .isEqualTo(new ObjectName(metric.get("mbean").toString()));
            assertThat(repeated).containsKey("attribute");
        }
        JSONObject hosts = (JSONObject) ((JSONObject) answers.get(0)).get("value");
        assertThat((JSONObject) hosts.get("logoffd:type=SessionHost,host=" + RunningService.HOST))
                .containsEntry("UserCount", 5L)
                .containsEntry("StuckCount", 1L);
        assertThat((JSONObject) ((JSONObject) answers.get(1)).get("value")).hasSize(8);
    }

    @Test
    void tagsAreKeysOfTheNames() {
        for (Object each : (JSONArray) input.get("metric")) {
            JSONObject metric = (JSONObject) each;
            for (Object tag : (JSONArray) metric.getOrDefault("tag_keys", new JSONArray())) {
                assertThat(metric.get("mbean").toString()).contains("," + tag + "=*");
            }
        }
    }

    @Test
    void anOriginIsRefused() throws Exception {
        HttpResponse<String> refused =
                ask(requests((JSONArray) input.get("metric")), "origin", "http://telegraf.example");

        assertThat(input).doesNotContainKey("origin");
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    /** As the plug-in builds them: all attributes of a metric in one request, sorted. */
    private static JSONArray requests(JSONArray metrics) {
        JSONArray requests = new JSONArray();
        for (Object each : metrics) {
            JSONObject metric = (JSONObject) each;
            List<String> paths = ((JSONArray) metric.get("paths"))
                    .stream().map(Object::toString).sorted().toList();
            JSONObject request = new JSONObject();
            request.putAll(Map.of("type", "read", "mbean", metric.get("mbean"), "attribute", new JSONArray(paths)));
            requests.add(request);
        }
        return requests;
    }

    /** To the address with {@code read} added, whatever the request is. */
    private static HttpResponse<String> ask(JSONArray requests, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri("/jolokia/read"))
                .header("content-type", "application/json")
                .header("authorization", service.basic(input.get("username").toString()))
                .POST(BodyPublishers.ofString(requests.toJSONString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return service.send(request.build());
    }

    private static JSONObject input() throws IOException, ParseException {
        HookRun read = HookRun.of(
                folder,
                List.of(
                        PYTHON,
                        "-c",
                        TOML_AS_JSON,
                        SHIPPED.resolve("telegraf/logoffd.conf").toString()),
                Map.of());
        assertThat(read.exitCode()).as(read.toString()).isZero();
        JSONObject inputs = (JSONObject) ((JSONObject) parse(read.answer())).get("inputs");
        return (JSONObject) ((JSONArray) inputs.get("jolokia2_agent")).get(0);
    }

    private static Object parse(String json) throws IOException, ParseException {
        return new JSONParser().parse(new StringReader(json));
    }
}
