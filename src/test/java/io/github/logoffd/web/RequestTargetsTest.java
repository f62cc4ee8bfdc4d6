package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests as no client library writes them: no spelling of the target, the method or the headers is a way round the
 * users.
 */
class RequestTargetsTest {

    private static final String EXEC =
            "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":[false]}";
    private static final String VERSION = "\"protocol\"";

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    @AfterEach
    void nothingWasDone() {
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jolokia/version",
                "//jolokia/version",
                "///jolokia/version",
                "/./jolokia/version",
                "/jolokia/../jolokia/version",
                "/health/../jolokia/version",
                "/health/%2e%2e/jolokia/version",
                "/health%2f..%2fjolokia/version",
                "/health;x/jolokia/version",
                "/health?/jolokia/version",
                "/health#/jolokia/version",
                "/%6aolokia/version",
                "/jolokia%2fversion",
                "/jolokia/%76ersion",
                "/JOLOKIA/version",
                "\\jolokia/version",
                "http://localhost/jolokia/version",
                "http://evil.example/jolokia/version",
                "https://localhost/jolokia/version",
                "file:///jolokia/version",
                "jolokia/version",
                "?p=version",
                "*",
                ""
            })
    void noSpellingOfTheTargetIsAWayRoundTheUsers(String target) throws Exception {
        for (String method : new String[] {"GET", "POST", "HEAD", "OPTIONS", "get"}) {
            assertThat(raw(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .doesNotContain(VERSION)
                    .doesNotContain("alice");
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT,localhost:80", "CONNECT,/", "OPTIONS,*", "TRACE,/jolokia/version", "PRI,*", "GET,*"})
    void unusualMethodsAreNotServedToUsersEither(String method, String target) throws Exception {
        String answer = raw(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator")
                + "X-Echo: secret\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .doesNotStartWith("HTTP/1.1 200")
                .doesNotContain("secret")
                .doesNotContain(VERSION);
    }

    @Test
    void theAbsoluteFormIsTheSameForUsers() throws Exception {
        assertThat(raw("GET http://localhost/jolokia/version HTTP/1.1\r\nHost: localhost\r\n"
                        + UsersFixture.line("monitor") + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains(VERSION);
    }

    @ParameterizedTest
    @CsvSource({"monitor,operator", "nobody,operator", "operator,operator"})
    void twoUsersInOneRequestAreRefused(String first, String second) throws Exception {
        assertThat(raw("GET /jolokia/version HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line(first)
                        + UsersFixture.line(second) + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("The header Authorization occurs more than once. Send it once.");
    }

    @ParameterizedTest
    @CsvSource({"414,GET /jolokia/version?", "431,'GET /jolokia/version HTTP/1.1\r\nHost: localhost\r\nAuthorization: '"
    })
    void aHeaderThatIsTooLargeIsNotReadToItsEnd(int status, String beginning) throws Exception {
        try (Socket socket = fixture.connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((beginning + "x".repeat(32_768)).getBytes(StandardCharsets.US_ASCII));

            assertThat(untilEnd(socket)).startsWith("HTTP/1.1 " + status + ' ').contains("The request was rejected: ");
        }
    }

    /** The end is a reset when the server has not read all that was sent. */
    private static String untilEnd(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aHeaderOfOtherwiseUsualSizeIsRead() throws Exception {
        assertThat(raw("GET /jolokia/version HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(30_000) + "\r\n"
                        + UsersFixture.line("monitor") + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 5x\r\n",
                "Content-Length: +0x5\r\n"
            })
    void aBodyOfDoubtfulLengthIsRefusedAndWhatFollowsIsNoRequest(String headers) throws Exception {
        String answer = raw("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator") + headers
                + "\r\n0\r\n\r\nPOST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator")
                + "Content-Length: " + EXEC.length() + "\r\n\r\n" + EXEC);

        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*");
    }

    @Test
    void theBodyOfARefusedRequestIsNoRequest() throws Exception {
        String inner = "GET /jolokia/version HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator") + "\r\n";
        String answer = raw("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + inner.length()
                + "\r\n\r\n" + inner
                + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 401 ")
                .contains("HTTP/1.1 200 ")
                .contains("\"UP\"")
                .doesNotContain(VERSION);
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = fixture.connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
