package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped files of Prometheus, Alertmanager and Grafana with the real servers: from the number to the end of the
 * session.
 */
class PrometheusIT {

    private static final String TOO_LONG = "LogoffdSessionDisconnectedTooLong";

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static PrometheusServers servers;

    @BeforeAll
    static void start() throws IOException {
        PrometheusServers.required();
        service = RunningService.demo(
                folder,
                "hooks.alertmanager.enabled=yes",
                "hooks.alertmanager.minimumTime=5m",
                "refresh.interval=500ms");
        servers = PrometheusServers.start(service, folder.resolve("servers"), service.password("monitor"));
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
        if (service != null) {
            service.close();
        }
    }

    private static List<JSONObject> answered(String key) {
        return service.audited().stream()
                .filter(line -> line.get("phase").equals("ANSWERED"))
                .filter(line -> line.get("session").equals(key) || ((String) line.get("arguments")).contains(key))
                .toList();
    }

    @Test
    void aSessionThatIsAwayTooLongRaisesTheAlarmAndIsEndedByIt() {
        Await.until("the session is gone", () -> service.sessionOf("m.svensson").isEmpty());

        List<JSONObject> lines = service.audited().stream()
                .filter(line -> "CONTOSO\\m.svensson".equals(line.get("account")))
                .toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            String id = (String) line.get("requestId");
            assertThat(id).matches("[0-9a-f]{16}@.+@" + line.get("session"));
            assertThat(line).containsEntry("channel", "alertmanager").containsEntry("user", "operator");
            assertThat((String) line.get("arguments"))
                    .contains("reason=alert " + TOO_LONG + " (" + id.substring(0, 16) + ") since ");
        });
        assertThat(lines).anySatisfy(line -> assertThat(line).containsEntry("outcome", "ACCEPTED"));

        Await.until("the alarm is over", () -> servers.firing(TOO_LONG).isEmpty());
        assertThat(servers.query("logoffd_session_disconnected_seconds > 4 * 3600"))
                .isEmpty();
    }

    @Test
    void theSameAlarmTenTimesIsOneLogoff() throws Exception {
        JSONObject session = service.sessionOf("renée.dubois").orElseThrow();
        String key = (String) session.get("Key");
        servers.run(
                "",
                PrometheusServers.AMTOOL,
                "alert",
                "add",
                "--alertmanager.url=" + servers.alertmanagerUrl(),
                TOO_LONG,
                "host=" + RunningService.HOST,
                "key=" + key,
                "account=" + session.get("Account"));

        // Each of them waits for two lines of the audit file to be on disk, which takes a busy machine a while.
        assertThat(Await.holdsWithin(A_WHILE, () -> answered(key).size() >= 10))
                .as(() -> answered(key) + "\n" + servers.logs())
                .isTrue();
        List<JSONObject> lines = answered(key);
        assertThat(lines).extracting(line -> line.get("outcome")).containsOnly("ACCEPTED");
        assertThat(lines)
                .filteredOn(line -> !((String) line.get("message")).startsWith("Repeated; "))
                .hasSize(1);
        Await.until(
                "the session is gone", () -> service.sessionOf("renée.dubois").isEmpty());
    }

    @Test
    void theOtherAlarmsSayWhatIsWrong() {
        Await.until(
                "the stuck session is told",
                () -> !servers.query("ALERTS{alertname=\"LogoffdSessionStuck\"}")
                        .isEmpty());

        assertThat(servers.query("ALERTS{alertname=\"LogoffdSessionStuck\"}").toString())
                .contains("CONTOSO\\\\j.smith");
        // Until the first scrape there is no series, which is an alarm too.
        Await.until(
                "the service is heard", () -> servers.firing("LogoffdSilent").isEmpty());
        assertThat(servers.firing("LogoffdHostUnreachable")).isEmpty();
    }

    @Test
    void theFilesAndTheMetricsHaveNothingThatTheToolsComplainAbout() throws Exception {
        String metrics = service.send(HttpRequest.newBuilder(service.uri("/metrics"))
                        .header("authorization", service.basic("monitor"))
                        .build())
                .body();

        assertThat(metrics).contains("logoffd_host_reachable");
        servers.run(metrics, PrometheusServers.PROMTOOL, "check", "metrics");
        servers.run("", PrometheusServers.PROMTOOL, "check", "config", "prometheus.yml");
        servers.run(
                "",
                PrometheusServers.PROMTOOL,
                "check",
                "rules",
                PrometheusServers.SHIPPED.resolve("logoffd-rules.yml").toString());
        servers.run("", PrometheusServers.AMTOOL, "check-config", "alertmanager.yml");
    }

    @Test
    void theShippedRulesMakeOfNumbersWhatTheyShould() throws Exception {
        testRules("shipped", "CHANGE_IF_NEEDED", "CHANGE_IF_NEEDED");
    }

    @Test
    void theRulesLeaveOutAccountsInTheFormThatTheirCommentGives() throws Exception {
        testRules("excluding", "(?i)CORP\\\\(kiosk.*|svc-backup)", "corp\\\\Kiosk-7");
    }

    /** Runs the tests of the rules, with another pattern in the rules and an account in the tests that it matches. */
    private static void testRules(String name, String pattern, String account) throws Exception {
        Path copies = Files.createDirectories(servers.folder().resolve(name));
        Path rules = PrometheusServers.SHIPPED.resolve("logoffd-rules.yml");
        Path test = Path.of("src", "test", "prometheus", "logoffd-rules-test.yml");
        assertThat(rules).content().contains("`CHANGE_IF_NEEDED`", "(?i)CORP\\\\(kiosk.*|svc-backup)");
        assertThat(test).content().contains("account=\"CHANGE_IF_NEEDED\"");
        Files.writeString(
                copies.resolve("logoffd-rules.yml"),
                Files.readString(rules).replace("`CHANGE_IF_NEEDED`", '`' + pattern + '`'));
        Files.writeString(copies.resolve("test.yml"), Files.readString(test).replace("CHANGE_IF_NEEDED", account));

        servers.run("", PrometheusServers.PROMTOOL, "test", "rules", name + "/test.yml");
    }

    @Test
    void everyQueryOfTheDashboardHasAnAnswerForAllHostsAndForTheChosenOnes() throws Exception {
        GrafanaDashboard dashboard = GrafanaDashboard.shipped();
        disconnect("anna.berg");

        assertThat(dashboard.dataSources()).hasSizeGreaterThan(20).containsOnly("${datasource}");
        assertThat(dashboard.hostQuery()).isEqualTo("label_values(logoffd_host_reachable, host)");
        Await.until(
                "the list of hosts is there",
                () -> servers.labelValues("host", "logoffd_host_reachable").contains(RunningService.HOST));
        for (String hosts :
                List.of(dashboard.allHosts(), RunningService.HOST, '(' + RunningService.HOST + "|OTHER01)")) {
            for (String query : dashboard.queries(hosts)) {
                assertThat(query).doesNotContain("$");
                Await.until(
                        "there is an answer to " + query,
                        () -> !servers.query(query).isEmpty());
            }
        }
    }

    private static void disconnect(String user) {
        Object id = service.sessionOf(user).orElseThrow().get("Id");
        String bean = "logoffd:type=Session,host=" + RunningService.HOST + ",id=" + id;
        assertThat(service.jolokia(
                        "operator",
                        Map.of("type", "exec", "mbean", bean, "operation", "disconnect", "arguments", List.of(true))))
                .containsEntry("status", 200L);
    }

    @Test
    void withAWrongPasswordThereAreNoNumbersAndAnAlarmSaysSo() throws Exception {
        String password = "this is not the password";
        String header =
                "Basic " + Base64.getEncoder().encodeToString(("monitor:" + password).getBytes(StandardCharsets.UTF_8));
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/metrics"))
                                .header("authorization", header)
                                .build())
                        .statusCode())
                .isEqualTo(401);

        try (PrometheusServers wrong = PrometheusServers.start(service, folder.resolve("wrong"), password)) {
            Await.until(
                    "Prometheus gets nothing",
                    () -> !wrong.query("up{job=\"logoffd\"} == 0").isEmpty());
            Await.until("the alarm is on", () -> !wrong.firing("LogoffdSilent").isEmpty());

            assertThat(wrong.query("logoffd_host_reachable")).isEmpty();
        }
    }
}
