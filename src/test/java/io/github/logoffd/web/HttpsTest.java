package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.tls.ServerTls;
import io.github.logoffd.web.server.StreamTiming;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole HTTP side with TLS: who is served, and who cannot keep others from being served. */
class HttpsTest {

    private static final String READ = "/jolokia/read/" + ALICE + "/Id";

    private static final int HANDSHAKE = 22;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private HttpsFixture tls;

    @BeforeEach
    void makeKeyMaterial() throws Exception {
        tls = new HttpsFixture(folder);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsAreServed(String version) throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);

        try (SSLSocket client = connect(fixture, version)) {
            client.startHandshake();
            assertThat(client.getSession().getProtocol()).isEqualTo(version);
        }
        HttpResponse<String> answer = fixture.get(READ);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(object(answer.body())).containsEntry("value", 3L);
        assertThat(fixture.endpoint.jolokiaUrl())
                .startsWith("https://127.0.0.1:")
                .endsWith("/jolokia/");
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);
        assertThat(shownBy(fixture)).isEqualTo("CN=first");

        tls.authority.issue("CN=second,O=Corp").writePem(tls.keyStore());

        fixture.serverTls.orElseThrow().look();
        fixture.serverTls.orElseThrow().look();
        assertThat(shownBy(fixture)).isEqualTo("CN=second,O=Corp");
        assertServed(fixture);
    }

    @Test
    void theNameThatAClientUsesNeedNotBeInTheCertificate() throws Exception {
        tls.authority
                .issue(new TestAuthority.Request("CN=rds01").names("rds01.example.org"))
                .writePem(tls.keyStore());
        HttpFixture fixture = start(StreamTiming.USUAL);

        try (SSLSocket client = connect(fixture, "TLSv1.3")) {
            client.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void onlyPagesOfTheSameSchemeAreOurOwn() throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);
        String host = "127.0.0.1:" + fixture.port();

        assertThat(fixture.get(READ, "Origin", "https://" + host).statusCode()).isEqualTo(200);
        assertThat(fixture.get(READ, "Origin", "http://" + host).statusCode()).isEqualTo(403);
        assertThat(fixture.get(READ, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOlderVersionIsRefused() throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);

        assertThat(firstByteOfTheAnswer(fixture, hello("0303"))).isEqualTo(HANDSHAKE);
        assertThat(firstByteOfTheAnswer(fixture, hello("0302"))).isNotEqualTo(HANDSHAKE);
        assertServed(fixture);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3,TLS_AES_128_GCM_SHA256,yes",
        "TLSv1.3,TLS_CHACHA20_POLY1305_SHA256,yes",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,yes",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,no",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,no",
        "TLSv1.2,TLS_RSA_WITH_AES_128_GCM_SHA256,no"
    })
    void onlySuitesWithForwardSecrecyAndAuthenticatedEncryptionAreOffered(String version, String suite, String offered)
            throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);

        try (SSLSocket client = connect(fixture, version)) {
            client.setEnabledCipherSuites(new String[] {suite});
            if (offered.equals("yes")) {
                client.startHandshake();
                assertThat(client.getSession().getCipherSuite()).isEqualTo(suite);
            } else {
                assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @Test
    void plainHttpOnThePortOfTlsIsHungUpOn() throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);

        byte[] answer =
                send(fixture, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/");
        assertServed(fixture);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16030300050100000100",
                "1603030004010000ff",
                "160303ffff00",
                "15030300020100",
                "1403030001011403030001",
                "170303000a00000000000000000000",
                "8080010301",
                "00000000000000000000"
            })
    void aMalformedHelloHarmsNoOtherClient(String hello) throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);
        Socket client = fixture.connect();
        open.add(client);
        client.getOutputStream().write(HexFormat.of().parseHex(hello));
        client.shutdownOutput();

        assertThat(client.getInputStream().readAllBytes()).hasSizeLessThan(20);
        assertServed(fixture);
    }

    @Test
    void handshakesThatDoNotGoOnKeepNoClientFromBeingServed() throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);
        for (int i = 0; i < 50; i++) {
            Socket silent = fixture.connect();
            open.add(silent);
            Socket half = fixture.connect();
            open.add(half);
            half.getOutputStream().write(hello("0303"), 0, 20);
        }
        SSLSocket shaken = connect(fixture, "TLSv1.3");
        shaken.startHandshake();
        shaken.getOutputStream().write("GET /jol".getBytes(StandardCharsets.US_ASCII));

        assertServed(fixture);
    }

    @Test
    void aReaderOfEventsThatDoesNotReadIsDropped() throws Exception {
        HttpFixture fixture = start(new StreamTiming(Duration.ofHours(1), Duration.ofMillis(300)));
        SSLSocket stuck = follow(fixture);

        publishMegabytes(fixture, 40);

        Await.until("the stuck reader is dropped", () -> fixture.endpoint.openStreams() == 0);
        assertThat(stuck.isClosed()).isFalse();
        assertServed(fixture);
    }

    @Test
    void closingTheServerDoesNotWaitForAReaderThatDoesNotRead() throws Exception {
        HttpFixture fixture = start(new StreamTiming(Duration.ofHours(1), Duration.ofHours(1)));
        SSLSocket stuck = follow(fixture);
        publishMegabytes(fixture, 40);

        fixture.endpoint.close();

        Await.until("no stream is open", () -> fixture.endpoint.openStreams() == 0);
        assertThat(stuck.isClosed()).isFalse();
    }

    @Test
    void closingTheServerDoesNotWaitForAnAnswerThatIsNotRead() throws Exception {
        HttpFixture fixture = start(StreamTiming.USUAL);
        SSLSocket stuck = connect(fixture, "TLSv1.3");
        String requests = ("GET /jolokia/list HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator") + "\r\n")
                .repeat(200);
        stuck.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
        Await.until("an answer waits for its reader", () -> fixture.endpoint.unreadAnswers() == 1);

        fixture.endpoint.close();

        assertThat(fixture.endpoint.unreadAnswers()).isZero();
        assertThat(stuck.isClosed()).isFalse();
    }

    @Test
    void keyMaterialThatCannotBeUsedKeepsTheServerFromStarting() throws Exception {
        Files.writeString(tls.keyStore(), "nonsense");

        assertThatIOException()
                .isThrownBy(() -> ServerTls.open(tls.config(), Set.of()))
                .withMessageStartingWith("The file " + tls.keyStore() + " (tls.keystore) holds no certificate");
    }

    private HttpFixture start(StreamTiming timing) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls.client())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpFixture fixture = HttpFixture.of(new ScriptedHost().with(Samples.active(3, "alice")))
                .timing(timing)
                .tls(Optional.of(tls.config()), client)
                .start();
        open.add(fixture);
        return fixture;
    }

    private SSLSocket connect(HttpFixture fixture, String version) throws Exception {
        SSLContext context = tls.client();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", fixture.port());
        open.add(socket);
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    private String shownBy(HttpFixture fixture) {
        try (SSLSocket client = connect(fixture, "TLSv1.3")) {
            X509Certificate shown = (X509Certificate) client.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLSocket follow(HttpFixture fixture) throws Exception {
        SSLSocket socket = connect(fixture, "TLSv1.3");
        socket.getOutputStream()
                .write(("GET /events HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator") + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        Await.until("the stream is open", () -> fixture.endpoint.openStreams() == 1);
        return socket;
    }

    /** The first message of a client for which {@code version} is the newest, good otherwise. */
    private static byte[] hello(String version) {
        String extensions = "000d000400020403" + "000a000400020017" + "000b00020100";
        return HexFormat.of()
                .parseHex("1603010047" + "01000043" + version + "5a".repeat(32) + "00" + "0004c02bc009" + "0100"
                        + "0016" + extensions);
    }

    private int firstByteOfTheAnswer(HttpFixture fixture, byte[] bytes) throws IOException {
        Socket client = fixture.connect();
        open.add(client);
        client.getOutputStream().write(bytes);
        return client.getInputStream().read();
    }

    /** More than the buffers of two sockets hold. */
    private static void publishMegabytes(HttpFixture fixture, int count) {
        String large = "x".repeat(1 << 20);
        IntStream.range(0, count).forEach(i -> fixture.events.publish("logoffd.test", "HOST1", large, Map.of()));
    }

    /** Sends bytes as they are and returns what comes until the server hangs up. */
    private byte[] send(HttpFixture fixture, byte[] bytes) throws IOException {
        Socket client = fixture.connect();
        open.add(client);
        client.getOutputStream().write(bytes);
        InputStream answer = client.getInputStream();
        return answer.readAllBytes();
    }

    private static void assertServed(HttpFixture fixture) throws Exception {
        assertThat(object(fixture.get(READ).body())).containsEntry("value", 3L);
    }
}
