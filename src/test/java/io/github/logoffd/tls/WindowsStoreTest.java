package io.github.logoffd.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import io.github.logoffd.testing.TestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate in the store of the machine, by a stand-in for Java's provider. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "This is a stand-in for the store; WindowsStoreOnWindows reads the real one.")
class WindowsStoreTest {

    private static final String HOST = "rds01.corp.example";

    private final MutableClock clock = new MutableClock(Instant.now());
    private MachineStore store;
    private TestAuthority authority;

    @BeforeEach
    void install() throws Exception {
        store = MachineStore.install();
        authority = new TestAuthority("CN=Corp CA");
    }

    @AfterEach
    void remove() {
        store.close();
    }

    private TestKey issue(String subject, int fromDay, int untilDay, String... names) throws Exception {
        return authority.issue(new Request(subject)
                .names(names)
                .valid(
                        clock.instant().plus(Duration.ofDays(fromDay)),
                        clock.instant().plus(Duration.ofDays(untilDay))));
    }

    private ServerTls open(String value, String... hosts) throws TlsException {
        return new ServerTls(config(value), Set.of(hosts), clock);
    }

    private static TlsConfig config(String value) {
        return new TlsConfig(
                new KeyLocation.InWindows(WindowsSelection.parse(value).orElseThrow()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClientCertificates.OFF);
    }

    private String shownBy(ServerTls tls) throws Exception {
        return ServerTlsTest.shownBy(tls, ServerTlsTest.trusting(authority.certificate()));
    }

    private void lookAMinuteLater(ServerTls tls) {
        clock.advance(Duration.ofMinutes(1));
        tls.look();
        tls.look();
    }

    @Test
    void aKeyThatTheStoreDoesNotGiveAwayServesConnections() throws Exception {
        TestKey key = issue("CN=" + HOST + ",O=Corp", -1, 300, HOST);
        store.put("other", issue("CN=other", -1, 300, "other"));
        store.put("mine", key);

        assertThat(shownBy(open("windows:" + WindowsSelection.thumbprint(key.certificate()))))
                .isEqualTo("CN=" + HOST + ",O=Corp");
    }

    @Test
    void aThumbprintIsReadAsWindowsShowsIt() throws Exception {
        TestKey key = issue("CN=" + HOST, -1, 300, HOST);
        store.put("mine", key);
        String digits = WindowsSelection.thumbprint(key.certificate());

        for (String shown : List.of(
                digits.toUpperCase(Locale.ROOT),
                "\u200e" + digits.replaceAll("..", "$0 ").strip(),
                digits.replaceAll("..(?=.)", "$0:"))) {
            assertThat(shownBy(open("windows:" + shown))).isEqualTo("CN=" + HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows:", "windows:subject=", "windows:12ab", "windows:file.pem"})
    void anotherFormIsNone(String value) {
        assertThat(WindowsSelection.parse(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows:subject=RDS01.corp.example", "windows:subject=CN=rds01.corp.example, O=Corp"})
    void aSubjectMeansTheNewestValidCertificate(String value) throws Exception {
        store.put("expired", issue("CN=" + HOST + ",O=Corp", -400, -1, HOST));
        store.put("old", issue("CN=" + HOST + ",O=Corp", -300, 60, "old." + HOST));
        store.put("new", issue("CN=" + HOST + ",O=Corp", -2, 360, "new." + HOST));
        store.put("next year", issue("CN=" + HOST + ",O=Corp", 100, 500, HOST));

        ServerCertificate chosen = ServerCertificate.read(config(value), clock.instant());

        assertThat(chosen.names()).contains("new." + HOST);
    }

    @Test
    void aRenewalIsTakenWithoutARestart() throws Exception {
        store.put("first", issue("CN=" + HOST, -300, 10, HOST));
        ServerTls tls = open("windows:subject=" + HOST);
        lookAMinuteLater(tls);

        store.put("second", authority.issue(new Request("CN=" + HOST + "+O=Second").names(HOST)));
        lookAMinuteLater(tls);

        assertThat(shownBy(tls)).contains("Second");
        assertThat(tls.problem()).isEmpty();
    }

    @Test
    void theStoreIsAskedOnceAMinute() throws Exception {
        store.put("first", issue("CN=" + HOST, -1, 300, HOST));
        ServerTls tls = open("windows:subject=" + HOST);
        lookAMinuteLater(tls);
        int before = store.loads();

        for (int i = 0; i < 29; i++) {
            clock.advance(Duration.ofSeconds(2));
            tls.look();
        }

        assertThat(store.loads()).isEqualTo(before);
        lookAMinuteLater(tls);
        assertThat(store.loads()).isEqualTo(before + 1);
    }

    @Test
    void aRenewalForOtherNamesIsRefusedAndTheOneBeforeStays() throws Exception {
        store.put("first", issue("CN=" + HOST, -300, 10, HOST));
        ServerTls tls = open("windows:subject=" + HOST);
        lookAMinuteLater(tls);

        store.put("second", issue("CN=" + HOST, -1, 300, "rds02.corp.example"));
        lookAMinuteLater(tls);

        assertThat(tls.problem().orElseThrow())
                .contains("is for names other than those of the previous certificate and of http.hosts.");
        assertThat(shownBy(tls)).isEqualTo("CN=" + HOST);
    }

    @Test
    void aCertificateThatIsGoneIsAProblemAndTheOneBeforeStays() throws Exception {
        store.put("first", issue("CN=" + HOST, -1, 300, HOST));
        ServerTls tls = open("windows:subject=" + HOST);
        lookAMinuteLater(tls);

        store.remove("first");
        lookAMinuteLater(tls);
        tls.look();

        assertThat(tls.problem()).isPresent();
        assertThat(shownBy(tls)).isEqualTo("CN=" + HOST);
    }

    @Test
    void noSuchCertificateAndAnExpiredOneAreProblemsInWords() throws Exception {
        assertThat(ServerTls.problems(config("windows:subject=" + HOST)))
                .containsExactly("The certificate store of this machine has no certificate with a private key for"
                        + " windows:subject=" + HOST + " (tls.keystore). Request one for the computer (not for a user),"
                        + " or change tls.keystore.");

        store.put("expired", issue("CN=" + HOST, -400, -1, HOST));
        assertThat(ServerTls.problems(config("windows:subject=" + HOST)))
                .singleElement()
                .asString()
                .startsWith("The certificate of CN=" + HOST + " in windows:subject=" + HOST
                        + " (tls.keystore) expired at ");
    }

    @Test
    void withoutTheStoreOfWindowsTheStartIsRefused() {
        store.close();

        assertThatExceptionOfType(TlsException.class)
                .isThrownBy(() -> open("windows:subject=" + HOST))
                .withMessage("This Java cannot read the certificate store of the machine for windows:subject=" + HOST
                        + " (tls.keystore). It needs Windows, and Java 19 or newer, or an update of 17 that has the key"
                        + " store Windows-MY-LOCALMACHINE. Otherwise give a file that ends in .p12, .pfx or .pem.");
    }
}
