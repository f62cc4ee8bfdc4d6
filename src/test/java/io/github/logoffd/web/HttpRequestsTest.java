package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over HTTP and is no proper request, or comes from a place that it must not come from. */
class HttpRequestsTest {

    private static final String LOGOFF =
            "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":[false]}";
    private static final String READ = "/jolokia/read/" + ALICE + "/Id";

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    @AfterEach
    void nothingWasDone() {
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "garbage",
                "null",
                "42",
                "\"exec\"",
                "{",
                "[",
                "{}",
                "[[]]",
                "[null]",
                "{\"type\":null}",
                "{\"type\":\"nonsense\"}",
                "{\"type\":\"read\"}",
                "{\"type\":\"read\",\"mbean\":\"no name\"}",
                "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":[false]",
                "[" + LOGOFF,
                "[" + LOGOFF + ",",
                "[" + LOGOFF + ",{\"type\":"
            })
    void garbageIsRefusedWithOneSentence(String body) throws Exception {
        HttpResponse<String> response = fixture.post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat((String) object(response.body()).get("error"))
                .startsWith("This is not a Jolokia request: ")
                .doesNotContain("request: null")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefused(String opening) throws Exception {
        assertThat(fixture.post(opening.repeat(3900)).statusCode()).isEqualTo(400);
        assertThat(fixture.get(READ).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String large = LOGOFF + " ".repeat(20_001 - LOGOFF.length());

        HttpResponse<String> response = fixture.post(large);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("more than 20000 bytes").contains("http.maxRequestBytes");
    }

    @Test
    void aChunkedBodyThatIsTooLargeIsRefused() throws Exception {
        byte[] large = (LOGOFF + " ".repeat(20_001 - LOGOFF.length())).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> response = fixture.send(
                fixture.request().POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyOfTheGreatestSizeIsServed() throws Exception {
        String read = "{\"type\":\"read\",\"mbean\":\"" + ALICE + "\",\"attribute\":\"Id\"}";

        assertThat(fixture.post(read + " ".repeat(20_000 - read.length())).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void otherMethodsAreRefused(String method) throws Exception {
        HttpResponse<String> response = fixture.send(fixture.request().method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jolokiaxyz", "/jolokia.json", "/healthy", "/favicon.ico", "/consoles/"})
    void otherPathsAreNotFound(String path) throws Exception {
        HttpResponse<String> response = fixture.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat((String) object(response.body()).get("error"))
                .contains(path)
                .contains(
                        "/, /console/user, /console, /jolokia, /health, /metrics, /history, /counts, /events, /hooks/alertmanager");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "https://127.0.0.1", "http://localhost:1", "http://127.0.0.1"})
    void aForeignOriginIsRefused(String origin) throws Exception {
        HttpResponse<String> response = fixture.post(LOGOFF, "Origin", origin);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("Origin");
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void theOwnOriginIsServed() throws Exception {
        String own = "http://127.0.0.1:" + fixture.port();

        assertThat(fixture.get(READ, "Origin", own).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "Cross-Site", "anything"})
    void whatTheBrowserCallsForeignIsRefused(String site) throws Exception {
        assertThat(fixture.post(LOGOFF, "Sec-Fetch-Site", site).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void whatTheBrowserCallsItsOwnIsServed(String site) throws Exception {
        assertThat(fixture.get(READ, "Sec-Fetch-Site", site).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8778",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "127.0.0.2"
            })
    void aForeignHostIsRefused(String host) throws Exception {
        assertThat(rawGet("Host: " + host + "\r\n")).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:8778:9", "user@localhost", "localhost, localhost", "[::1"})
    void aHostThatIsNoneIsRefused(String host) throws Exception {
        assertThat(rawGet("Host: " + host + "\r\n")).startsWith("HTTP/1.1 400 ").contains("was rejected: B");
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws Exception {
        assertThat(rawGet("")).startsWith("HTTP/1.1 400 ").contains("The request was rejected: No Host.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:8778", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8778"})
    void theNamesOfThisMachineAreServed(String host) throws Exception {
        assertThat(rawGet("Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ").contains("\"value\":3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "/jolokia/%zz", "/jolokia/read/%", "/jolokia/?p=%zz"})
    void aBrokenAddressIsRefused(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator")
                + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain(".java");
    }

    private static String rawGet(String hostHeader) throws Exception {
        return raw("GET " + READ + " HTTP/1.1\r\n" + hostHeader + UsersFixture.line("operator")
                + "Connection: close\r\n\r\n");
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = fixture.connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "{\"type\":\"version\",\"config\":{\"maxDepth\":%s}}", "[\"%s\"]"})
    void aNumberOfMoreDigitsThanAnyIsNotEvenRead(String body) throws Exception {
        HttpResponse<String> response = fixture.post(String.format(body, "9".repeat(1000)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("it has a number of 1000 digits or more");
    }

    @Test
    void aRefusalDoesNotRepeatAllThatWasSent() throws Exception {
        HttpResponse<String> response = fixture.post('[' + "[],".repeat(5000) + "[]]");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).hasSizeLessThan(1300).contains("[],[],...");
    }
}
