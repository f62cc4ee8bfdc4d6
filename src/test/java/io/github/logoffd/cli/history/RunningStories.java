package io.github.logoffd.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.history.HistoryLine;
import io.github.logoffd.audit.history.HistorySentence;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.service.HostSource;
import io.github.logoffd.service.LogoffdService;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A running service with a host that does what the test says, and the three places that tell its history. */
abstract class RunningStories {

    static final String ALICE = "HOST1:3:2026-03-02T08:00:00.123456700Z";
    static final String HOST_BEAN = "logoffd:type=SessionHost,host=HOST1";
    static final String ALERT = "alert Away (0123456789abcdef) since 2026-03-02T10:00:00Z";
    static final String DISCONNECTED = "The client of session 3 of HOST1 (CORP\\alice) disconnected.";
    static final String GONE = "CORP\\alice is logged off from session 3 of HOST1.";
    static final String REMOVED = "There is no longer a session 3 of HOST1 (CORP\\alice).";

    @TempDir
    Path folder;

    final ScriptedHost host = new ScriptedHost().with(Samples.CONSOLE).with(Samples.active(3, "alice"));
    LogoffdService service = new LogoffdService();
    Path config;
    int rmiPort;
    URI url;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            rmiPort = free.getLocalPort();
        }
        config = Files.createDirectories(folder.resolve("service")).resolve("mine.properties");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "http.port=0",
                        "rmi.enabled=yes",
                        "rmi.port=" + rmiPort,
                        "rmi.host=127.0.0.1",
                        "refresh.interval=200ms",
                        "logoff.timeout=1s",
                        "hooks.alertmanager.enabled=yes",
                        "hooks.alertmanager.alerts=Away",
                        "hooks.alertmanager.minimumTime=0s",
                        "jolokia.directory=" + Path.of("jolokia-config").toAbsolutePath(),
                        ""));
        run();
    }

    void run() throws Exception {
        url = URI.create(service.start(ConfigReader.read(config), new HostSource(HostMode.SIMULATED, name -> host)));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** The host ends a session as soon as it is asked to. */
    void endAtOnce() {
        host.during("logoff 3", () -> host.end(3));
    }

    String operator() {
        return "operator:" + password();
    }

    String password() {
        try (Stream<String> lines = Files.lines(folder.resolve("service/initial-passwords.txt"))) {
            return lines.filter(line -> line.startsWith("operator "))
                    .map(line -> line.substring("operator ".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        String credentials = Base64.getEncoder().encodeToString(operator().getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Basic " + credentials);
    }

    static Object send(HttpRequest request) {
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return new JSONParser().parse(new StringReader(body));
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Object post(String path, Object json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-Reason", "Ticket 4711")
                .POST(BodyPublishers.ofString(JsonWriter.text(json)))
                .build());
    }

    void exec(String bean, String operation, Object... arguments) {
        JSONObject answer = (JSONObject) post(
                "/jolokia/",
                Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", List.of(arguments)));
        assertThat(answer).containsEntry("status", 200L);
    }

    /** Returns the story as it is told by the command, after the other two were compared with it. */
    List<String> story(String key, int sentences) {
        Await.until(sentences + " sentences about " + key, () -> told(key).size() >= sentences);
        List<String> story = told(key);
        assertThat(overHttp(key)).isEqualTo(story);
        assertThat(byBean(key))
                .isEqualTo(story.stream()
                        .map(sentence -> sentence.replace(" from 127.0.0.1", ""))
                        .toList());
        return story;
    }

    List<String> told(String key) {
        StringWriter out = new StringWriter();
        ServiceAccess access = new ServiceAccess(Map.of(), file -> Optional.empty(), Optional::empty);
        int code = new CommandLine(new HistoryCommand(access, new PrintWriter(out)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("--config", config.toString(), "--session", key);
        assertThat(code).isZero();
        return out.toString()
                .lines()
                .map(line -> shortened(line.substring(line.indexOf("  ") + 2)))
                .toList();
    }

    List<String> overHttp(String key) {
        JSONObject page =
                (JSONObject) send(request("/history?session=" + URLEncoder.encode(key, StandardCharsets.UTF_8))
                        .build());
        List<String> sentences = new ArrayList<>();
        for (Object line : (JSONArray) page.get("lines")) {
            JSONObject fields = (JSONObject) line;
            Instant time = Instant.parse((String) fields.get("time"));
            sentences.add(shortened(HistorySentence.of(new HistoryLine(JournalKind.ACTS, time, fields))));
        }
        Collections.reverse(sentences);
        return sentences;
    }

    static List<String> byBean(String key) {
        try {
            CompositeData page = (CompositeData) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("logoffd:type=History"),
                            "find",
                            new Object[] {"session=" + key, "", 1000},
                            new String[] {"java.lang.String", "java.lang.String", "int"});
            List<String> sentences = new ArrayList<>();
            for (CompositeData line : (CompositeData[]) page.get("Lines")) {
                sentences.add(shortened((String) line.get("Text")));
            }
            Collections.reverse(sentences);
            return sentences;
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** Without how long it took, and when a countdown ends. */
    static String shortened(String sentence) {
        return sentence.replaceAll(" after [0-9.]+ m?s ", " after a while ")
                .replaceAll(" due at [0-9T:.-]+Z", " due at TIME");
    }

    static boolean reachable() {
        try {
            return (boolean)
                    ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(HOST_BEAN), "Reachable");
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
