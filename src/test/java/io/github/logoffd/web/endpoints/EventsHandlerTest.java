package io.github.logoffd.web.endpoints;

import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.logoffd.monitor.Event;
import io.github.logoffd.monitor.EventJournal.Subscription;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.web.HttpFixture;
import io.github.logoffd.web.UsersFixture;
import io.github.logoffd.web.server.StreamTiming;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events over real HTTP: order, resuming, limits, and readers that do not read. */
class EventsHandlerTest {

    private static final String END = "(end)";
    private static final StreamTiming LONG = new StreamTiming(Duration.ofHours(1), Duration.ofHours(1));
    private static final StreamTiming QUICK_HEART = new StreamTiming(Duration.ofMillis(20), Duration.ofHours(1));
    private static final StreamTiming IMPATIENT = new StreamTiming(Duration.ofHours(1), Duration.ofMillis(300));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }

    /** A reader of a stream, whose lines come from a thread of its own so that a test can wait for each. */
    private final class Reader {

        private final HttpResponse<InputStream> response;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Reader(HttpResponse<InputStream> response) {
            this.response = response;
            open.add(response.body());
            threads.execute(this::read);
        }

        private void read() {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | RuntimeException cut) {
                lines.add("(cut)");
            }
            lines.add(END);
        }

        String line() throws InterruptedException {
            String line = lines.poll(20, TimeUnit.SECONDS);
            assertThat(line).as("a line within 20 seconds").isNotNull();
            return line;
        }

        List<String> block() throws InterruptedException {
            List<String> block = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                block.add(line);
            }
            return block;
        }

        /** Returns the next event as its data, and checks that the other lines agree with it. */
        JSONObject event() throws Exception {
            List<String> block = block();
            assertThat(block).hasSize(3);
            JSONObject data = object(block.get(2).substring("data: ".length()));
            assertThat(block.get(0)).isEqualTo("id: " + data.get("sequence"));
            assertThat(block.get(1)).isEqualTo("event: " + data.get("type"));
            return data;
        }

        List<Object> messages(int count) throws Exception {
            List<Object> messages = new ArrayList<>();
            while (messages.size() < count) {
                messages.add(event().get("message"));
            }
            return messages;
        }

        void awaitEnd() throws InterruptedException {
            String line = line();
            while (!line.equals(END)) {
                line = line();
            }
        }
    }

    @Test
    void aChangeOfASessionArrivesAsItHappens() throws Exception {
        HttpFixture fixture = start(LONG);
        Reader reader = follow(fixture, "/events");
        assertThat(reader.response.statusCode()).isEqualTo(200);
        assertThat(reader.response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(reader.response.headers().firstValue("Cache-Control")).contains("no-store");

        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.monitor.refresh();
        fixture.host.end(4);
        fixture.monitor.refresh();

        JSONObject disconnected = reader.event();
        assertThat(disconnected)
                .containsOnlyKeys("sequence", "time", "type", "host", "message", "data")
                .containsEntry("type", "logoffd.session.disconnected")
                .containsEntry("host", "HOST1")
                .containsEntry("message", "The client of session 3 of HOST1 (CORP\\alice) disconnected.");
        assertThat((JSONObject) disconnected.get("data"))
                .containsEntry("Id", 3L)
                .containsEntry("State", "DISCONNECTED");
        JSONObject logoff = reader.event();
        assertThat(logoff).containsEntry("type", "logoffd.session.logoff");
        assertThat((String) ((JSONObject) logoff.get("data")).get("UserName")).startsWith("Jürgen 日本\uD83D\uDE00");
        assertThat(reader.event()).containsEntry("type", "logoffd.session.removed");
    }

    @Test
    void aReaderThatComesBackGetsWhatItMissed() throws Exception {
        HttpFixture fixture = start(LONG);
        Event seen = publish(fixture, "seen");
        publish(fixture, "a");
        publish(fixture, "b");

        Reader byHeader = follow(fixture, "/events", "Last-Event-ID", Long.toString(seen.sequence()));
        Reader byQuery = follow(fixture, "/events?x=1&lastEventId=" + seen.sequence());
        publish(fixture, "c");

        assertThat(byHeader.messages(3)).containsExactly("a", "b", "c");
        assertThat(byQuery.messages(3)).containsExactly("a", "b", "c");
    }

    @Test
    void zeroGetsAllThatIsKeptAndSaysWhatIsNot() throws Exception {
        HttpFixture fixture = start(LONG);
        IntStream.range(0, 53).forEach(i -> publish(fixture, "m" + i));

        Reader reader = follow(fixture, "/events?lastEventId=0");

        JSONObject missed = reader.event();
        assertThat(missed).containsEntry("type", "logoffd.events.missed");
        assertThat((JSONObject) missed.get("data")).containsEntry("Missed", 3L);
        assertThat(reader.messages(50)).startsWith("m3", "m4").endsWith("m52");
    }

    @Test
    void aSilentStreamHasAHeartbeat() throws Exception {
        Reader reader = follow(start(QUICK_HEART), "/events");

        assertThat(reader.block()).containsExactly(":");
        assertThat(reader.block()).containsExactly(":");
    }

    @Test
    void aReaderThatHasGoneIsNoticedByTheHeartbeat() throws Exception {
        HttpFixture fixture = start(QUICK_HEART);
        try (Socket client = request(fixture)) {
            Await.until("the stream is open", () -> fixture.endpoint.openStreams() == 1);
            assertThat(client.isConnected()).isTrue();
        }

        Await.until("the stream has ended", () -> fixture.endpoint.openStreams() == 0);
    }

    @Test
    void aReaderThatLeavesGivesItsPlaceBackAtOnce() throws Exception {
        HttpFixture fixture = start(LONG);
        for (int i = 0; i < 20; i++) {
            try (Socket client = request(fixture)) {
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
        }

        Await.until("no stream is open", () -> fixture.endpoint.openStreams() == 0);
        publish(fixture, "nobody reads");
        assertThat(follow(fixture, "/events").response.statusCode()).isEqualTo(200);
    }

    @Test
    void aReaderThatSendsMoreLosesItsConnection() throws Exception {
        HttpFixture fixture = start(LONG);
        try (Socket client = request(fixture)) {
            Await.until("the stream is open", () -> fixture.endpoint.openStreams() == 1);

            client.getOutputStream().write('G');

            Await.until("the stream has ended", () -> fixture.endpoint.openStreams() == 0);
        }
    }

    /** The client's end can arrive before the head of the answer is written: that is no error of the server. */
    @Test
    void aReaderThatClosesItsSideAtOnceIsAnsweredWithoutAnError() throws Exception {
        HttpFixture fixture = start(LONG);
        for (int i = 0; i < 300; i++) {
            try (Socket client = request(fixture)) {
                client.shutdownOutput();

                assertThat(untilTheEnd(client)).doesNotContain("HTTP/1.1 5");
            }
        }
    }

    private static String untilTheEnd(Socket client) throws IOException {
        try {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return e.getMessage();
        }
    }

    private static void readUntil(String expected, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); !expected.equals(line); line = lines.readLine()) {
            assertThat(line).as("before " + expected).isNotNull().doesNotContain("HTTP/1.1 5");
        }
    }

    @Test
    void aConnectionCanBeUsedAgainAfterItsStreamHasEnded() throws Exception {
        HttpFixture fixture = start(LONG);
        try (Socket client = request(fixture)) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            readUntil("retry: 3000", lines);
            fixture.events.close();
            readUntil("0", lines);
            assertThat(lines.readLine()).isEmpty();

            client.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void oneStreamTooManyIsReportedSo() throws Exception {
        HttpFixture fixture = start(QUICK_HEART);
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(request(fixture));
        }
        Await.until("three streams are open", () -> fixture.endpoint.openStreams() == 3);

        HttpResponse<String> refused = fixture.get("/events");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat((String) object(refused.body()).get("error")).contains("events.maxStreams");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
        request(fixture, "monitor");
        Await.until("another user has places left", () -> fixture.endpoint.openStreams() == 4);
        clients.get(0).close();
        Await.until("a place is free", () -> fixture.endpoint.openStreams() == 3);
        assertThat(follow(fixture, "/events").response.statusCode()).isEqualTo(200);
    }

    @Test
    void aReaderThatFallsBehindIsDroppedAndDelaysNoOtherReader() throws Exception {
        HttpFixture fixture = start(LONG);
        try (Socket stuck = request(fixture)) {
            Await.until("the stream is open", () -> fixture.endpoint.openStreams() == 1);

            publishMegabytes(fixture, 120);

            Await.until("the stuck reader is dropped", () -> fixture.endpoint.openStreams() == 0);
            assertThat(stuck.isClosed()).isFalse();
        }
        Reader next = follow(fixture, "/events");
        publish(fixture, "alive");
        assertThat(next.messages(1)).containsExactly("alive");
    }

    @Test
    void aReaderThatDoesNotReadIsDropped() throws Exception {
        HttpFixture fixture = start(IMPATIENT);
        try (Socket stuck = request(fixture)) {
            Await.until("the stream is open", () -> fixture.endpoint.openStreams() == 1);

            publishMegabytes(fixture, 40);

            Await.until("the stuck reader is dropped", () -> fixture.endpoint.openStreams() == 0);
            assertThat(stuck.isClosed()).isFalse();
        }
    }

    @Test
    void closingTheServerEndsStreamsAtOnce() throws Exception {
        HttpFixture fixture = start(LONG);
        Reader idle = follow(fixture, "/events");
        try (Socket stuck = request(fixture)) {
            Await.until("both streams are open", () -> fixture.endpoint.openStreams() == 2);
            publishMegabytes(fixture, 40);

            long start = System.nanoTime();
            fixture.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(stuck.isClosed()).isFalse();
        }
        idle.awaitEnd();
        Await.until("no stream is open", () -> fixture.endpoint.openStreams() == 0);
    }

    @Test
    void publishingSurvivesAStreamThatEndsMeanwhile() throws Exception {
        HttpFixture fixture = start(LONG);
        Subscription earlier = fixture.events.subscribe().orElseThrow();
        Reader reader = follow(fixture, "/events");
        AtomicBoolean ended = new AtomicBoolean();
        earlier.observe(() -> {
            if (!ended.getAndSet(true)) {
                fixture.close();
                Await.until("the client has seen the end", () -> reader.lines.contains(END));
            }
        });

        assertThatCode(() -> publish(fixture, "to a stream that has ended")).doesNotThrowAnyException();

        assertThat(ended).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "0x10"})
    void aLastEventIdThatIsNoNumberIsRefused(String id) throws Exception {
        HttpFixture fixture = start(LONG);

        HttpResponse<String> byHeader = fixture.get("/events", "Last-Event-ID", id);
        HttpResponse<String> byQuery = fixture.get("/events?lastEventId=" + id);

        assertThat(byHeader.statusCode()).isEqualTo(400);
        assertThat((String) object(byHeader.body()).get("error"))
                .isEqualTo("Invalid last event id \"" + id
                        + "\". Give the id of an event, or 0 for all events that are kept.");
        assertThat(byQuery.statusCode()).isEqualTo(400);
    }

    @Test
    void headOpensNoStream() throws Exception {
        HttpFixture fixture = start(LONG);

        HttpResponse<String> head = fixture.send(fixture.request("/events").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(fixture.endpoint.openStreams()).isZero();
    }

    @Test
    void otherMethodsAndForeignPagesAreRefused() throws Exception {
        HttpFixture fixture = start(LONG);

        HttpResponse<String> posted = fixture.send(fixture.request("/events").POST(BodyPublishers.noBody()));

        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(fixture.get("/events", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(fixture.get("/eventsx").statusCode()).isEqualTo(404);
        assertThat(fixture.endpoint.openStreams()).isZero();
    }

    private HttpFixture start(StreamTiming timing) throws Exception {
        HttpFixture fixture = HttpFixture.of(new ScriptedHost()
                        .with(Samples.active(3, "alice"))
                        .with(Samples.active(4, "Jürgen 日本\uD83D\uDE00")))
                .timing(timing)
                .start();
        open.add(fixture);
        return fixture;
    }

    private Reader follow(HttpFixture fixture, String path, String... headers) throws Exception {
        Reader reader = new Reader(fixture.stream(path, headers));
        assertThat(reader.block()).containsExactly("retry: 3000");
        return reader;
    }

    /** Asks for the stream and never reads it. */
    private Socket request(HttpFixture fixture) throws IOException {
        return request(fixture, "operator");
    }

    private Socket request(HttpFixture fixture, String user) throws IOException {
        Socket socket = fixture.connect();
        open.add(socket);
        socket.getOutputStream()
                .write(("GET /events HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line(user) + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static Event publish(HttpFixture fixture, String message) {
        return fixture.events.publish("logoffd.test", "HOST1", message, Map.of());
    }

    /** More than the buffers of two sockets hold. */
    private static void publishMegabytes(HttpFixture fixture, int count) {
        String large = "x".repeat(1 << 20);
        IntStream.range(0, count).forEach(i -> publish(fixture, large));
    }
}
