package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.config.JolokiaFiles;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.ScriptedHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, health, and many clients at once. */
class HttpEndpointTest {

    private static final String READ = "/jolokia/read/" + ALICE + "/Id";

    @Test
    void healthIs200WhileTheHostAnswersAnd503WhenNot() throws Exception {
        try (HttpFixture fixture = HttpFixture.start()) {
            HttpResponse<String> up = fixture.get("/health");
            fixture.host.fail("sessions", 1722);
            fixture.monitor.refresh();
            HttpResponse<String> down = fixture.get("/health");

            assertThat(up.statusCode()).isEqualTo(200);
            assertThat(object(up.body())).containsEntry("status", "UP").containsOnlyKeys("status", "hosts", "problems");
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(object(down.body())).containsEntry("status", "DOWN");
            JSONObject host = (JSONObject) ((JSONArray) object(down.body()).get("hosts")).get(0);
            assertThat(host).containsEntry("host", "HOST1").containsEntry("reachable", false);
            assertThat(fixture.post("{}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aProblemOfTheServiceIsReportedByHealthAndMakesItDegraded() throws Exception {
        try (HttpFixture fixture = HttpFixture.start()) {
            fixture.problems.add("The changed users file is rejected.");

            HttpResponse<String> health = fixture.sendAsItIs(fixture.request("/health"));

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(object(health.body())).containsEntry("status", "DEGRADED");
            assertThat((JSONArray) object(health.body()).get("problems"))
                    .containsExactly("The changed users file is rejected.");
        }
    }

    @Test
    void aTakenPortIsOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = HttpFixture.config(HttpFixture.shippedFiles(), other.getLocalPort());

            assertThatIOException()
                    .isThrownBy(() -> start(config))
                    .withMessageStartingWith("127.0.0.1 port " + other.getLocalPort() + " is not available (")
                    .withMessageContaining("http.port")
                    .withMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<restrict>",
                "<policy><commands><command>read</command></commands></policy>",
                "<!DOCTYPE restrict [<!ENTITY e 'exec'>]>"
                        + "<restrict><commands><command>&e;</command></commands></restrict>"
            })
    void aPolicyThatIsNoneKeepsTheServiceFromStarting(String policy) throws Exception {
        JolokiaFiles files = new JolokiaFiles(HttpFixture.shippedFiles().properties(), policy, "C:\\files");
        var config = HttpFixture.config(files);

        assertThatThrownBy(() -> start(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("jolokia-access.xml in C:\\files ");
    }

    @Test
    void anUnknownKeyOfJolokiaKeepsTheServiceFromStarting() throws Exception {
        Map<String, String> properties =
                new HashMap<>(HttpFixture.shippedFiles().properties());
        properties.put("includeStacktrace", "false");
        JolokiaFiles files =
                new JolokiaFiles(properties, HttpFixture.shippedFiles().policy(), "C:\\files");
        var config = HttpFixture.config(files);

        assertThatThrownBy(() -> start(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jolokia.properties in C:\\files has keys that Jolokia does not know: includeStacktrace.");
    }

    @Test
    void halfARequestKeepsNoOtherClientFromBeingServedAndDoesNothing() throws Exception {
        String half = "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n"
                + UsersFixture.line("operator") + "\r\n" + "{\"type\":\"exec\",\"mbean\":\"" + ALICE
                + "\",\"operation\":\"logoff\",\"arguments\":[false]}";
        List<Socket> clients = new ArrayList<>();
        try (HttpFixture fixture = HttpFixture.start()) {
            for (int i = 0; i < 20; i++) {
                Socket client = fixture.connect();
                clients.add(client);
                client.getOutputStream().write((i % 2 == 0 ? half : "GET /jol").getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(object(fixture.get(READ).body())).containsEntry("value", 3L);
            assertThat(fixture.host.actingCalls()).isEmpty();
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void fiftyThatWaitForALogoffKeepNoClientFromReading() throws Exception {
        ScriptedHost host = new ScriptedHost().with(HttpFixture.row(3));
        for (int id = 100; id < 150; id++) {
            host.with(HttpFixture.row(id));
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        try (HttpFixture fixture = HttpFixture.of(host).start()) {
            // Has the password hashed once: fifty at once would be told to come again.
            assertThat(object(fixture.get(READ).body())).containsEntry("value", 3L);
            List<CompletableFuture<JSONObject>> calls = new ArrayList<>();
            for (int id = 100; id < 150; id++) {
                String bean = "logoffd:type=Session,host=HOST1,id=" + id;
                calls.add(CompletableFuture.supplyAsync(() -> logoff(fixture, bean), threads));
            }
            Await.until("all wait", () -> host.actingCalls().size() == 50);

            assertThat(object(fixture.get(READ).body())).containsEntry("value", 3L);
            assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
            assertThat((JSONObject) fixture.exec(ALICE, "logoff", false).get("value"))
                    .containsEntry("Outcome", "ACCEPTED");
            assertThat(calls).noneMatch(CompletableFuture::isDone);

            for (int id = 100; id < 150; id++) {
                host.end(id);
            }
            for (CompletableFuture<JSONObject> call : calls) {
                assertThat((JSONObject) call.get(30, TimeUnit.SECONDS).get("value"))
                        .containsEntry("Outcome", "DONE");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static HttpEndpoint start(ServiceConfig config) throws IOException {
        HttpEndpoint endpoint = HttpEndpoint.prepare(
                config,
                Optional.empty(),
                UsersFixture.operatorAndMonitor(),
                (caller, reason) -> {},
                HttpFixture.emptyContent());
        endpoint.open();
        return endpoint;
    }

    private static JSONObject logoff(HttpFixture fixture, String bean) {
        try {
            return fixture.exec(bean, "logoff", true);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingTakesLessThanThreeSecondsWhateverClientsDo() throws Exception {
        String user = UsersFixture.line("operator");
        String post = "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + user;
        String waiting =
                "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":[true]}";
        List<String> requests = List.of(
                "",
                "GET /jol",
                post + "Content-Length: 500\r\n\r\n{",
                "GET /events HTTP/1.1\r\nHost: localhost\r\n" + user + "\r\n",
                ("GET /jolokia/list HTTP/1.1\r\nHost: localhost\r\n" + user + "\r\n").repeat(50),
                post + "Content-Length: " + waiting.length() + "\r\n\r\n" + waiting);
        List<Socket> clients = new ArrayList<>();
        try (HttpFixture fixture = HttpFixture.start()) {
            for (String request : requests) {
                Socket client = fixture.connect();
                clients.add(client);
                client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            Await.until("the stream is open", () -> fixture.endpoint.openStreams() == 1);
            Await.until(
                    "a logoff is waited for", () -> !fixture.host.actingCalls().isEmpty());

            long start = System.nanoTime();
            fixture.endpoint.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(fixture.endpoint.openStreams()).isZero();
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void closingFreesThePortAndEndsEveryWait() throws Exception {
        int port;
        try (HttpFixture fixture = HttpFixture.start()) {
            port = fixture.port();
        }

        try (ServerSocket next = new ServerSocket()) {
            next.setReuseAddress(true);
            next.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(next.isBound()).isTrue();
        }
    }
}
