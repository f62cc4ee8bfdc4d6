package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.logoffd.tls.ClientCertificates;
import io.github.logoffd.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and handshakes of OpenSSL, which is what most certificates come from and many clients are made with. */
class OpensslTest {

    @TempDir
    private Path folder;

    private Optional<BareServer> server = Optional.empty();

    @BeforeEach
    void needsOpenssl() {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl")));
        if (System.getenv("CI") == null) {
            assumeThat(there).as("openssl is not installed").isTrue();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @Test
    void itsEncryptedKeyIsReadAndItsClientIsServedFromTls12On() throws Exception {
        run("req -x509 -newkey rsa:2048 -keyout old.pem -out server.pem -days 30 -passout pass:secret -subj"
                + " /CN=localhost -addext subjectAltName=IP:127.0.0.1");
        run("pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -passin pass:secret -out key.pem -passout pass:secret");
        Files.writeString(folder.resolve("password"), "secret\n");
        start(new TlsConfig(
                folder.resolve("server.pem"),
                Optional.of(folder.resolve("key.pem")),
                Optional.of(folder.resolve("password")),
                Optional.empty(),
                ClientCertificates.OFF));

        assertThat(connect("-tls1_3")).isZero();
        assertThat(connect("-tls1_2")).isZero();
        assertThat(connect("-tls1_1 -cipher DEFAULT@SECLEVEL=0")).isNotZero();
    }

    @Test
    void itsPkcs12FileIsRead() throws Exception {
        run("req -x509 -newkey rsa:2048 -noenc -keyout key.pem -out server.pem -days 30 -subj /CN=localhost -addext"
                + " subjectAltName=IP:127.0.0.1");
        run("pkcs12 -export -in server.pem -inkey key.pem -out server.p12 -passout pass:secret");
        Files.writeString(folder.resolve("password"), "secret\n");
        start(new TlsConfig(
                folder.resolve("server.p12"),
                Optional.empty(),
                Optional.of(folder.resolve("password")),
                Optional.empty(),
                ClientCertificates.OFF));

        assertThat(connect("-tls1_3")).isZero();
    }

    private void start(TlsConfig config) throws Exception {
        server = Optional.of(new BareServer(config, exchange -> exchange.send(200, "text/plain", out -> {})));
    }

    private int connect(String version) throws IOException, InterruptedException {
        int port = server.orElseThrow().port();
        return openssl("s_client -connect 127.0.0.1:" + port + " -CAfile server.pem -verify_return_error -verify_ip"
                + " 127.0.0.1 " + version);
    }

    private void run(String arguments) throws IOException, InterruptedException {
        assertThat(openssl(arguments)).as("openssl %s", arguments).isZero();
    }

    private int openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Files.writeString(folder.resolve("nothing"), "").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        return process.waitFor();
    }
}
