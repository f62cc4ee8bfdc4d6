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
import io.github.logoffd.session.SessionRow;
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
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * How a session ended, told word for word by the command, by HTTP and by the bean: ten ways, with the running service
 * and a host that does what the test says.
 */
class TenStoriesTest {

    private static final String ALICE = "HOST1:3:2026-03-02T08:00:00.123456700Z";
    private static final String HOST_BEAN = "logoffd:type=SessionHost,host=HOST1";
    private static final String ALERT = "alert Away (0123456789abcdef) since 2026-03-02T10:00:00Z";
    private static final String DISCONNECTED = "The client of session 3 of HOST1 (CORP\\alice) disconnected.";
    private static final String GONE = "CORP\\alice is logged off from session 3 of HOST1.";
    private static final String REMOVED = "There is no longer a session 3 of HOST1 (CORP\\alice).";

    @TempDir
    private Path folder;

    private final ScriptedHost host = new ScriptedHost().with(Samples.CONSOLE).with(Samples.active(3, "alice"));
    private LogoffdService service = new LogoffdService();
    private Path config;
    private int rmiPort;
    private URI url;

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

    private void run() throws Exception {
        url = URI.create(service.start(ConfigReader.read(config), new HostSource(HostMode.SIMULATED, name -> host)));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** The host ends a session as soon as it is asked to. */
    private void endAtOnce() {
        host.during("logoff 3", () -> host.end(3));
    }

    private String operator() {
        return "operator:" + password();
    }

    private String password() {
        try (Stream<String> lines = Files.lines(folder.resolve("service/initial-passwords.txt"))) {
            return lines.filter(line -> line.startsWith("operator "))
                    .map(line -> line.substring("operator ".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String credentials = Base64.getEncoder().encodeToString(operator().getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Basic " + credentials);
    }

    private static Object send(HttpRequest request) {
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

    private Object post(String path, Object json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-Reason", "Ticket 4711")
                .POST(BodyPublishers.ofString(JsonWriter.text(json)))
                .build());
    }

    private void exec(String bean, String operation, Object... arguments) {
        JSONObject answer = (JSONObject) post(
                "/jolokia/",
                Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", List.of(arguments)));
        assertThat(answer).containsEntry("status", 200L);
    }

    /** Returns the story as it is told by the command, after the other two were compared with it. */
    private List<String> story(String key, int sentences) {
        Await.until(sentences + " sentences about " + key, () -> told(key).size() >= sentences);
        List<String> story = told(key);
        assertThat(overHttp(key)).isEqualTo(story);
        assertThat(byBean(key))
                .isEqualTo(story.stream()
                        .map(sentence -> sentence.replace(" from 127.0.0.1", ""))
                        .toList());
        return story;
    }

    private List<String> told(String key) {
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

    private List<String> overHttp(String key) {
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

    private static List<String> byBean(String key) {
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
    private static String shortened(String sentence) {
        return sentence.replaceAll(" after [0-9.]+ m?s ", " after a while ")
                .replaceAll(" due at [0-9T:.-]+Z", " due at TIME");
    }

    @Test
    void anOperatorOverHttp() {
        endAtOnce();
        exec("logoffd:type=Session,host=HOST1,id=3", "logoff", true);

        assertThat(story(ALICE, 4))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a logoff with wait=true, for the reason \"Ticket 4711\".",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff was answered after a while with DONE:"
                                + " CORP\\alice was logged off from session 3.");
    }

    @Test
    @SuppressWarnings("BanJNDI") // this is how JMX clients find the server
    void anOperatorByJConsole() throws Exception {
        endAtOnce();
        Map<String, ?> credentials = Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", password()});
        try (JMXConnector jconsole = JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + rmiPort + "/jmxrmi"), credentials)) {
            MBeanServerConnection beans = jconsole.getMBeanServerConnection();
            beans.invoke(
                    new ObjectName("logoffd:type=Session,host=HOST1,id=3"),
                    "logoff",
                    new Object[] {true},
                    new String[] {"boolean"});
        }

        assertThat(story(ALICE, 4))
                .containsExactlyInAnyOrder(
                        "operator (operator) by rmi from 127.0.0.1 asked for a logoff with wait=true.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by rmi from 127.0.0.1 for a logoff was answered after a while with DONE:"
                                + " CORP\\alice was logged off from session 3.");
    }

    @Test
    void anAlert() {
        endAtOnce();
        host.with(Samples.disconnected(3, "alice"));
        post(
                "/hooks/alertmanager",
                Map.of(
                        "version",
                        "4",
                        "status",
                        "firing",
                        "receiver",
                        "logoffd",
                        "groupKey",
                        "x",
                        "alerts",
                        List.of(Map.of(
                                "status",
                                "firing",
                                "startsAt",
                                "2026-03-02T10:00:00Z",
                                "fingerprint",
                                "0123456789abcdef",
                                "labels",
                                Map.of(
                                        "alertname",
                                        "Away",
                                        "host",
                                        "HOST1",
                                        "key",
                                        ALICE,
                                        "account",
                                        "CORP\\alice")))));

        assertThat(story(ALICE, 6))
                .containsExactlyInAnyOrder(
                        DISCONNECTED,
                        "operator (operator) by alertmanager from 127.0.0.1 asked for a logoff with session=" + ALICE
                                + " expectedUser=CORP\\alice allowedStates=DISCONNECTED minimumSeconds=0 reason="
                                + ALERT
                                + " dryRun=false, for the reason \"" + ALERT + "\", with the request id"
                                + " 0123456789abcdef@2026-03-02T10:00:00Z@" + ALICE + '.',
                        "The request of operator (operator) by alertmanager from 127.0.0.1 for a logoff was answered after a"
                                + " while with ACCEPTED: Windows is logging CORP\\alice off from session 3.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by alertmanager from 127.0.0.1 for a logoff has ended after a"
                                + " while with DONE: CORP\\alice was logged off from session 3.");
    }

    @Test
    void aCountdown() {
        endAtOnce();
        exec("logoffd:type=Session,host=HOST1,id=3", "warnAndLogoff", "Please save your work.", 1);

        assertThat(story(ALICE, 7))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a warning and a later logoff with message=Please"
                                + " save your work. graceSeconds=1, for the reason \"Ticket 4711\".",
                        "The request of operator (operator) by http from 127.0.0.1 for a warning and a later logoff was"
                                + " answered after a while with WARNED: CORP\\alice was warned; the logoff is due at TIME.",
                        "operator (operator) by http from 127.0.0.1 asked for a warning and a later logoff with message=Please"
                                + " save your work. graceSeconds=1, for the reason \"Ticket 4711\".",
                        "The request of operator (operator) by http from 127.0.0.1 for a warning and a later logoff was"
                                + " answered after a while with ACCEPTED: Windows is logging CORP\\alice off from session 3.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for a warning and a later logoff has"
                                + " ended after a while with DONE: CORP\\alice was logged off from session 3.");
    }

    @Test
    void aCommandOfWindowsOrTheUser() {
        host.end(3);

        assertThat(story(ALICE, 2)).containsExactly(GONE, REMOVED);
    }

    @Test
    void theUserWhoDisconnectsFirst() {
        host.with(Samples.disconnected(3, "alice"));
        story(ALICE, 1);
        host.end(3);

        assertThat(story(ALICE, 3)).containsExactly(DISCONNECTED, GONE, REMOVED);
    }

    @Test
    void aRestartOfTheHost() {
        host.fail("sessions", 1722);
        Await.until("the host is away", () -> !reachable());
        host.end(3);
        host.repair("sessions");

        assertThat(story(ALICE, 2)).containsExactly(GONE, REMOVED);
    }

    private static boolean reachable() {
        try {
            return (boolean)
                    ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(HOST_BEAN), "Reachable");
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** The id is that of another logon a moment later; each has its own story. */
    @Test
    void anIdThatIsUsedAgain() {
        SessionRow bob = Samples.active(3, "bob");
        host.with(bob, Samples.detail(bob, Samples.LOGON.plusSeconds(60)));

        assertThat(story("HOST1:3:2026-03-02T08:01:00.123456700Z", 2))
                .containsExactly(
                        "There is a new session 3 of HOST1 (CORP\\bob).",
                        "CORP\\bob logged on to session 3 of HOST1 from LAPTOP7 (192.0.2.7).");
        assertThat(story(ALICE, 2)).containsExactly(GONE, REMOVED);
    }

    @Test
    void aCrashBetweenIntentAndAnswer() throws Exception {
        endAtOnce();
        exec("logoffd:type=Session,host=HOST1,id=3", "logoff", true);
        story(ALICE, 4);
        service.close();
        Path acts = folder.resolve("logs/audit.jsonl");
        Files.writeString(acts, Files.readAllLines(acts).get(0) + '\n');
        Files.deleteIfExists(folder.resolve("logs/history.index"));
        service = new LogoffdService();
        run();

        assertThat(story(ALICE, 4))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a logoff with wait=true, for the reason \"Ticket 4711\".",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff was answered with FAILED: The"
                                + " service ended before it answered; whether Windows was called is not known.");
    }

    @Test
    void aSessionThatIsStuckAndLaterGone() {
        exec("logoffd:type=Session,host=HOST1,id=3", "logoff", true);
        story(ALICE, 2);
        host.end(3);

        assertThat(story(ALICE, 5))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a logoff with wait=true, for the reason"
                                + " \"Ticket 4711\".",
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff was answered after a"
                                + " while with PENDING: Session 3 is still closing; see LogoffState.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff has ended after a"
                                + " while with DONE: CORP\\alice was logged off from session 3.");
    }

    @Test
    void noStoryIsNoError() {
        assertThat(told("HOST1:9:2026-03-02T08:00:00.123456700Z")).isEmpty();
    }
}
