package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.logoffd.monitoring.ZabbixScripts.Result;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts for Zabbix in Zabbix' own engine, against the running product. */
class ZabbixScriptIT {

    private static final String BEAN = "logoffd:type=SessionHost,host=" + RunningService.HOST;
    private static final String USER = "CONTOSO\\m.svensson";

    /** A full host, on which nothing is done. */
    private static Optional<RunningService> full = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path folder) {
        RequiredPrograms.installed(ZabbixScripts.PROGRAM);
        full = Optional.of(RunningService.start(folder, List.of("--demo", "--users", "2000")));
    }

    @AfterAll
    static void stop() {
        full.ifPresent(RunningService::close);
    }

    @Test
    void theSameEventTenTimesIsOneLogoffWithOneAnswer() {
        try (RunningService service = RunningService.demo(folder)) {
            Map<String, String> parameters = parameters(service);

            Result first = logoff(parameters);
            assertThat(first)
                    .isEqualTo(new Result(true, "ACCEPTED: Windows is logging " + USER + " off from session 4."));
            Await.until(
                    "the session is gone", () -> service.sessionOf("m.svensson").isEmpty());
            for (int i = 0; i < 9; i++) {
                assertThat(logoff(parameters)).isEqualTo(first);
            }

            assertThat(service.read(BEAN, "LogoffsDone")).hasToString("1");
            parameters.put("event", "4712");
            assertThat(logoff(parameters).text()).startsWith("GONE: ");
        }
    }

    @Test
    void whatDoesNotHoldIsRefusedAndTheSessionStays() {
        RunningService service = full.orElseThrow();

        assertThat(logoffWith(service, "expectedUser", "CONTOSO\\anna.berg"))
                .isEqualTo("REFUSED_USER: The user is " + USER + ", not CONTOSO\\anna.berg.");
        assertThat(logoffWith(service, "minimumSeconds", "99999")).startsWith("REFUSED_STATE: ");
        assertThat(logoffWith(service, "user", "monitor", "password", service.password("monitor")))
                .startsWith("logoffd answered 403: ");
        assertThat(logoffWith(service, "bean", BEAN + "0")).startsWith("logoffd answered 404: ");
        assertThat(logoffWith(service, "url", service.uri("/health").toString()))
                .startsWith("logoffd answered HTTP 405");
        assertThat(logoffWith(service, "password", "not the password"))
                .isEqualTo("logoffd rejects this user or password (HTTP 401).");
        assertThat(service.sessionOf("m.svensson")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\u200b",
                "\u2800",
                "*UNKNOWN*",
                "{EVENT.TAGS.logoffd_user}",
                "{$LOGOFFD.OPERATOR}"
            })
    void nothingIsAskedWhileAParameterIsNotKnown(String unknown) {
        for (String name : parametersFor("http://127.0.0.1:1/").keySet()) {
            Map<String, String> parameters = parametersFor("http://127.0.0.1:1/");
            parameters.put(name, unknown);

            assertThat(thrown(logoff(parameters)))
                    .isEqualTo("The parameter " + name + " has no value: \"" + unknown + "\". Nothing was done.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "4h", "1e3", "14400.5", "NaN", "99999999999"})
    void theTimeHasToBeANumberOfSeconds(String time) {
        Map<String, String> parameters = parametersFor("http://127.0.0.1:1/");
        parameters.put("minimumSeconds", time);

        assertThat(thrown(logoff(parameters)))
                .isEqualTo("The parameter minimumSeconds is not a number of seconds from 1: \"" + time
                        + "\". Nothing was done.");
    }

    @Test
    void anAnswerThatIsNoJsonNamesTheAddress() throws IOException {
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<html>Welcome".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        stranger.start();
        String url = "http://127.0.0.1:" + stranger.getAddress().getPort() + '/';

        assertThat(thrown(logoff(parametersFor(url))))
                .isEqualTo("The answer is not JSON. Check that " + url
                        + " is the address of logoffd. It begins with <html>Welcome");
        stranger.stop(0);
        assertThat(thrown(logoff(parametersFor(url)))).contains("Couldn't connect to server");
    }

    /** What the guide warns of. */
    @Test
    void webhooksOfZabbixTakeAnyCertificate() throws Exception {
        String answer = "{\"status\":200,\"value\":{\"Outcome\":\"DONE\",\"Message\":\"So it says.\"}}";
        try (Impostor impostor = Impostor.start(folder, answer)) {
            assertThat(logoff(parametersFor(impostor.url()))).isEqualTo(new Result(true, "DONE: So it says."));
        }
    }

    @Test
    void twoThousandSessionsAreReadWithinTheLimitsOfZabbix() {
        String answer = ZabbixScripts.bulkRead(full.orElseThrow(), "*");
        assertThat(answer).hasSizeGreaterThan(1_500_000);

        Result read = ZabbixScripts.run(folder, ZabbixScripts.answerReader(), answer);

        assertThat(read.returned()).as(read.text()).isTrue();
        JSONObject result = Json.object(read.text());
        assertThat(result.get("bean")).isEqualTo(BEAN);
        assertThat((JSONObject) result.get("sessions")).hasSize(2000);
        assertThat(read.text()).hasSizeLessThan(answer.length() / 2);
    }

    @Test
    void theTemplateReadsExactlyOneHost() {
        RunningService service = full.orElseThrow();
        JSONArray one = Json.array(ZabbixScripts.bulkRead(service, "*"));
        JSONObject hosts = (JSONObject) ((JSONObject) one.get(0)).get("value");
        hosts.put("logoffd:type=SessionHost,host=OTHER", hosts.get(BEAN));

        assertThat(thrown(ZabbixScripts.run(folder, ZabbixScripts.answerReader(), Json.text(one))))
                .contains("OTHER", "set the macro LOGOFFD.HOST to one of these hosts.");
        assertThat(thrown(ZabbixScripts.run(
                        folder, ZabbixScripts.answerReader(), ZabbixScripts.bulkRead(service, "NOBODY"))))
                .startsWith("logoffd answered 404: ");
    }

    private String logoffWith(RunningService service, String... changes) {
        Map<String, String> parameters = parameters(service);
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        parameters.put("event", String.join("/", changes));
        return thrown(logoff(parameters));
    }

    private Result logoff(Map<String, String> parameters) {
        return ZabbixScripts.run(folder, ZabbixScripts.logoff(), Json.text(parameters));
    }

    /** The program puts its own words before the error of a script, and what the engine adds after it. */
    private static String thrown(Result result) {
        assertThat(result.returned()).as(result.text()).isFalse();
        return result.text().replaceFirst("(?s)^.*?cannot execute script: (Error: )?", "");
    }

    private static Map<String, String> parameters(RunningService service) {
        Map<String, String> parameters = parametersFor(service.uri("/jolokia/").toString());
        parameters.put("password", service.password("operator"));
        parameters.put("session", (String)
                service.sessionOf("m.svensson").orElseThrow().get("Key"));
        return parameters;
    }

    private static Map<String, String> parametersFor(String url) {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "url",
                url,
                "user",
                "operator",
                "password",
                "any",
                "bean",
                BEAN,
                "session",
                RunningService.HOST + ":4:2026-01-01T00:00:00Z",
                "expectedUser",
                USER,
                "minimumSeconds",
                "14400",
                "event",
                "4711"));
        assertThat(parameters).containsOnlyKeys(ZabbixScripts.logoffParameters().keySet());
        return parameters;
    }
}
