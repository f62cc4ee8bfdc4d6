package io.github.logoffd.web.endpoints;

import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitor.Event;
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
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterEach;

/** Streams of server-sent events over real HTTP. */
abstract class EventStreams {

    static final String END = "(end)";
    static final StreamTiming LONG = new StreamTiming(Duration.ofHours(1), Duration.ofHours(1));
    static final StreamTiming QUICK_HEART = new StreamTiming(Duration.ofMillis(20), Duration.ofHours(1));
    static final StreamTiming IMPATIENT = new StreamTiming(Duration.ofHours(1), Duration.ofMillis(300));

    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }

    /** A reader of a stream, whose lines come from a thread of its own so that a test can wait for each. */
    final class Reader {

        final HttpResponse<InputStream> response;
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

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

    HttpFixture start(StreamTiming timing) throws Exception {
        HttpFixture fixture = HttpFixture.of(new ScriptedHost()
                        .with(Samples.active(3, "alice"))
                        .with(Samples.active(4, "Jürgen 日本\uD83D\uDE00")))
                .timing(timing)
                .start();
        open.add(fixture);
        return fixture;
    }

    Reader follow(HttpFixture fixture, String path, String... headers) throws Exception {
        Reader reader = new Reader(fixture.stream(path, headers));
        assertThat(reader.block()).containsExactly("retry: 3000");
        return reader;
    }

    /** Asks for the stream and never reads it. */
    Socket request(HttpFixture fixture) throws IOException {
        return request(fixture, "operator");
    }

    Socket request(HttpFixture fixture, String user) throws IOException {
        Socket socket = fixture.connect();
        open.add(socket);
        socket.getOutputStream()
                .write(("GET /events HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line(user) + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    static Event publish(HttpFixture fixture, String message) {
        return fixture.events.publish("logoffd.test", "HOST1", message, Map.of());
    }
}
