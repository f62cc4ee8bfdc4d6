package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that was emptied, cut or otherwise damaged, at startup and while the service runs. */
class DamagedConfigurationTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void jolokiaFiles() throws IOException {
        Files.createDirectory(folder.resolve("service"));
        Files.createDirectory(folder.resolve("jolokia-config"));
        Files.copy(Path.of("jolokia-config/jolokia.properties"), jolokia());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \r\n", "# only a comment\n", "\uFEFF"})
    void aFileWithoutAnyKeyIsRefusedAtStartup(String text) {
        assertThatExceptionOfType(ProblemsException.class)
                .isThrownBy(() -> ConfigReader.read(write(text)))
                .withMessageContaining(" has 1 problem:")
                .withMessageContaining("logoffd.properties contains no key. It may have been truncated: restore it.");
    }

    @ParameterizedTest
    @CsvSource({
        "'acting.enabled=no\nguard.protectedAccounts=*\\m.sven', 2",
        "'acting.enabled=no', 1",
        "'acting.enabled=no\r\n\r\n# com', 3",
        "'acting.enabled=no\n  http.po', 2"
    })
    void aLastLineWithoutItsEndIsRefusedWithItsNumber(String text, int line) {
        assertThatExceptionOfType(ProblemsException.class)
                .isThrownBy(() -> ConfigReader.read(write(text)))
                .withMessageContaining("ends within line " + line + ", which has no line end.")
                .withMessageContaining("add a line end after that line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", "\n  "})
    void anyLineEndDoes(String end) throws Exception {
        assertThat(read("acting.enabled=no" + end).acting().enabled()).isFalse();
    }

    @Test
    void theFilesOfJolokiaAreRefusedWhenTheyWereEmptiedOrCut() throws Exception {
        for (String text : new String[] {"", "allowErrorDetails=fal"}) {
            Files.writeString(jolokia(), text);

            assertThatExceptionOfType(ProblemsException.class)
                    .isThrownBy(() -> read("acting.enabled=no\n"))
                    .withMessageContaining(
                            "jolokia.properties " + (text.isEmpty() ? "contains no key" : "ends within line 1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "acting.enabled, no, yes",
        "acting.dryRun, yes, no",
        "history.requireReason, yes, no",
        "guard.protectedAccounts, 'svc-*, boss', ''",
        "guard.protectedSessions, 7, ''",
        "guard.onlyStates, DISCONNECTED, ''",
        "guard.spareActive, yes, no",
        "guard.spareLocked, yes, no",
        "limit.logoffsPerMinute, 5, 100",
        "limit.logoffsPerHour, 5, 500",
        "limit.allLogoffsPerMinute, 5, 200",
        "limit.allLogoffsPerHour, 5, 1000",
        "limit.percentOfUsers, 20, 0",
        "hooks.alertmanager.alerts, Idle, LogoffdSessionDisconnectedTooLong",
        "hooks.alertmanager.states, IDLE, DISCONNECTED",
        "hooks.alertmanager.minimumTime, 2h, 1h",
        "hooks.alertmanager.dryRun, yes, no"
    })
    void aKeyThatRestrictsIsGivenUpOnlyByWritingItsDefault(String key, String value, String byDefault)
            throws Exception {
        String others = "hooks.alertmanager.enabled=yes\n";
        ServiceConfig inForce = read(others + key + '=' + value + '\n');

        assertThatExceptionOfType(ProblemsException.class)
                .isThrownBy(() -> ConfigReader.readAgain(write(others), inForce))
                .withMessageContaining(" has 1 problem:")
                .withMessageContaining("no longer has " + key + ", whose default allows more than the value in force.")
                .withMessageContaining("write the default: " + key + '=' + byDefault + '.')
                .withCauseInstanceOf(RefusedFileException.class);
        assertThat(ConfigReader.readAgain(write(others + key + '=' + byDefault + '\n'), inForce)
                        .acting())
                .isEqualTo(read(others).acting());
        assertThat(ConfigReader.readAgain(write(others + key + '=' + value + '\n'), inForce)
                        .acting())
                .isEqualTo(inForce.acting());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit.logoffsPerMinute=0",
                "limit.logoffsPerMinute=1000",
                "guard.protectedAccounts=",
                "acting.enabled=yes",
                "hooks.alertmanager.dryRun=yes",
                "hooks.alertmanager.minimumTime=2h",
                "refresh.interval=9s"
            })
    void aKeyWhoseDefaultAllowsNoMoreCanBeRemoved(String line) throws Exception {
        ServiceConfig inForce = read(line + "\nhttp.port=0\n");

        assertThat(ConfigReader.readAgain(write("http.port=0\n"), inForce).acting())
                .isEqualTo(read("http.port=0\n").acting());
    }

    @Test
    void allLostKeysAreNamedAtOnce() throws Exception {
        ServiceConfig inForce = read("acting.enabled=no\nguard.spareActive=yes\nlimit.percentOfUsers=5\n");

        assertThatExceptionOfType(ProblemsException.class)
                .isThrownBy(() -> ConfigReader.readAgain(write("http.port=0\n"), inForce))
                .withMessageContaining("no longer has acting.enabled, guard.spareActive, limit.percentOfUsers, whose")
                .withMessageContaining("acting.enabled=yes, guard.spareActive=no, limit.percentOfUsers=0.");
    }

    @Test
    void otherFilesKeepNoRuleFromCounting() throws Exception {
        Path key = folder.resolve("service/server.pem");
        new TestAuthority("CN=Test CA").issue("CN=first").writePem(key);
        String tls = "tls.keystore=server.pem\n";
        ServiceConfig inForce = read(tls);
        Files.writeString(key, "being renewed");
        Files.delete(jolokia());

        assertThat(ConfigReader.readAgain(write(tls + "acting.enabled=no\n"), inForce)
                        .acting()
                        .enabled())
                .isFalse();
    }

    private Path jolokia() {
        return folder.resolve("jolokia-config/jolokia.properties");
    }

    private ServiceConfig read(String text) throws IOException, ProblemsException {
        return ConfigReader.read(write(text));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("service/logoffd.properties"), text);
    }
}
