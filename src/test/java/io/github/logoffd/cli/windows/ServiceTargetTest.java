package io.github.logoffd.cli.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.logoffd.cli.client.Credentials;
import io.github.logoffd.cli.client.ServiceAddress;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a command asks a service: each request costs it a tenth of its time. */
class ServiceTargetTest {

    private static final String FIRST = "logoffd:type=SessionHost,host=TS01";
    private static final String SECOND = "logoffd:type=SessionHost,host=TS02";
    private static final String EVERY_HOST = "logoffd:type=SessionHost,*";
    private static final List<String> NEEDED = List.of("Host", "Reachable", "LastError", "Sessions");

    private final List<JSONObject> requests = new ArrayList<>();
    private HttpServer server;
    private ServiceClient client;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                JSONObject request = parse(exchange.getRequestBody().readAllBytes());
                requests.add(request);
                byte[] answer = JsonWriter.text(Map.of("status", 200, "value", value(request)))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        client = new ServiceClient(
                ServiceAddress.parse("http://127.0.0.1:" + server.getAddress().getPort()),
                new Credentials("monitor", "secret"),
                Optional.empty(),
                Duration.ofSeconds(20));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private static JSONObject parse(byte[] body) throws IOException {
        try {
            return (JSONObject) new JSONParser().parse(new String(body, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IOException("The request is not JSON.", e);
        }
    }

    private static Map<String, Object> value(JSONObject request) {
        return request.get("mbean").equals(EVERY_HOST)
                ? Map.of(FIRST, host("TS01"), SECOND, host("TS02"))
                : host("TS02");
    }

    private static Map<String, Object> host(String name) {
        return Map.of("Host", name, "Reachable", true, "LastError", "", "Sessions", List.of());
    }

    private List<CommandTarget> find(Optional<String> server) throws IOException {
        return ServiceTarget.find(
                client, new HostChoice(server, true, false, false, "", List.of()), Duration.ofMinutes(5));
    }

    @Test
    void hostsAreFoundAndReadInOneRequest() throws Exception {
        for (CommandTarget target : find(Optional.empty())) {
            assertThat(target.sessions()).isEmpty();
        }

        assertThat(requests)
                .singleElement()
                .satisfies(request ->
                        assertThat(request).containsEntry("mbean", EVERY_HOST).containsEntry("attribute", NEEDED));
    }

    @Test
    void sessionsThatAreReadOnceMoreAreThoseOfThen() throws Exception {
        CommandTarget target = find(Optional.empty()).get(1);

        assertThat(target.sessions()).isEqualTo(target.sessions());

        assertThat(requests).extracting(request -> request.get("mbean")).containsExactly(EVERY_HOST, SECOND);
    }

    @Test
    void theSessionsOfOtherHostsThanTheNamedOneAreNotRead() throws Exception {
        assertThat(find(Optional.of("ts02")).get(0).sessions()).isEmpty();

        assertThat(requests).extracting(request -> request.get("mbean")).containsExactly(EVERY_HOST, SECOND);
        assertThat(requests).extracting(request -> request.get("attribute")).containsExactly("Host", NEEDED);
    }
}
