package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two servers could read differently is refused, each time by one sentence in JSON. */
class StrictHttpTest {

    private static final String READ = "/jolokia/read/" + ALICE + "/Id";
    private static final String VERSION = "{\"type\":\"version\"}";

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    @AfterEach
    void nothingWasDone() {
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: +18\r\n\r\n",
                "Content-Length: 18\r\nContent-Length: 18\r\n\r\n",
                "Content-Length: 18, 18\r\n\r\n",
                "Content-Length: 0x12\r\n\r\n",
                "Content-Length : 18\r\n\r\n",
                "Content-Length: 1 8\r\n\r\n",
                "Content-Length:\r\n 18\r\n\r\n",
                "Content-Length: 18\n\r\n",
                "Content-Length: 18\r\n\n",
                "Content-Length: 18\r\nTransfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked, chunked\r\n\r\n",
                "Content-Length: 18\r\nX-Folded: a\r\n b\r\n\r\n",
                "Content-Length: 18\r\nX-No-Colon\r\n\r\n",
                "Content-Length: 18\r\nHost: localhost\r\n\r\n",
                "Content-Length: 18\r\nX-Nul: a\0b\r\n\r\n",
                "Content-Length: 18\r\nOrigin: http://localhost\r\nOrigin: http://localhost\r\n\r\n",
                "Content-Length: 18\r\nSec-Fetch-Site: none\r\nSec-Fetch-Site: none\r\n\r\n",
                "Content-Length: 18\r\nAuthorization: Basic eDp4\r\n\r\n"
            })
    void aRequestThatCanBeReadInTwoWaysIsNotRead(String headers) throws Exception {
        String answer = raw("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + UsersFixture.line("operator") + headers + VERSION);

        assertIsRefused(answer, 400);
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400,'GET /jolokia/version HTTP/1.1\r\n\r\n'",
        "400,'GET /jolokia/version HTTP/1.1\nHost: localhost\r\n\r\n'",
        "400,'GET /jolokia/%2e%2e/health HTTP/1.1\r\nHost: localhost\r\n\r\n'",
        "400,'GET http://other/health HTTP/1.1\r\nHost: localhost\r\n\r\n'",
        "400,'get /health HTTP/1.1\r\n Host: localhost\r\n\r\n'",
        "505,'GET /health\r\n\r\n'",
        "505,'GET /health HTTP/3.0\r\nHost: localhost\r\n\r\n'"
    })
    void aRequestThatIsNotHttpIsRefused(int status, String request) throws Exception {
        assertIsRefused(raw(request), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PUT", "DELETE", "OPTIONS", "PATCH", "get"})
    void onlyGetHeadAndPostAreServed(String method) throws Exception {
        String answer = raw(method + " /health HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator")
                + "X-Secret: 4711\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|405) .*").doesNotContain("4711", "\"UP\"");
    }

    @Test
    void anOldProbeWithoutAHostIsServedForTheHealthOnly() throws Exception {
        assertThat(raw("GET /health HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"UP\"");
        assertThat(raw("HEAD /health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertIsRefused(raw("GET " + READ + " HTTP/1.0\r\n" + UsersFixture.line("operator") + "\r\n"), 403);
    }

    @Test
    void anOldProbeWithAForeignHostIsRefused() throws Exception {
        assertIsRefused(raw("GET /health HTTP/1.0\r\nHost: evil.example\r\n\r\n"), 403);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(VERSION.getBytes(StandardCharsets.US_ASCII));
        }

        HttpResponse<String> answer = fixture.send(
                fixture.request().POST(BodyPublishers.ofByteArray(packed.toByteArray())), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("protocol");
    }

    @Test
    void noAnswerNamesTheServer() throws Exception {
        for (String answer : new String[] {
            raw("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            raw("GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            raw("nonsense\r\n\r\n")
        }) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 ")
                    .doesNotContainIgnoringCase("jetty")
                    .doesNotContain("Server:", "X-Powered-By");
        }
    }

    private static void assertIsRefused(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + ' ')
                .contains("Content-Type: application/json", "X-Content-Type-Options: nosniff")
                .containsPattern("\"error\":\"[A-Z].+\\.\"")
                .doesNotContain("\"protocol\"", "\"UP\"");
    }

    @Test
    void anAnswerThatDoesNotWaitForTheBodySaysThatTheConnectionEnds() throws Exception {
        String head = "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        String body = "{\"type\":\"version\"}  ";

        for (String late : List.of("Content-Length: 20\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n14\r\n")) {
            assertThat(raw(head + late)).startsWith("HTTP/1.1 401 ").contains("\r\nConnection: close\r\n");
        }
        assertThat(raw(head + "Content-Length: 20\r\n\r\n" + body))
                .startsWith("HTTP/1.1 401 ")
                .doesNotContain("Connection: close");
        assertThat(raw("GET " + READ + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .doesNotContain("Connection: close");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = fixture.connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
