package io.github.logoffd.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import io.github.logoffd.testing.TestKey;
import io.github.logoffd.tls.ClientCertificates;
import io.github.logoffd.tls.TlsConfig;
import io.github.logoffd.web.BareServer;
import io.github.logoffd.web.HttpsFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a request comes from, by the certificate of the connection. The server under test answers with just that. */
class ClientCertificateTest {

    private static final String NOBODY = "nobody";

    @TempDir
    private Path folder;

    private HttpsFixture tls;
    private BareServer server;

    @BeforeEach
    void makeKeyMaterial() throws Exception {
        tls = new HttpsFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aVerifiedClientIsKnownByItsName() throws Exception {
        start(tls.config(ClientCertificates.REQUIRED));
        TestKey alice = tls.authority.issue("CN=Alice \\, Admin,OU=IT,O=Corp");

        assertThat(ask(tls.client(alice))).isEqualTo("CN=Alice \\, Admin,OU=IT,O=Corp|Alice , Admin");
    }

    @Test
    void aNameWithTwoCommonNamesHasNone() throws Exception {
        start(tls.config(ClientCertificates.REQUIRED));

        assertThat(ask(tls.client(tls.authority.issue("CN=alice,CN=admin,O=Corp"))))
                .isEqualTo("CN=alice,CN=admin,O=Corp|-");
        assertThat(ask(tls.client(tls.authority.issue("CN=alice+CN=admin,O=Corp"))))
                .endsWith("|-");
        assertThat(ask(tls.client(tls.authority.issue("O=Corp")))).isEqualTo("O=Corp|-");
    }

    @Test
    void whereItIsRequiredAClientWithoutOneHasNoConnection() throws Exception {
        start(tls.config(ClientCertificates.REQUIRED));

        assertThatIOException().isThrownBy(() -> ask(tls.client()));
    }

    @Test
    void whereItIsOptionalAClientWithoutOneIsNoUser() throws Exception {
        start(tls.config(ClientCertificates.OPTIONAL));

        assertThat(ask(tls.client())).isEqualTo(NOBODY);
        assertThat(ask(tls.client(tls.authority.issue("CN=alice")))).isEqualTo("CN=alice|alice");
    }

    @Test
    void aCertificateOfAnotherAuthorityHasNoConnectionAnywhere() throws Exception {
        start(tls.config(ClientCertificates.REQUIRED));
        TestKey stranger = new TestAuthority("CN=Other CA").issue("CN=alice");
        TestKey impostor = new TestAuthority("CN=Test CA").issue("CN=alice");

        assertThatIOException().isThrownBy(() -> ask(tls.client(stranger)));
        assertThatIOException().isThrownBy(() -> ask(tls.client(impostor)));
    }

    @Test
    void aCertificateThatIsExpiredOrNotForClientsHasNoConnection() throws Exception {
        start(tls.config(ClientCertificates.OPTIONAL));
        Instant now = Instant.now();
        TestKey expired = tls.authority.issue(
                new Request("CN=alice").valid(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))));
        TestKey forServers = tls.authority.issue(new Request("CN=alice").purposes(KeyPurposeId.id_kp_serverAuth));

        assertThatIOException().isThrownBy(() -> ask(tls.client(expired)));
        assertThatIOException().isThrownBy(() -> ask(tls.client(forServers)));
    }

    @Test
    void whereNoUserIsAskedEveryUserIsNoUser() throws Exception {
        start(tls.config());

        assertThat(ask(tls.client(tls.authority.issue("CN=alice")))).isEqualTo(NOBODY);
    }

    private void start(TlsConfig config) throws Exception {
        server = new BareServer(config, ClientCertificateTest::answerWithName);
    }

    private static void answerWithName(Exchange exchange) {
        String name = ClientCertificate.of(exchange)
                .map(client -> client.subject() + '|' + client.commonName().orElse("-"))
                .orElse(NOBODY);
        exchange.send(200, "text/plain", out -> out.append(name));
    }

    private String ask(SSLContext context) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        URI address = URI.create("https://127.0.0.1:" + server.port() + "/");
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
