package io.github.logoffd.web.endpoints;

import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.logoffd.monitor.EventJournal.Subscription;
import io.github.logoffd.testing.Await;
import io.github.logoffd.web.HttpFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ends of streams of events: readers that leave, fall behind or do not read, and the server that is closed. */
class EventStreamEndsTest extends EventStreams {

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

    /** More than the buffers of two sockets hold. */
    private static void publishMegabytes(HttpFixture fixture, int count) {
        String large = "x".repeat(1 << 20);
        IntStream.range(0, count).forEach(i -> publish(fixture, large));
    }
}
