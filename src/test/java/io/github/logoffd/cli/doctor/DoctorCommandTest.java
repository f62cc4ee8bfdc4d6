package io.github.logoffd.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Role;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.service.HostSource;
import io.github.logoffd.service.LogoffdService;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import io.github.logoffd.testing.TestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every problem of an installation is found by one command, which says what to do and changes nothing. */
class DoctorCommandTest {

    @TempDir
    private Path folder;

    private Installation installation;
    private final LogoffdService service = new LogoffdService();

    @BeforeEach
    void install() throws Exception {
        installation = new Installation(folder).user("operator", Role.OPERATOR).user("zabbix", Role.MONITOR);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void start() throws Exception {
        service.start(ConfigReader.read(installation.config()), HostSource.demo(SimulatedSessionHost.GUIDE_USERS));
    }

    private void certify(TestKey key) throws Exception {
        Path file = key.writePem(installation.base().resolve("service").resolve("server.pem"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        installation.set("tls.keystore", "server.pem");
    }

    private static TestAuthority authority() throws Exception {
        return new TestAuthority("CN=Test CA");
    }

    private static List<String> lines(Installation.Result result, String mark) {
        return result.out().lines().filter(line -> line.startsWith(mark)).toList();
    }

    @Test
    void aRunningInstallationWithoutAProblemIsOkThroughout() throws Exception {
        certify(authority()
                .issue(new Request("CN=rds01")
                        .names("rds01.corp.example", "localhost")
                        .algorithm("RSA")));
        installation.set("http.hosts", "rds01.corp.example");
        start();

        Installation.Result result = installation.doctor();

        assertThat(result.out())
                .contains("0 FAIL, 0 WARN, 10 OK")
                .contains("OK    java           Java 17.0.9+1 for amd64 in ")
                .contains("OK    configuration  " + installation.config())
                .contains("OK    users          1 with the role operator, 1 with the role monitor in ")
                .contains("OK    certificate    The certificate of CN=rds01 for 127.0.0.1, localhost,"
                        + " rds01.corp.example (RSA, 2048 bits) is valid until ")
                .contains("OK    service        The service answers at https://127.0.0.1:" + installation.port()
                        + "/health and is UP.");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void aCheckChangesNothing() throws Exception {
        Map<String, String> before = installation.content();

        installation.doctor();

        assertThat(installation.content()).isEqualTo(before);
    }

    @Test
    void aStoppedServiceIsAWarningAndAnExitCodeOfZero() {
        Installation.Result result = installation.doctor();

        assertThat(lines(result, "WARN"))
                .singleElement()
                .asString()
                .startsWith("WARN  service        No service answers at 127.0.0.1 port " + installation.port())
                .endsWith("; the port is free. Start the service, such as with: net start logoffd.");
        assertThat(result.code()).isZero();
    }

    @Test
    void allProblemsAreFoundAtOnce() throws Exception {
        certify(authority()
                .issue(new Request("CN=old")
                        .valid(
                                Instant.now().minus(Duration.ofDays(9)),
                                Instant.now().minus(Duration.ofDays(2)))));
        Files.setPosixFilePermissions(installation.users(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(installation.logs(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(installation.logs().resolve("audit.jsonl"), "");
        try (ServerSocket other = new ServerSocket(installation.port(), 1, InetAddress.getLoopbackAddress())) {
            other.setSoTimeout(1);

            Installation.Result result = installation.doctor();

            assertThat(result.out())
                    .contains("have access to " + installation.users() + " (rw-r--r--). Remove their access: chmod 600")
                    .contains("can change files in " + installation.logs()
                            + " (rwxrwxrwx). Remove their access: chmod go-w")
                    .contains("FAIL  certificate    The certificate of CN=old in ")
                    .contains(" expired at ")
                    .contains("FAIL  users          The users file ")
                    .contains("127.0.0.1 port " + installation.port() + " is not available")
                    .contains("change http.port in " + installation.config());
            assertThat(lines(result, "FAIL")).hasSize(4);
            assertThat(result.code()).isEqualTo(1);
        }
    }

    @Test
    void aWrongConfigurationIsNamedAndWhatWasNotChecked() throws Exception {
        installation.set("http.port", "none");

        Installation.Result result = installation.doctor();

        assertThat(result.out())
                .contains("FAIL  configuration  The configuration " + installation.config() + " has 1 problem:")
                .contains("http.port is \"none\"")
                .contains("Permissions, users, certificate, service, journal and clock were not checked.");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aCertificateThatSomeClientsRejectIsAWarning() throws Exception {
        certify(authority()
                .issue(new Request("CN=rds01")
                        .names()
                        .algorithm("RSA-1024")
                        .valid(
                                Instant.now().minus(Duration.ofDays(9)),
                                Instant.now().plus(Duration.ofDays(5)))));
        installation.set("http.hosts", "rds.corp.example");

        assertThat(installation.doctor().out())
                .contains("WARN  certificate    The certificate of CN=rds01 in ")
                .contains("has no subject alternative name")
                .contains("has 1024 bits")
                .contains(". Renew it.")
                .contains("Clients that use rds.corp.example (http.hosts) reject it.");
    }

    @Test
    void aServiceThatShowsAnotherCertificateThanTheConfiguredOneIsFound() throws Exception {
        certify(authority().issue("CN=first"));
        start();
        certify(authority().issue("CN=second"));

        assertThat(installation.doctor().out())
                .contains("The server shows another certificate than the configured one")
                .contains("is not available");
    }

    @Test
    void anotherProgramAtThePortIsNoService() throws Exception {
        try (ServerSocket other = new ServerSocket(installation.port(), 9, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answer(other));

            assertThat(installation.doctor().out())
                    .contains("FAIL  service        What answers at http://127.0.0.1:" + installation.port()
                            + "/health is not logoffd (HTTP 200). Stop that program, or change http.port in ");
            answering.join();
        }
    }

    private static void answer(ServerSocket other) {
        try (Socket client = other.accept()) {
            byte[] begin = new byte[1];
            assertThat(client.getInputStream().read(begin)).isEqualTo(1);
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
                            .getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().skip(Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void initialPasswordsThatAreStillThereAreAWarning() throws Exception {
        Files.delete(installation.users());
        start();

        assertThat(installation.doctor().out())
                .contains("WARN  users          The file of the initial passwords is still there: ")
                .contains("One of them is in use. Read them, keep them elsewhere, and delete the file.");
    }

    @Test
    void usersThatNoFirstStartupHasMadeAreAWarningAndNoUserIsAFailure() throws Exception {
        Files.writeString(installation.users(), "# none\n");
        assertThat(installation.doctor().out()).contains("FAIL  users ").contains("has no user");

        Files.delete(installation.users());
        assertThat(installation.doctor().out())
                .contains("WARN  users          There is no users file ")
                .contains("The first startup of the service creates it.");
    }

    @Test
    void sessionsThatCannotBeListedAreAFailureAndSingleOnesAWarning() {
        ScriptedHost host = new ScriptedHost().with(Samples.active(3, "alice"));
        installation.onWindows(host);
        assertThat(installation.doctor().out()).contains("OK    sessions       2 sessions can be read.");

        host.fail("detail 3", 5);
        assertThat(installation.doctor().out())
                .contains("WARN  sessions       1 of 2 sessions cannot be read: ")
                .contains("Error [5]: Access is denied.");

        host.fail("sessions", 5);
        Installation.Result result = installation.doctor();
        assertThat(result.out())
                .contains("FAIL  sessions       The sessions of this machine cannot be read: ")
                .contains("Run this command elevated");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aJavaThatTheServiceCannotUseIsAFailure() {
        installation.onWindows(new ScriptedHost()).withJavaFor("x86");

        assertThat(installation.doctor().out())
                .contains("FAIL  java           This command runs with Java 17.0.9+1 for x86 in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoffd.jsa", "commands.jsa"})
    void anArchiveThatThisJavaDoesNotUseIsAWarningAndSoIsNoneOnWindows(String archive) throws Exception {
        installation.onWindows(new ScriptedHost());
        assertThat(installation.doctor().out()).contains("WARN  archive        There is no archive of classes");

        Files.writeString(installation.base().resolve(archive), "not an archive");
        assertThat(new Installation(folder).doctor().out())
                .contains("WARN  archive        This Java does not use the archive of classes ");
    }

    @Test
    void aClockThatWasSetBackIsAFailure() throws Exception {
        Path acts = Files.writeString(installation.logs().resolve("audit.jsonl"), "");
        Instant written = Instant.parse("2026-03-02T10:15:30Z");
        Files.setLastModifiedTime(acts, FileTime.from(written));

        installation.at(written.minus(Duration.ofHours(1)));
        assertThat(installation.doctor().out())
                .contains("FAIL  clock          The clock shows 2026-03-02T09:15:30Z, but the journal was written at"
                        + " 2026-03-02T10:15:30Z: it was set back");

        installation.at(written);
        assertThat(installation.doctor().out()).contains("OK    clock ");
    }

    @Test
    void aJournalThatHasNearlyUsedUpItsSpaceIsAWarning() throws Exception {
        installation.set("history.maxBytes.denials", "262144");
        Files.writeString(installation.logs().resolve("denials.jsonl"), "x".repeat(240_000));

        assertThat(installation.doctor().out())
                .contains("WARN  journal        The denials of the journal have ")
                .contains("Raise history.maxBytes.denials.");
    }

    @Test
    void jsonHasTheSameForPrograms() throws Exception {
        installation.set("http.port", "none");

        Object json = new JSONParser().parse(installation.doctor("--json").out());

        assertThat(json)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("result", "FAIL")
                .containsKey("version");
        assertThat(((Map<?, ?>) json).get("checks").toString())
                .contains("configuration")
                .contains("FAIL");
    }
}
