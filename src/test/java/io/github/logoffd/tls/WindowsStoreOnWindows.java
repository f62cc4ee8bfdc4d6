package io.github.logoffd.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import io.github.logoffd.testing.TestKey;
import java.io.IOException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The certificate store of a Windows machine by Java's own provider. Its name keeps it out of the tests of other
 * systems: {@code WindowsJvmIT} runs it. No connection is made: Wine lacks the function by which Java signs for TLS
 * 1.3.
 */
class WindowsStoreOnWindows {

    private static final String HOST = "store-test.corp.example";
    private static final String OF_THE_USER = "HKCU\\Software\\Microsoft\\SystemCertificates\\MY\\Certificates\\";
    private static final String OF_THE_MACHINE = "HKLM\\Software\\Microsoft\\SystemCertificates\\MY\\Certificates\\";

    private String thumbprint;

    /** Java imports into the store of the user, whatever store was opened; the registry has both. */
    @BeforeEach
    void importCertificate() throws Exception {
        TestKey key = new TestAuthority("CN=Corp CA")
                .issue(new Request("CN=" + HOST).algorithm("RSA").names(HOST));
        KeyStore store = KeyStore.getInstance("Windows-MY");
        store.load(null, null);
        store.setKeyEntry(HOST, key.key(), null, new Certificate[] {key.certificate()});
        thumbprint = WindowsSelection.thumbprint(key.certificate()).toUpperCase(Locale.ROOT);
        reg("copy", OF_THE_USER + thumbprint, OF_THE_MACHINE + thumbprint, "/s", "/f");
    }

    @AfterEach
    void remove() throws Exception {
        reg("delete", OF_THE_MACHINE + thumbprint, "/f");
        reg("delete", OF_THE_USER + thumbprint, "/f");
    }

    private static void reg(String... arguments) throws IOException, InterruptedException {
        String[] line = new String[arguments.length + 1];
        line[0] = "reg.exe";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aCertificateOfTheMachineIsFoundAndItsKeySignsAndStaysInWindows() throws Exception {
        for (String value : new String[] {"windows:" + thumbprint, "windows:subject=" + HOST}) {
            ServerKey key = new WindowsStore(WindowsSelection.parse(value).orElseThrow()).read(Instant.now());

            assertThat(ServerNames.of(key.certificate()).toString()).contains(HOST);
            assertThat(key.key().getEncoded()).isNull();
            assertThat(key.problems(Instant.now())).isEmpty();
        }
    }

    @Test
    void anotherSubjectIsNotFound() {
        assertThat(ServerTls.problems(new TlsConfig(
                        new KeyLocation.InWindows(
                                WindowsSelection.parse("windows:subject=other").orElseThrow()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ClientCertificates.OFF)))
                .singleElement()
                .asString()
                .contains("has no certificate with a private key for windows:subject=other");
    }
}
