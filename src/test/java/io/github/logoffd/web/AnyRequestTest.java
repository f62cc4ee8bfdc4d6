package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Corpus;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.web.server.StreamTiming;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Data;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple1;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever bytes come over a connection, it is answered or closed, no answer is an error of ours, and nothing is done
 * for them.
 */
class AnyRequestTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern SERVER_ERROR = Pattern.compile("HTTP/1\\.1 5\\d\\d .*");

    private static final Pattern SENTENCE =
            Pattern.compile("^HTTP/1\\.1 50[135] (?s:.*)\"error\":\"[A-Z][^\"]* [^\"]*\\.\"");

    private static final String EXEC = "{\"type\":\"exec\",\"mbean\":\"" + HttpFixture.ALICE
            + "\",\"operation\":\"logoff\",\"arguments\":[false]}";

    private static final String[] REQUESTS = {
        get("/health", ""),
        get("/jolokia/version", ""),
        get("/jolokia/version", UsersFixture.line("monitor")),
        get("/jolokia/read/" + HttpFixture.ALICE + "/Id?ifModifiedSince=1", UsersFixture.line("monitor")),
        get("/jolokia/exec/" + HttpFixture.ALICE + "/logoff/false", UsersFixture.line("monitor")),
        get("/events?lastEventId=0", UsersFixture.line("monitor")),
        post(EXEC, ""),
        post(EXEC, UsersFixture.line("monitor")),
        post('[' + EXEC + ",{\"type\":\"list\"}]", UsersFixture.line("monitor")),
        post(EXEC, "Expect: 100-continue\r\n" + UsersFixture.line("monitor")),
        "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("monitor")
                + "Transfer-Encoding: chunked\r\n\r\n12\r\n{\"type\":\"version\"}\r\n0\r\n\r\n"
    };

    private static final String[] TOKENS = {
        "\r\n",
        "\r\n\r\n",
        "\n",
        " ",
        "\t",
        "\0",
        "\u00ff",
        ":",
        ";",
        ",",
        "\"",
        "{",
        "}",
        "[",
        "]",
        "\\u0000",
        "null",
        "true",
        "-1",
        "1e999",
        "99999999999999999999",
        "%",
        "%00",
        "%2f",
        "%ff",
        "..",
        "//",
        "?",
        "#",
        "&",
        "=",
        "!",
        "*",
        "HTTP/1.0",
        "HTTP/9.9",
        "GET /",
        "HEAD /",
        "Host: evil\r\n",
        "Origin: http://evil\r\n",
        "Content-Length: 0\r\n",
        "Content-Length: 2147483648\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Expect: 100-continue\r\n",
        "Connection: Upgrade\r\nUpgrade: h2c\r\n",
        "Last-Event-ID: 9999999999999999999\r\n",
        "Content-Type: x\r\n",
        "p=version"
    };

    private static ScriptedHost host;
    private static HttpFixture fixture;

    /** A change of a request: at this part of its length it loses some characters and gets a text. */
    record Change(double at, int lost, String text) {

        String applied(String request) {
            int start = (int) (at * request.length());
            return request.substring(0, start) + text + request.substring(Math.min(request.length(), start + lost));
        }
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String post(String body, String headers) {
        return "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @BeforeContainer
    static void start() throws Exception {
        host = new ScriptedHost().with(Samples.CONSOLE).with(Samples.active(3, "alice"));
        fixture = HttpFixture.of(host)
                .timing(new StreamTiming(Duration.ofMillis(50), Duration.ofSeconds(20)))
                .start();
        fixture.get("/jolokia/version", UsersFixture.AUTHORIZATION, UsersFixture.basic("monitor"));
    }

    @AfterContainer
    static void stop() {
        fixture.close();
    }

    @Property
    void anyBytesAreAnsweredOrTheirConnectionEnds(@ForAll byte[] bytes) throws IOException {
        check(bytes);
    }

    @Property
    void aChangedRequestIsAnsweredOrItsConnectionEnds(
            @ForAll("requests") String request, @ForAll("changes") @Size(max = 4) List<Change> changes)
            throws IOException {
        String changed = request;
        for (Change change : changes) {
            changed = change.applied(changed);
        }
        check(changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property
    @FromData("corpus")
    void requestsThatFailedOnceAreAnsweredOrTheirConnectionsEnd(@ForAll String request) throws IOException {
        check(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Data
    Iterable<Tuple1<String>> corpus() {
        return Corpus.of("http-requests.txt");
    }

    @Provide
    Arbitrary<String> requests() {
        return Arbitraries.of(REQUESTS);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of(TOKENS),
                Arbitraries.just(""),
                Arbitraries.chars().range('\0', '\u00ff').map(String::valueOf));
        return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.of(0, 0, 1, 2, 8, 40), texts)
                .as(Change::new)
                .list()
                .ofMinSize(1);
    }

    private static void check(byte[] request) throws IOException {
        String answer = exchanged(request);

        Matcher error = SERVER_ERROR.matcher(answer);
        while (error.find()) {
            assertThat(answer.substring(error.start())).containsPattern(SENTENCE);
        }
        assertThat(host.actingCalls()).isEmpty();
    }

    /** Sends the bytes and reads until the server ends the connection, or sends a stream that has no end. */
    private static String exchanged(byte[] request) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = fixture.connect()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            byte[] part = new byte[8192];
            for (int read = 0; read >= 0 && answer.indexOf("text/event-stream") < 0; ) {
                answer.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
                read = socket.getInputStream().read(part);
            }
        } catch (SocketException e) {
            // The server has closed what it did not want to read to its end.
            assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe.*|Socket .*");
        }
        return answer.toString();
    }
}
