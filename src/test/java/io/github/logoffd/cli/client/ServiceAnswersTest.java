package io.github.logoffd.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.logoffd.cli.client.ServiceException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client makes of answers, sent by a server that answers as the test wants. */
class ServiceAnswersTest {

    private static final String HOST = "logoffd:type=SessionHost,host=TS01";

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private ServiceClient client;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void startServer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(exchange.getRequestMethod()
                        + ' '
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + ' '
                        + body);
                exchange.getResponseHeaders().set("Retry-After", "42");
                exchange.getResponseHeaders().set("Location", "/elsewhere/");
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        ServiceAddress address =
                ServiceAddress.parse("http://127.0.0.1:" + server.getAddress().getPort());
        client = new ServiceClient(
                address, new Credentials("jürgen", "pass:wörd"), Optional.empty(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aRequestIsOnePostWithNamePasswordAndArguments() throws Exception {
        answer = "{\"status\":200,\"value\":{\"Outcome\":\"DONE\",\"Code\":0,\"DryRun\":false}}";

        JsonRecord record =
                client.execute(HOST, "logoffSession", "a\"b\\ü", true, 5L).record();

        assertThat(record.text("Outcome")).isEqualTo("DONE");
        assertThat(record.number("Code")).isZero();
        assertThat(record.flag("DryRun")).isFalse();
        assertThat(requests).singleElement().satisfies(request -> {
            String[] parts = request.split(" ", 4);
            assertThat(parts[0] + ' ' + parts[1]).isEqualTo("POST Basic");
            assertThat(new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8))
                    .isEqualTo("jürgen:pass:wörd");
            assertThat((JSONObject) new JSONParser().parse(parts[3]))
                    .containsEntry("type", "exec")
                    .containsEntry("mbean", HOST)
                    .containsEntry("operation", "logoffSession")
                    .containsEntry("arguments", List.of("a\"b\\ü", true, 5L));
        });
    }

    @Test
    void hostsAreReadWithTheirSessions() throws Exception {
        answer = "{\"status\":200,\"value\":{\"" + HOST + "\":{\"Host\":\"TS01\",\"Sessions\":[{\"Id\":3}]},"
                + "\"logoffd:type=SessionHost,host=A\":{\"Host\":\"A\",\"Sessions\":[]}}}";

        List<HostState> hosts = client.hosts();

        assertThat(hosts).extracting(HostState::name).containsExactly("A", "TS01");
        assertThat(hosts.get(0).sessions()).isEmpty();
        assertThat(hosts.get(1).sessions().get(0).number("Id")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "401,LOGIN,does not know a user jürgen with this password (HTTP 401)",
        "429,LATER,'makes jürgen wait after too many wrong passwords (HTTP 429). Try again with the right one"
                + " after 42 seconds.'",
        "503,LATER,'is too busy (HTTP 503). Try again after 42 seconds.'",
        "403,ROLE,refuses this (HTTP 403): no reason was given.",
        "404,FAILED,is not the Jolokia of logoffd (HTTP 404)",
        "302,FAILED,is not the Jolokia of logoffd (HTTP 302)",
        "500,FAILED,is not the Jolokia of logoffd (HTTP 500)"
    })
    void theStatusOfHttpIsLookedAtFirst(int code, Kind kind, String text) {
        status = code;
        answer = "<html>";

        assertThatFailure(kind).contains(text);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "403,ROLE,The role monitor may not execute.",
        "404,NOT_FOUND,No MBean.",
        "400,FAILED,The session is blank.",
        "500,FAILED,boom."
    })
    void aRefusalInsideAnAnswerThatIsOkIsAFailure(int code, Kind kind, String error) {
        answer = "{\"status\":" + code + ",\"error\":\"java.lang.SecurityException : " + error + "\"}";

        assertThatFailure(kind).endsWith(": " + error).doesNotContain("java.lang");
    }

    @Test
    void theErrorOfAServiceCannotForgeLines() {
        answer = "{\"status\":500,\"error\":\"a\\nb\\u001b[1m" + "x".repeat(5000) + "\"}";

        assertThatFailure(Kind.FAILED).contains("a<U+000A>b<U+001B>[1mxxx").hasSizeLessThan(700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{",
                "[]",
                "3",
                "null",
                "{\"status\":\"200\"}",
                "{}",
                "{\"a\":1}{\"b\":2}",
                "[[[[[[[[",
                "{\"status\":200,\"value\":[]}",
                "{\"status\":200}",
                "{\"status\":200,\"value\":{\"a\":1}}"
            })
    void whatIsNoAnswerOfLogoffdIsReported(String text) {
        answer = text;

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client.hosts())
                .withMessageContaining("is not the Jolokia of logoffd. Give the address");
    }

    @Test
    void aValueOfAnotherTypeOrNoneIsAFailureThatNamesIt() throws Exception {
        answer = "{\"status\":200,\"value\":{\"Id\":\"3\",\"Big\":99999999999999999999,\"Half\":0.5,\"None\":null}}";
        JsonRecord record = client.execute(HOST, "any").record();

        for (String name : List.of("Id", "Big", "Half", "None", "Missing")) {
            assertThatExceptionOfType(ServiceException.class)
                    .isThrownBy(() -> record.number(name))
                    .withMessageStartingWith("The service did not return " + name + " as whole number. ");
        }
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> record.text("Half"));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> record.flag("Id"));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> record.records("Id"));
    }

    @Test
    void whatIsNotTheFormThatACallerExpectsIsAFailure() throws Exception {
        answer = "{\"status\":200,\"value\":[{\"Id\":1},{\"Id\":2}]}";
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client.execute(HOST, "logoffAll").record())
                .withMessageStartingWith("The service has answered logoffAll, but not with a record. ");

        answer = "{\"status\":200,\"value\":\"YES\"}";
        assertThat(client.execute(HOST, "ask").text()).isEqualTo("YES");
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client.execute(HOST, "ask").record());
    }

    private AbstractStringAssert<?> assertThatFailure(Kind kind) {
        List<String> message = new ArrayList<>();
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client.execute(HOST, "refresh"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> message.add(e.getMessage()));
        return assertThat(message.get(0));
    }
}
