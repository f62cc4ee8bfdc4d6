package io.github.logoffd.rmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestKey;
import io.github.logoffd.tls.ClientCertificates;
import io.github.logoffd.tls.TlsConfig;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RMI under TLS, registry included, with clients that have their key material as JConsole has it. */
class RmiTlsTest {

    private static final String PASSWORD = "password";

    @TempDir
    private Path folder;

    private TestAuthority authority;

    @BeforeEach
    void makeKeyMaterial() throws Exception {
        authority = new TestAuthority("CN=Test CA");
        authority.issue("CN=server").writePem(folder.resolve("server.pem"));
        Files.writeString(folder.resolve("ca.pem"), TestKey.pem(authority.certificate()));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority.certificate());
        try (OutputStream out = Files.newOutputStream(folder.resolve("trusted.p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        authority.issue("CN=client").writePkcs12(folder.resolve("client.p12"), PASSWORD);
    }

    @Test
    void aClientThatTrustsTheServerGetsInAndOneWithoutTlsDoesNot() throws Exception {
        try (RmiFixture rmi = new RmiFixture(folder, Optional.of(tls(ClientCertificates.OFF)))) {
            assertThat(client(rmi, "yes", trust())).isEqualTo("VERSION 1");
            assertThat(client(rmi, "yes", List.of())).startsWith("FAILED").contains("SSLHandshakeException");
            assertThat(client(rmi, "no", List.of())).startsWith("FAILED");
        }
    }

    @Test
    void whereCertificatesAreRequiredAClientNeedsOneAndAPassword() throws Exception {
        try (RmiFixture rmi = new RmiFixture(folder, Optional.of(tls(ClientCertificates.REQUIRED)))) {
            List<String> withKey = new ArrayList<>(trust());
            withKey.add("-Djavax.net.ssl.keyStore=" + folder.resolve("client.p12"));
            withKey.add("-Djavax.net.ssl.keyStorePassword=" + PASSWORD);

            assertThat(client(rmi, "yes", withKey)).isEqualTo("VERSION 1");
            assertThat(client(rmi, "yes", trust())).startsWith("FAILED");
        }
    }

    private TlsConfig tls(ClientCertificates clients) {
        Optional<Path> clientCa =
                clients == ClientCertificates.OFF ? Optional.empty() : Optional.of(folder.resolve("ca.pem"));
        return new TlsConfig(folder.resolve("server.pem"), Optional.empty(), Optional.empty(), clientCa, clients);
    }

    private List<String> trust() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + folder.resolve("trusted.p12"),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private static String client(RmiFixture rmi, String tls, List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RmiClient.class.getName()));
        command.addAll(List.of(rmi.endpoint.url(), "monitor", RmiFixture.password(RmiFixture.MONITOR), tls));
        Process client = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        client.waitFor();
        return output.strip();
    }
}
