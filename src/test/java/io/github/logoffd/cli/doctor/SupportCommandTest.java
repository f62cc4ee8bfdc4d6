package io.github.logoffd.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.logoffd.access.Role;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.service.HostSource;
import io.github.logoffd.service.LogoffdService;
import io.github.logoffd.testing.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle for a bug report has what is needed and nothing that must not leave the machine. */
class SupportCommandTest {

    /** Names and texts that people have chosen. */
    private static final List<String> PEOPLE =
            List.of("anna.berg", "CONTOSO", "m.svensson", "Feierabend", "zoë", "dagobert", "vault-7");

    /** What is secret whoever asks. */
    private static final List<String> SECRETS = List.of(
            "pbkdf2-sha512:", "initial-secret", "keystore-secret", "comment-secret", "PRIVATE KEY", "basic-secret");

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private Installation installation;
    private Path zip;

    @BeforeEach
    void install() throws Exception {
        installation = new Installation(folder).user("anna.berg", Role.OPERATOR).user("dagobert", Role.MONITOR);
        Path service = installation.base().resolve("service");
        Files.writeString(service.resolve("initial-passwords.txt"), "operator initial-secret\n");
        Files.writeString(service.resolve("password.txt"), "keystore-secret\n");
        new TestAuthority("CN=Test CA").issue("CN=rds01").writePkcs12(service.resolve("server.p12"), "keystore-secret");
        for (String name : List.of("initial-passwords.txt", "password.txt", "server.p12")) {
            Files.setPosixFilePermissions(service.resolve(name), PosixFilePermissions.fromString("rw-------"));
        }
        installation
                .set("tls.keystore", "server.p12")
                .set("tls.passwordFile", "password.txt")
                .set("guard.protectedAccounts", "CONTOSO\\m.svensson, dagobert")
                .set("refresh.interval", "5s");
        Files.writeString(
                installation.config(), "# the key has comment-secret\n" + Files.readString(installation.config()));
        Files.writeString(installation.logs().resolve("logoffd.log"), """
                2026-11-30T07:00:00.000+00:00 INFO  [main] LogoffdService - logoffd 0.1.0 starts with the configuration x
                2026-11-30T07:00:01.000+00:00 INFO  [act-RDS01] AuditedRequests - sendMessage Feierabend of "CONTOSO\\m.svensson" on RDS01 by "anna.berg": DONE zoë
                2026-11-30T07:00:02.000+00:00 WARN  [refresh-RDS01] HostMonitor - RDS01 cannot be read, its last snapshot is kept: Error [5]
                2026-11-30T07:00:03.000+00:00 ERROR [files] ReloadingFile - The changed users file is rejected: Line 2 gives anna.berg a second time, by CONTOSO\\zoë. It is "vault-7"
                    java.lang.IllegalStateException: the session of m.svensson
                    \tat io.github.logoffd.control.LogoffPipeline.logoff(LogoffPipeline.java:42)
                    Caused by: java.io.IOException: Feierabend
                    \t... 3 more
                Feierabend, zoë
                """);
        Files.writeString(
                installation.logs().resolve("logoffd-stderr.2026-11-30.log"),
                "OpenJDK 64-Bit Server VM warning: the archive is old\nAuthorization: Basic basic-secret\nzoë\n");
        Files.writeString(
                installation.logs().resolve("audit.jsonl"),
                "{\"account\":\"CONTOSO\\\\m.svensson\",\"reason\":\"Feierabend\"}\n");
        zip = elsewhere.resolve("bundle.zip");
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                content.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return content;
    }

    @Test
    void neitherSecretsNorPeopleAreInTheBundle() throws Exception {
        assertThat(installation.support(zip.toString()).code()).isZero();

        content().forEach((name, text) -> {
            assertThat(text).as(name).doesNotContain(SECRETS);
            assertThat(text).as(name).doesNotContain(PEOPLE);
        });
    }

    @Test
    void whatAReaderNeedsIsInTheBundle() throws Exception {
        installation.support(zip.toString());

        Map<String, String> content = content();
        assertThat(content)
                .containsOnlyKeys(
                        "versions.txt",
                        "host.txt",
                        "doctor.txt",
                        "configuration.txt",
                        "files.txt",
                        "health.txt",
                        "threads.txt",
                        "logs/logoffd.log",
                        "logs/logoffd-stderr.2026-11-30.log");
        assertThat(content.get("versions.txt")).contains("logoffd ", "Java 17.0.9+1");
        assertThat(content.get("doctor.txt")).contains("OK    java", "WARN  users");
        assertThat(content.get("configuration.txt"))
                .contains(
                        "refresh.interval=5s\n",
                        "tls.passwordFile=password.txt\n",
                        "guard.protectedAccounts=(2 left out)\n",
                        "# left out: comments, 0 lines with unknown keys");
        assertThat(content.get("files.txt")).contains("logoffd.jar", "logoffd.log");
        assertThat(content.get("health.txt")).startsWith("No answer: ");
        assertThat(content.get("threads.txt")).startsWith("Not asked: no --url was given.");
        assertThat(content.get("logs/logoffd.log").lines())
                .contains(
                        "2026-11-30T07:00:01.000+00:00 INFO  [act-RDS01] AuditedRequests - (left out)",
                        "2026-11-30T07:00:02.000+00:00 WARN  [refresh-RDS01] HostMonitor - RDS01 cannot be read, its last"
                                + " snapshot is kept: Error [5]",
                        "2026-11-30T07:00:03.000+00:00 ERROR [files] ReloadingFile - The changed users file is rejected:"
                                + " Line 2 gives (user-1) a second time, by (account) It is \"…\"",
                        "    java.lang.IllegalStateException",
                        "    \tat io.github.logoffd.control.LogoffPipeline.logoff(LogoffPipeline.java:42)",
                        "    Caused by: java.io.IOException",
                        "    \t... 3 more",
                        "(left out)");
        assertThat(content.get("logs/logoffd-stderr.2026-11-30.log"))
                .isEqualTo("OpenJDK 64-Bit Server VM warning: the archive is old\n(left out)\n(left out)\n");
    }

    @Test
    void namesAreInTheBundleOnlyWhenTheyAreWantedAndSecretsNever() throws Exception {
        installation.support(zip.toString(), "--with-names");

        Map<String, String> content = content();
        assertThat(content.get("logs/logoffd.log")).contains("sendMessage Feierabend of \"CONTOSO\\m.svensson\"");
        assertThat(content.get("journal/audit.jsonl")).contains("m.svensson", "Feierabend");
        assertThat(content.get("configuration.txt")).contains("guard.protectedAccounts=CONTOSO\\m.svensson, dagobert");
        content.forEach((name, text) -> assertThat(text).as(name).doesNotContain(SECRETS));
    }

    @Test
    void theAnswerOfTheServiceIsInTheBundle() throws Exception {
        Files.delete(installation.base().resolve("service").resolve("initial-passwords.txt"));
        Files.delete(installation.logs().resolve("audit.jsonl"));
        try (LogoffdService service = new LogoffdService()) {
            service.start(ConfigReader.read(installation.config()), HostSource.demo(SimulatedSessionHost.GUIDE_USERS));

            installation.support(zip.toString());
        }

        assertThat(content().get("health.txt"))
                .startsWith("HTTP 200 from https://127.0.0.1:" + installation.port() + "/health\n")
                .contains("\"status\":\"UP\"");
    }

    @Test
    void theListOfWhatIsInItIsPrinted() throws Exception {
        String out = installation.support(zip.toString()).out();

        assertThat(out).startsWith("Written: " + zip + ". It contains:").contains("Read it before you send it.");
        assertThat(content().keySet()).allSatisfy(name -> assertThat(out).contains("  " + name + ' '));
    }

    @Test
    void aFileIsNeverOverwritten() throws Exception {
        Files.writeString(zip, "mine");

        Installation.Result result = installation.support(zip.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("The file " + zip + " exists and is not overwritten. Give another name.");
        assertThat(Files.readString(zip)).isEqualTo("mine");
        assertThat(files(elsewhere)).containsExactly("bundle.zip");
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws Exception {
        Installation.Result result =
                installation.support(elsewhere.resolve("missing/bundle.zip").toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("cannot be written (the file or its folder does not exist).");
        assertThat(files(elsewhere)).isEmpty();
    }

    @Test
    void aBrokenInstallationGivesABundleToo() throws Exception {
        Files.writeString(installation.config(), "http.port=none\nanna.berg=comment-secret\n");

        assertThat(installation.support(zip.toString()).code()).isZero();

        Map<String, String> content = content();
        assertThat(content.get("doctor.txt")).contains("FAIL  configuration").doesNotContain("none");
        assertThat(content.get("configuration.txt")).contains("http.port=none", "1 lines with unknown keys");
        assertThat(content.get("health.txt")).startsWith("Not asked, since the configuration cannot be read.");
        content.forEach((name, text) -> assertThat(text).as(name).doesNotContain("comment-secret"));
    }

    @Test
    void theBundleIsForItsOwnerOnly() throws Exception {
        installation.support(zip.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
    }

    /** A class that was renamed would silently be left out of every bundle. */
    @Test
    void eachLoggerThatMayStayIsAClass() {
        List<String> classes = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.logoffd")
                        .stream()
                        .map(type -> type.getSimpleName())
                        .toList();

        assertThat(classes).containsAll(Redaction.PLAIN_LOGGERS);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
