package io.github.logoffd.tls;

import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import io.github.logoffd.testing.TestKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.openssl.PKCS8Generator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of key material that are read, and the sentence for each that cannot be used. */
class TlsMaterialTest {

    private static TestAuthority authority;
    private static TestKey server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority("CN=Test CA");
        server = authority.issue("CN=rds01");
    }

    @Test
    void aPkcs12FileWithItsPasswordIsRead() throws Exception {
        Path file = server.writePkcs12(folder.resolve("server.P12"), "open sesame");

        assertThat(chainOf(file, Optional.empty(), password("\uFEFFopen sesame\r\n")))
                .isEqualTo(server.chain());
    }

    @Test
    void aPkcs12FileWithTheEmptyPasswordNeedsNoPasswordFile() throws Exception {
        Path file = server.writePkcs12(folder.resolve("server.pfx"), "");

        assertThat(chainOf(file, Optional.empty(), Optional.empty())).isEqualTo(server.chain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void onePemFileMayHoldEverything(String algorithm) throws Exception {
        TestKey key = authority.issue(new Request("CN=rds01").algorithm(algorithm));

        assertThat(chainOf(key.writePem(file("server.pem")), Optional.empty(), Optional.empty()))
                .isEqualTo(key.chain());
    }

    @Test
    void theKeyMayBeInAFileOfItsOwnAndEncrypted() throws Exception {
        Path chain = writeString(
                file("server.pem"), "Subject: rds01\r\n" + server.chainPem().replace("\n", "\r\n"));
        Path key = writeString(file("server.key"), server.encryptedKeyPem("secret"));

        assertThat(chainOf(chain, Optional.of(key), password("secret"))).isEqualTo(server.chain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void anOlderFormOfTheKeyIsReportedWithTheCommandThatConvertsIt(String label) throws Exception {
        Path file = writeString(
                file("server.pem"),
                server.chainPem() + "-----BEGIN " + label + "-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END " + label
                        + "-----\n");

        assertThat(problems(file))
                .containsExactly("The file " + file + " (tls.keystore) holds a key in an older form (BEGIN " + label
                        + "). Use PKCS#8 (BEGIN PRIVATE KEY). This converts it: openssl pkcs8 -topk8 -nocrypt"
                        + " -in " + file + " -out new-key.pem");
    }

    @Test
    void anEncryptionThatJavaLacksIsReportedWithTheCommandThatConvertsIt() throws Exception {
        Path file = writeString(
                file("server.pem"), server.chainPem() + server.encryptedKeyPem("secret", PKCS8Generator.DES3_CBC));

        assertThat(problems(config(file, Optional.empty(), password("secret"))))
                .containsExactly("The private key in " + file
                        + " (tls.keystore) is encrypted in a way that Java does not support. Use PBES2 with AES. This"
                        + " converts it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + file + " -out new-key.pem");
    }

    @Test
    void aWrongPasswordNamesBothFiles() throws Exception {
        Path store = server.writePkcs12(file("server.p12"), "right");
        Path chain = writeString(file("server.pem"), server.chainPem() + server.encryptedKeyPem("right"));
        Optional<Path> wrong = password("wrong");

        assertThat(problems(config(store, Optional.empty(), wrong)))
                .containsExactly("The password in " + wrong.get() + " (tls.passwordFile) does not open " + store
                        + " (tls.keystore).");
        assertThat(problems(config(chain, Optional.empty(), wrong)))
                .containsExactly("The password in " + wrong.get()
                        + " (tls.passwordFile) does not open the private key in " + chain + " (tls.keystore).");
    }

    @Test
    void aPasswordThatIsMissingIsAskedFor() throws Exception {
        Path store = server.writePkcs12(file("server.p12"), "right");
        Path chain = writeString(file("server.pem"), server.chainPem() + server.encryptedKeyPem("right"));

        assertThat(problems(store)).singleElement().asString().contains("has a password. Set tls.passwordFile");
        assertThat(problems(chain)).singleElement().asString().contains("is encrypted. Set tls.passwordFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "one\ntwo\n", "schlüssel"})
    void aPasswordFileHasOneLineOfPlainAscii(String text) throws Exception {
        Path store = server.writePkcs12(file("server.p12"), "right");

        assertThat(problems(config(store, Optional.empty(), password(text))))
                .singleElement()
                .asString()
                .contains("password.txt (tls.passwordFile) is not a password file. Expected: one line");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        TestKey other = authority.issue("CN=other");
        TestKey otherKind = authority.issue(new Request("CN=other").algorithm("RSA"));
        Path chain = writeString(file("server.pem"), server.chainPem());
        Path key = writeString(file("other.pem"), other.keyPem());
        Path keyOfOtherKind = writeString(file("rsa.pem"), otherKind.keyPem());

        assertThat(problems(config(chain, Optional.of(key), Optional.empty())))
                .containsExactly("The private key does not belong to the certificate of CN=rds01 in " + chain
                        + " (tls.keystore).");
        assertThat(problems(config(chain, Optional.of(keyOfOtherKind), Optional.empty())))
                .containsExactly("The private key in " + keyOfOtherKind
                        + " (tls.key) cannot be read as EC, the algorithm of the certificate.");
    }

    @Test
    void aCertificateOutsideItsTimeIsRefused() throws Exception {
        Instant now = Instant.parse("2030-06-01T00:00:00Z");
        TestKey key = authority.issue(new Request("CN=rds01").valid(now, now.plusSeconds(60)));
        TlsConfig config = config(
                writeString(file("server.pem"), TestKey.pem(key.certificate()) + key.keyPem()),
                Optional.empty(),
                Optional.empty());

        assertThat(problems(config, now.minusSeconds(1)))
                .singleElement()
                .asString()
                .endsWith("server.pem (tls.keystore) is valid only from 2030-06-01T00:00:00Z.");
        assertThat(problems(config, now.plusSeconds(60))).isEmpty();
        assertThat(problems(config, now.plusSeconds(61)))
                .singleElement()
                .asString()
                .startsWith("The certificate of CN=rds01 in ")
                .endsWith(" expired at 2030-06-01T00:01:00Z.");
    }

    @Test
    void aCertificateForOtherPurposesIsRefused() throws Exception {
        for (Request request : List.of(
                new Request("CN=rds01").purposes(KeyPurposeId.id_kp_clientAuth),
                new Request("CN=rds01").usage(KeyUsage.keyAgreement))) {
            Path file = authority.issue(request).writePem(file("server.pem"));

            assertThat(problems(file)).singleElement().asString().contains("is not for servers. Use one ");
        }
        Path any = authority
                .issue(new Request("CN=rds01").purposes(KeyPurposeId.anyExtendedKeyUsage))
                .writePem(file("server.pem"));
        assertThat(problems(any)).isEmpty();
    }

    @Test
    void certificatesInAnotherOrderAreRefused() throws Exception {
        TestKey shuffled = new TestKey(
                server.key(), List.of(server.certificate(), new TestAuthority("CN=Other CA").certificate()));

        assertThat(problems(shuffled.writePem(file("server.pem"))))
                .singleElement()
                .asString()
                .endsWith("are not a chain. Put the server's first, and after each the one of its issuer.");
    }

    @Test
    void aKindOfKeyThatTlsDoesNotHaveInJavaIsRefused() throws Exception {
        Path file =
                authority.issue(new Request("CN=rds01").algorithm("Ed25519")).writePem(file("server.pem"));

        assertThat(problems(file)).singleElement().asString().endsWith("Allowed: RSA or EC.");
    }

    @Test
    void filesThatHoldSomethingElseAreRefused() throws Exception {
        assertThat(problems(writeString(file("a.p12"), "nonsense")))
                .singleElement()
                .asString()
                .endsWith("a.p12 (tls.keystore) cannot be read as PKCS#12.");
        assertThat(problems(writeString(file("b.pem"), "nonsense")))
                .singleElement()
                .asString()
                .contains("holds no certificate");
        assertThat(problems(writeString(file("c.pem"), server.chainPem())))
                .singleElement()
                .asString()
                .contains("holds 0 private keys. Expected: exactly one");
        assertThat(problems(writeString(file("d.pem"), server.chainPem().replace("MII", "M*I") + server.keyPem())))
                .singleElement()
                .asString()
                .endsWith("is damaged: what follows BEGIN CERTIFICATE is not Base64.");
        assertThat(problems(folder.resolve("missing.pem")))
                .singleElement()
                .asString()
                .endsWith("missing.pem (tls.keystore) is missing.");
    }

    @Test
    void theProblemsOfAllFilesAreReportedTogether() throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path clients = writeString(file("clients.pem"), server.chainPem());
        TlsConfig config = new TlsConfig(
                missing, Optional.empty(), Optional.empty(), Optional.of(clients), ClientCertificates.REQUIRED);

        assertThat(problems(config))
                .hasSize(2)
                .contains("The certificate of CN=rds01 in " + clients
                        + " (tls.clientCa) is not that of an authority. Give authorities that issue client"
                        + " certificates.");
    }

    @Test
    void theFilesThatHoldSecretsAreKnown() {
        Path ca = Path.of("ca.pem");
        TlsConfig config = new TlsConfig(
                Path.of("a.pem"),
                Optional.of(Path.of("b.pem")),
                Optional.of(Path.of("c")),
                Optional.of(ca),
                ClientCertificates.REQUIRED);

        assertThat(config.secretFiles()).containsExactly(Path.of("a.pem"), Path.of("b.pem"), Path.of("c"));
        assertThat(config.files()).contains(ca);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Optional<Path> password(String text) throws Exception {
        return Optional.of(writeString(file("password.txt"), text));
    }

    private static TlsConfig config(Path keyStore, Optional<Path> key, Optional<Path> password) {
        return new TlsConfig(keyStore, key, password, Optional.empty(), ClientCertificates.OFF);
    }

    private static List<?> chainOf(Path keyStore, Optional<Path> key, Optional<Path> password) throws TlsException {
        TlsMaterial material = TlsMaterial.load(config(keyStore, key, password), Instant.now());
        assertThat(material.context().getProtocol()).isEqualTo("TLS");
        return material.serverKey().chain();
    }

    private static List<String> problems(Path keyStore) {
        return problems(config(keyStore, Optional.empty(), Optional.empty()));
    }

    private static List<String> problems(TlsConfig config) {
        return problems(config, Instant.now());
    }

    private static List<String> problems(TlsConfig config, Instant now) {
        try {
            TlsMaterial.load(config, now);
            return List.of();
        } catch (TlsException e) {
            return e.problems();
        }
    }
}
