package io.github.logoffd.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Whom a client believes, by the options that a user gives. */
class ServiceTrustTest {

    private static final byte[] ANSWER = "{\"status\":200,\"value\":{}}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private HttpsServer server;

    @BeforeEach
    void makeAuthority() throws Exception {
        authority = new TestAuthority("CN=Test CA");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theFileOfTheAuthorityIsEnough() throws Exception {
        start(authority.issue("CN=server"));

        assertThat(client("localhost", ca(authority)).hosts()).isEmpty();
        assertThat(client("127.0.0.1", ca(authority)).hosts()).isEmpty();
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        start(authority.issue("CN=server"));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client("127.0.0.2", ca(authority)).hosts())
                .withMessageStartingWith("The certificate of https://127.0.0.2:")
                .withMessageContaining(" is not for 127.0.0.2. Use an address with a name in the certificate.");
    }

    @Test
    void anUnknownAuthorityIsRefused() throws Exception {
        start(authority.issue("CN=server"));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() ->
                        client("localhost", ca(new TestAuthority("CN=Another"))).hosts())
                .withMessageStartingWith("The certificate of https://localhost:")
                .withMessageEndingWith("Give --ca with the file of the authority that issued it.");
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client("localhost").hosts())
                .withMessageContaining(" is not trusted ");
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        Instant past = Instant.now().minus(Duration.ofDays(10));
        start(authority.issue(new TestAuthority.Request("CN=server").valid(past, past.plus(Duration.ofDays(5)))));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client("localhost", ca(authority)).hosts())
                .withMessageContaining(" is not valid at this time. Renew it");
    }

    @ParameterizedTest
    @CsvSource({"nothing,holds no certificate", "-----BEGIN CERTIFICATE-----!-----END CERTIFICATE-----,is damaged"})
    void aFileWithoutCertificatesIsReported(String content, String problem) throws Exception {
        start(authority.issue("CN=server"));
        Path file = Files.writeString(folder.resolve("bad.pem"), content);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client("localhost", "--ca", file.toString()))
                .withMessageContaining(file + " (--ca) ")
                .withMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "3601"})
    void aTimeLimitThatCannotBeIsReported(int seconds) throws Exception {
        start(authority.issue("CN=server"));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client("localhost", "--timeout", "" + seconds))
                .withMessage("--timeout is " + seconds + ". Expected: 1 to 3600 seconds.");
    }

    private String[] ca(TestAuthority trusted) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), TestKey.pem(trusted.certificate()));
        return new String[] {"--ca", file.toString()};
    }

    /** Gives the address by the environment, so that it is used too. */
    private ServiceClient client(String host, String... options) throws Exception {
        ServiceAccess access = new ServiceAccess(
                Map.of(
                        "LOGOFFD_URL",
                        "https://" + host + ':' + server.getAddress().getPort(),
                        "LOGOFFD_USER",
                        "monitor",
                        "LOGOFFD_PASSWORD",
                        "secret"),
                file -> Optional.empty(),
                Optional::empty);
        new CommandLine(access).parseArgs(options);
        assertThat(access.isNamed()).isTrue();
        return access.open();
    }

    private void start(TestKey key) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", key.key(), new char[0], key.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, ANSWER.length);
                exchange.getResponseBody().write(ANSWER);
            }
        });
        server.start();
    }
}
