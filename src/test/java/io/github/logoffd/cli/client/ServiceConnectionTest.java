package io.github.logoffd.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.cli.client.ServiceException.Kind;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not answer as servers should. */
class ServiceConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocket listener;
    private byte[] answer = {};
    private boolean ending = true;

    @BeforeEach
    void listen() throws Exception {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"})
    void aBrokenAnswerIsReportedAndTheRequestIsNotSentAgain(String sent) {
        answer = sent.getBytes(StandardCharsets.US_ASCII);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client(LONG).execute("logoffd:type=Any", "logoff", true))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .withMessageStartingWith("The connection to http://127.0.0.1:")
                .withMessageContaining("whether the service carried out the request is not known");
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"})
    void theTimeLimitHoldsUntilTheLastByte(String sent) {
        answer = sent.getBytes(StandardCharsets.US_ASCII);
        ending = false;

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client(LONG).withTimeout(SHORT).hosts())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .withMessageContaining(" did not answer within ");
        Await.until("the one request is there", () -> requests.get() == 1);
    }

    @Test
    void aPortWithoutAListenerIsReported() throws Exception {
        listener.close();

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client(LONG).hosts())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .withMessageStartingWith("There is no connection to http://127.0.0.1:")
                .withMessageEndingWith("Check that the service runs and listens there.");
    }

    @Test
    void anUnknownHostIsReported() throws Exception {
        ServiceAddress address = ServiceAddress.parse("http://no-such-host.invalid:8778/");

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client(address, LONG).hosts())
                .withMessageStartingWith("The host no-such-host.invalid in http://no-such-host.invalid:8778/jolokia/");
    }

    @Test
    void plainHttpWhereTlsIsExpectedIsReported() throws Exception {
        answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        ServiceAddress address = ServiceAddress.parse("https://127.0.0.1:" + listener.getLocalPort());

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client(address, LONG).hosts())
                .withMessageStartingWith("There is no TLS connection to https://127.0.0.1:");
    }

    private ServiceClient client(Duration timeout) throws ServiceException {
        return client(ServiceAddress.parse("http://127.0.0.1:" + listener.getLocalPort()), timeout);
    }

    private static ServiceClient client(ServiceAddress address, Duration timeout) {
        return new ServiceClient(address, new Credentials("monitor", "secret"), Optional.empty(), timeout);
    }

    /** Takes a request, or the beginning of a handshake, and answers what the test wants. */
    private void serve() {
        try {
            while (true) {
                Socket socket = listener.accept();
                if (socket.getInputStream().read(new byte[8192]) < 0) {
                    continue;
                }
                requests.incrementAndGet();
                socket.getOutputStream().write(answer);
                socket.getOutputStream().flush();
                if (ending) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            // The test is over.
            assertThat(listener.isClosed()).isTrue();
        }
    }
}
