package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.web.server.StreamTiming;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that ask and do not take the answer, or do not send the rest of what they ask. */
class UnreadAnswersTest {

    private static final StreamTiming IMPATIENT = new StreamTiming(Duration.ofHours(1), Duration.ofMillis(300));
    private static final StreamTiming PATIENT = new StreamTiming(Duration.ofHours(1), Duration.ofHours(1));

    /** More than the buffers of two sockets hold. */
    private static final int MANY = 400;

    static Stream<String> floods() {
        String list = "GET /jolokia/list HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("monitor") + "\r\n";
        String refused =
                "GET /" + "x".repeat(2000) + " HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("monitor") + "\r\n";
        return Stream.of(list.repeat(MANY), refused.repeat(10 * MANY));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void anAnswerThatIsNotReadIsCutOff(String requests) throws Exception {
        try (HttpFixture fixture = start(IMPATIENT);
                Socket stuck = fixture.connect()) {
            Thread sender = send(stuck, requests);

            Await.until("the client is hung up on", () -> !sender.isAlive() && fixture.endpoint.unreadAnswers() == 0);

            assertThat(object(fixture.get("/jolokia/read/" + ALICE + "/Id").body()))
                    .containsEntry("value", 3L);
        }
    }

    @Test
    void aRefusalDoesNotWaitForTheRestOfTheRequest() throws Exception {
        try (HttpFixture fixture = start(IMPATIENT);
                Socket half = fixture.connect()) {
            half.setSoTimeout(20_000);
            half.getOutputStream()
                    .write("POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(half.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void closingTheServerDoesNotWaitForAnAnswerThatIsNotRead() throws Exception {
        try (HttpFixture fixture = start(PATIENT);
                Socket stuck = fixture.connect()) {
            Thread sender = send(stuck, floods().findFirst().orElseThrow());
            Await.until("an answer waits for its reader", () -> fixture.endpoint.unreadAnswers() == 1);

            fixture.endpoint.close();

            Await.until("nobody writes any more", () -> !sender.isAlive() && fixture.endpoint.unreadAnswers() == 0);
        }
    }

    private static HttpFixture start(StreamTiming timing) throws Exception {
        return HttpFixture.of(new ScriptedHost().with(Samples.active(3, "alice")))
                .timing(timing)
                .start();
    }

    /** Sends on a thread of its own, since it blocks as soon as the server does. */
    private static Thread send(Socket socket, String requests) {
        Thread sender = new Thread(() -> {
            try {
                socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException hungUpOn) {
                assertThat(hungUpOn).isNotNull();
            }
        });
        sender.start();
        return sender;
    }
}
