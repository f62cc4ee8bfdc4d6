package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import io.github.logoffd.testing.TestKey;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of TLS: what goes together, what does not, and when a network address needs them. */
class TlsKeysTest {

    private static TestAuthority authority;
    private static TestKey server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority("CN=Test CA");
        server = authority.issue("CN=rds01");
    }

    @BeforeEach
    void files() throws Exception {
        server.writePem(folder.resolve("server.pem"));
        server.writePkcs12(folder.resolve("server.p12"), "");
        Files.writeString(folder.resolve("ca.pem"), TestKey.pem(authority.certificate()));
    }

    @Test
    void aKeyStoreAloneIsEnough() throws Exception {
        assertThat(read("tls.keystore=server.pem").tls()).isPresent();
        assertThat(read("tls.keystore=server.p12").tls()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tls.key=a", "tls.passwordFile=a", "tls.clientCa=ca.pem", "tls.clientCertificates=required"})
    void otherKeysWithoutAKeyStoreAreAMistake(String line) throws Exception {
        assertThat(problems(line))
                .containsExactly("  tls.keystore is \"\". Expected: the path of the key material, since other TLS"
                        + " keys are set.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls.keystore=server.jks|tls.keystore is \"server.jks\". Expected: the path of a file that ends in"
                        + " .p12, .pfx or .pem, or windows:THUMBPRINT (40 hexadecimal digits) or"
                        + " windows:subject=NAME.",
                "tls.keystore=windows:12 34|tls.keystore is \"windows:12 34\". Expected: windows:THUMBPRINT (40"
                        + " hexadecimal digits) or windows:subject=NAME.",
                "tls.keystore=windows:subject=rds01;tls.key=a|tls.key is \"a\". Expected: nothing, as the certificate"
                        + " store of Windows holds the key itself.",
                "tls.keystore=windows:subject=rds01;tls.passwordFile=a|tls.passwordFile is \"a\". Expected: nothing, as"
                        + " the certificate store of Windows has no password.",
                "tls.keystore=server.p12;tls.key=server.pem|tls.key is \"server.pem\". Expected: nothing, as"
                        + " a PKCS#12"
                        + " file holds its key itself.",
                "tls.keystore=server.pem;tls.clientCa=ca.pem|tls.clientCertificates is \"off\". Expected: optional or"
                        + " required, since authorities are set (tls.clientCa).",
                "tls.keystore=server.pem;tls.clientCertificates=optional|tls.clientCa is \"\". Expected: the path of"
                        + " a file, since certificates are requested from clients (tls.clientCertificates).",
                "tls.clientCertificates=maybe|tls.clientCertificates is \"maybe\". Expected: one of off, optional,"
                        + " required."
            })
    void whatDoesNotGoTogetherIsAMistake(String lines, String problem) throws Exception {
        assertThat(problems(lines.replace(';', '\n'))).containsExactly("  " + problem);
    }

    @Test
    void anExpiredCertificateIsReportedWithTheOtherMistakes() throws Exception {
        Instant end = Instant.parse("2020-01-01T00:00:00Z");
        authority.issue(new Request("CN=old").valid(end.minusSeconds(60), end)).writePem(folder.resolve("old.pem"));

        assertThat(problems("tls.keystore=old.pem\nhttp.port=none"))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("  http.port is "))
                .anyMatch(problem -> problem.startsWith("  The certificate of CN=old in ")
                        && problem.endsWith("old.pem (tls.keystore) expired at 2020-01-01T00:00:00Z."));
    }

    @Test
    void anAddressOnTheNetworkNeedsTlsOrTheWordThatItDoesNot() throws Exception {
        InetAddress network = InetAddress.getByName("192.0.2.1");
        InetAddress loopback = InetAddress.getLoopbackAddress();

        assertThat(NetworkRule.problem(network, false, false))
                .contains("http.address is \"192.0.2.1\", which is reachable over the network, but there is no"
                        + " TLS. Set tls.keystore, or"
                        + " http.allowPlainTextOnTheNetwork=yes to accept that the traffic can be read and"
                        + " changed on the way.");
        assertThat(NetworkRule.problem(network, true, false)).isEmpty();
        assertThat(NetworkRule.problem(network, false, true)).isEmpty();
        assertThat(NetworkRule.problem(loopback, false, false)).isEmpty();
    }

    @Test
    void withTlsTheAddressMayBeOneThatOthersReach() throws Exception {
        assertThat(read("tls.keystore=server.pem\nhttp.address=192.0.2.1")
                        .http()
                        .address()
                        .getHostAddress())
                .isEqualTo("192.0.2.1");
        assertThat(problems("http.allowPlainTextOnTheNetwork=perhaps"))
                .containsExactly("  http.allowPlainTextOnTheNetwork is \"perhaps\". Expected: yes or no.");
    }

    private ServiceConfig read(String text) throws Exception {
        Path jolokia = Path.of("jolokia-config").toAbsolutePath();
        Path file = folder.resolve("logoffd.properties");
        return ConfigReader.read(Files.writeString(file, text + "\njolokia.directory=" + jolokia + '\n'));
    }

    private List<String> problems(String text) throws Exception {
        try {
            read(text);
            return List.of();
        } catch (ProblemsException e) {
            return Stream.of(e.getMessage().split("\\R")).skip(1).toList();
        }
    }
}
