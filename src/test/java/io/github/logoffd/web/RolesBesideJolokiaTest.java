package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.object;
import static io.github.logoffd.web.UsersFixture.AUTHORIZATION;
import static io.github.logoffd.web.UsersFixture.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.testing.ScriptedHost;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may read {@code /metrics}, {@code /history} and {@code /counts}, and send alerts; what {@link RoleMatrixTest} is
 * for Jolokia.
 */
class RolesBesideJolokiaTest {

    private static final String METRICS = "/metrics";
    private static final String HISTORY = "/history";
    private static final String COUNTS = "/counts";
    private static final String HOOK = "/hooks/alertmanager";
    private static final String NO_ALERTS = "{\"version\":\"4\",\"alerts\":[]}";

    @RegisterExtension
    static final HttpFixture fixture =
            HttpFixture.of(new ScriptedHost()).alerts(AlertsFixture.CONFIG).start();

    @BeforeEach
    void forget() {
        fixture.denials.clear();
    }

    private static int status(String method, String path, String... headers) throws Exception {
        return send(method, path, headers).statusCode();
    }

    private static HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return fixture.sendAsItIs(
                fixture.request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                method.equals("POST") ? BodyPublishers.ofString(NO_ALERTS) : BodyPublishers.noBody()),
                headers);
    }

    @ParameterizedTest
    @CsvSource({
        "monitor, GET, /metrics, 200",
        "operator, GET, /metrics, 200",
        "nobody, GET, /metrics, 401",
        "monitor, GET, /history, 200",
        "monitor, HEAD, /history, 200",
        "operator, GET, /history, 200",
        "nobody, GET, /history, 401",
        "operator, POST, /history, 405",
        "operator, GET, /historyx, 404",
        "monitor, GET, /counts, 200",
        "operator, HEAD, /counts, 200",
        "nobody, GET, /counts, 401",
        "operator, POST, /counts, 405",
        "operator, GET, /countsx, 404",
        "monitor, POST, /hooks/alertmanager, 403",
        "operator, POST, /hooks/alertmanager, 200",
        "nobody, POST, /hooks/alertmanager, 401",
        "operator, GET, /hooks/alertmanager, 405",
        "operator, POST, /metrics, 405",
        "operator, POST, /hooks, 404",
        "operator, POST, /hooks/alertmanagers, 404",
        "operator, GET, /metricsx, 404"
    })
    void everyRoleAtEveryDoor(String user, String method, String path, int expected) throws Exception {
        String[] login = user.equals("nobody") ? new String[0] : new String[] {AUTHORIZATION, basic(user)};

        assertThat(status(method, path, login)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {METRICS, HISTORY, COUNTS, HOOK})
    void aWrongPasswordIsRejectedAndRecorded(String path) throws Exception {
        String method = path.equals(HOOK) ? "POST" : "GET";

        assertThat(status(method, path, AUTHORIZATION, basic("operator", "wrong")))
                .isIn(401, 429);
        assertThat(fixture.denials)
                .extracting(HttpFixture.Denial::caller)
                .contains(new Caller("http", "127.0.0.1", "operator", ""));
    }

    @Test
    void aMonitorWhoSendsAlertsIsRecorded() throws Exception {
        HttpResponse<String> answer = send("POST", HOOK, AUTHORIZATION, basic("monitor"));

        String refusal = "An alert that may end a session needs the role operator; this user has the role monitor.";
        assertThat(object(answer.body())).containsEntry("error", refusal);
        assertThat(fixture.denials)
                .containsExactly(new HttpFixture.Denial(
                        new Caller("http", "127.0.0.1", "monitor", "monitor"), HOOK + ": " + refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {METRICS, HISTORY, COUNTS, HOOK})
    void aForeignWebPageIsRejected(String path) throws Exception {
        String method = path.equals(HOOK) ? "POST" : "GET";

        assertThat(status(method, path, AUTHORIZATION, basic("operator"), "Origin", "https://evil.example"))
                .isEqualTo(403);
    }

    @Test
    void metricsComeInTheFormatThatIsAskedForAndAreNotCached() throws Exception {
        HttpResponse<String> plain = send("GET", METRICS, AUTHORIZATION, basic("monitor"));
        HttpResponse<String> open = send(
                "GET",
                METRICS,
                AUTHORIZATION,
                basic("monitor"),
                "Accept",
                "application/openmetrics-text;version=1.0.0");

        assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(plain.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(plain.body()).contains("logoffd_host_reachable{host=\"HOST1\"} 1.0");
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void requestsAreCountedByPathWhateverIsBehindIt() throws Exception {
        status("GET", "/health");
        status("GET", "/nothing/here", AUTHORIZATION, basic("monitor"));

        assertThat(send("GET", METRICS, AUTHORIZATION, basic("monitor")).body())
                .contains("logoffd_http_requests_total{path=\"/health\",status=\"200\"}")
                .contains("logoffd_http_requests_total{path=\"other\",status=\"404\"}")
                .doesNotContain("nothing");
    }
}
