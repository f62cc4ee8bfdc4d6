package io.github.logoffd.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.logoffd.support.files.ReloadingFile;
import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import io.github.logoffd.testing.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Renewal while the service runs, seen by real handshakes, and what the log says of it. */
class ServerTlsTest {

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(Instant.now());
    private final List<Logger> loggers = Stream.of(ServerTls.class, ReloadingFile.class)
            .map(writer -> (Logger) LoggerFactory.getLogger(writer))
            .toList();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private TestAuthority authority;
    private Path chain;
    private Path key;

    @BeforeEach
    void firstKey() throws Exception {
        authority = new TestAuthority("CN=Test CA");
        chain = folder.resolve("server.pem");
        key = folder.resolve("key.pem");
        write(authority.issue("CN=first"));
        logged.start();
        loggers.forEach(logger -> {
            logger.setLevel(Level.INFO);
            logger.addAppender(logged);
        });
    }

    @AfterEach
    void forgetLog() {
        loggers.forEach(logger -> {
            logger.detachAppender(logged);
            logger.setLevel(null);
        });
    }

    @Test
    void aRenewedPairIsForTheNextConnections() throws Exception {
        ServerTls tls = open();
        assertThat(shownBy(tls)).isEqualTo("CN=first");

        write(authority.issue("CN=second,O=Corp"));

        assertThat(shownBy(tls)).as("before the next look").isEqualTo("CN=first");
        look(tls);
        assertThat(shownBy(tls)).isEqualTo("CN=second,O=Corp");
        assertThat(messages()).singleElement().asString().contains("CN=second,O=Corp, valid until ");
    }

    @Test
    void aCertificateThatManyClientsRejectIsReportedAtStartupAndAtARenewal() throws Exception {
        write(authority.issue(new TestAuthority.Request("CN=old").names().algorithm("RSA-1024")));

        ServerTls tls = open();

        assertThat(messages())
                .containsExactly(
                        "The certificate of CN=old in " + chain
                                + " (tls.keystore) has no subject alternative name, so browsers, curl and"
                                + " Java reject it. Issue one with the names that clients use.",
                        "The RSA key of CN=old in " + chain
                                + " (tls.keystore) has 1024 bits, so many clients reject it. Use at least" + " 2048.");
        logged.list.clear();
        write(authority.issue(new TestAuthority.Request("CN=old").names("old").algorithm("RSA-1024")));
        look(tls);
        assertThat(messages()).hasSize(2).last().asString().contains("has 1024 bits");
    }

    @Test
    void aConnectionThatIsOpenLivesOn() throws Exception {
        ServerTls tls = open();
        try (SSLServerSocket listening = listen(tls);
                Pair before = Pair.connect(listening, trusting(authority.certificate()))) {
            write(authority.issue("CN=second,O=Corp"));
            look(tls);
            try (SSLServerSocket again = listen(tls);
                    Pair after = Pair.connect(again, trusting(authority.certificate()))) {
                assertThat(after.shown()).isEqualTo("CN=second,O=Corp");
            }

            before.server().getOutputStream().write(42);
            assertThat(before.client().getInputStream().read()).isEqualTo(42);
            assertThat(before.shown()).isEqualTo("CN=first");
        }
    }

    @Test
    void aRenewalThatIsNotCompleteIsReportedOnceAndTheLastGoodPairStays() throws Exception {
        ServerTls tls = open();
        TestKey second = authority.issue("CN=second,O=Corp");
        Files.writeString(chain, second.chainPem());

        for (int i = 0; i < 3; i++) {
            look(tls);
            assertThat(shownBy(tls)).isEqualTo("CN=first");
        }
        assertThat(messages())
                .containsExactly(
                        "The changed TLS key material is rejected, the previous one stays in force. The private key does"
                                + " not belong to the certificate of CN=second,O=Corp in " + chain
                                + " (tls.keystore).");

        Files.writeString(key, "# renewed\n" + second.keyPem());
        look(tls);
        assertThat(shownBy(tls)).isEqualTo("CN=second,O=Corp");
    }

    @Test
    void aRenewalOfTheSameSizeAndTimeIsNoticed() throws Exception {
        ServerTls tls = open();
        TestKey second = authority.issue("CN=secon");
        for (Path file : List.of(chain, key)) {
            FileTime time = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            String text = file.equals(chain) ? second.chainPem() : second.keyPem();
            Files.writeString(file, text + "#".repeat(Math.max(0, (int) size - text.length())));
            Files.setLastModifiedTime(file, time);
        }
        look(tls);

        assertThat(shownBy(tls)).isEqualTo("CN=secon");
    }

    @Test
    void filesThatAreGoneForAMomentDoNoHarm() throws Exception {
        ServerTls tls = open();
        Files.delete(chain);
        look(tls);
        assertThat(shownBy(tls)).isEqualTo("CN=first");

        write(authority.issue("CN=second,O=Corp"));
        look(tls);

        assertThat(shownBy(tls)).isEqualTo("CN=second,O=Corp");
        assertThat(messages()).hasSize(2).first().asString().contains("server.pem (tls.keystore) is missing");
    }

    @Test
    void theEndOfACertificateIsReportedOnceFourteenDaysBefore() throws Exception {
        Instant end = clock.instant().plus(Duration.ofDays(20));
        write(authority.issue(
                new Request("CN=short,O=Corp").valid(clock.instant().minusSeconds(60), end)));
        ServerTls tls = open();
        assertThat(messages()).isEmpty();

        for (int day = 0; day < 9; day++) {
            clock.advance(Duration.ofDays(1));
            look(tls);
            assertThat(shownBy(tls)).isEqualTo("CN=short,O=Corp");
        }

        assertThat(messages())
                .singleElement()
                .asString()
                .startsWith("The certificate of CN=short,O=Corp in " + chain + " (tls.keystore) expires at ")
                .endsWith("; renew it");
    }

    @Test
    void aCertificateThatEndsSoonIsReportedAtTheStart() throws Exception {
        Instant now = clock.instant();
        write(authority.issue(new Request("CN=short").valid(now.minusSeconds(60), now.plus(Duration.ofDays(13)))));

        assertThat(shownBy(open())).isEqualTo("CN=short");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void noSessionOutlivesARenewal() throws Exception {
        ServerTls tls = open();
        SSLContext client = trusting(authority.certificate());
        assertThat(shownBy(tls, client)).isEqualTo("CN=first");

        write(authority.issue("CN=second,O=Corp"));
        look(tls);

        // A resumed session would still show the first certificate.
        assertThat(shownBy(tls, client)).isEqualTo("CN=second,O=Corp");
    }

    @Test
    void aRenewalForOtherNamesIsRefusedAndSaidAndTheOneBeforeStays() throws Exception {
        write(authority.issue(new Request("CN=first").names("rds01.contoso.com", "localhost")));
        ServerTls tls = open("rds.contoso.com");

        write(authority.issue(new Request("CN=other").names("rds02.contoso.com", "localhost")));
        look(tls);

        assertThat(shownBy(tls)).isEqualTo("CN=first");
        assertThat(messages())
                .singleElement()
                .asString()
                .contains("for other names: 127.0.0.1, localhost, rds02.contoso.com")
                .contains("rds.contoso.com", "rds01.contoso.com", "A restart");
        assertThat(tls.problem().orElseThrow())
                .contains("server.pem is for names other than those of the previous certificate and of http.hosts.")
                .doesNotContain("contoso");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rds01.contoso.com", "rds.contoso.com", "*.contoso.com"})
    void aRenewalForANameBeforeOrOfTheConfigurationIsTaken(String name) throws Exception {
        write(authority.issue(new Request("CN=first").names("rds01.contoso.com")));
        ServerTls tls = open("rds.contoso.com");

        write(authority.issue(new Request("CN=second").names(name)));
        look(tls);

        assertThat(shownBy(tls)).isEqualTo("CN=second");
        assertThat(tls.problem()).isEmpty();
    }

    private ServerTls open(String... hosts) throws TlsException {
        TlsConfig config =
                new TlsConfig(chain, Optional.of(key), Optional.empty(), Optional.empty(), ClientCertificates.OFF);
        return new ServerTls(config, Set.of(hosts), clock);
    }

    private static void look(ServerTls tls) {
        tls.look();
        tls.look();
    }

    private void write(TestKey renewed) throws Exception {
        Files.writeString(chain, renewed.chainPem());
        Files.writeString(key, renewed.keyPem());
    }

    private List<String> messages() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private String shownBy(ServerTls tls) throws Exception {
        return shownBy(tls, trusting(authority.certificate()));
    }

    /** Shakes hands for real and returns the subject of the certificate that the server shows. */
    static String shownBy(ServerTls tls, SSLContext client) throws Exception {
        try (SSLServerSocket listening = listen(tls);
                Pair pair = Pair.connect(listening, client)) {
            // The ticket for a resumption comes with the first data.
            pair.server().getOutputStream().write(1);
            assertThat(pair.client().getInputStream().read()).isEqualTo(1);
            return pair.shown();
        }
    }

    private static SSLServerSocket listen(ServerTls tls) throws IOException {
        return (SSLServerSocket)
                tls.context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** Both ends of a connection after the handshake. */
    private record Pair(SSLSocket client, SSLSocket server) implements AutoCloseable {

        static Pair connect(SSLServerSocket listening, SSLContext context) throws Exception {
            CompletableFuture<SSLSocket> accepted = CompletableFuture.supplyAsync(() -> accept(listening));
            SSLSocket client = (SSLSocket)
                    context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
            client.startHandshake();
            return new Pair(client, accepted.get());
        }

        private static SSLSocket accept(SSLServerSocket listening) {
            try {
                SSLSocket socket = (SSLSocket) listening.accept();
                socket.startHandshake();
                return socket;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String shown() throws IOException {
            X509Certificate shown = (X509Certificate) client.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }
}
