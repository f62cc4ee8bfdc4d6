package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.support.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No file that the service writes may be another one of its files. */
class DistinctFilesTest {

    @TempDir
    private Path folder;

    private Path service;

    @BeforeEach
    void files() throws IOException {
        service = Files.createDirectories(folder.resolve("service"));
        Path jolokia = Files.createDirectories(folder.resolve("jolokia-config"));
        Files.writeString(jolokia.resolve("jolokia.properties"), "maxDepth=3\n");
        Files.writeString(jolokia.resolve("jolokia-access.xml"), "<restrict/>");
    }

    private List<String> problems(String... lines) throws IOException {
        Path file = Files.writeString(service.resolve("logoffd.properties"), String.join("\n", lines) + '\n');
        try {
            ServiceConfig unused = ConfigReader.read(file);
            return List.of();
        } catch (ProblemsException e) {
            return e.getMessage().lines().skip(1).map(String::strip).toList();
        }
    }

    @Test
    void theFilesOfTheDefaultsAreAllDifferent() throws Exception {
        assertThat(problems("acting.enabled=yes\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "users.txt, users.file",
        "USERS.TXT, users.file",
        "../service/./users.txt, users.file",
        "logoffd.properties, logoffd.properties",
        "initial-passwords.txt, initial-passwords.txt",
        "../logs/audit.jsonl, audit.file",
        "x/../../logs/AUDIT.jsonl, audit.file",
        "../logs/sessions.jsonl, sessions.jsonl",
        "../logs/denials.jsonl, denials.jsonl",
        "../logs/Service.jsonl, service.jsonl",
        "../logs/history.index, history.index",
        "../logs/logoffd.lock, logoffd.lock",
        "users.txt.lock, users.txt.lock",
        "../jolokia-config/jolokia.properties, jolokia.properties",
        "../jolokia-config/jolokia-access.xml, jolokia-access.xml",
    })
    void theCountdownsMayNotBeAnotherFileWhetherItIsThereOrNot(String countdowns, String other) throws Exception {
        List<String> found = problems("countdown.file=" + countdowns);

        assertThat(found).singleElement().asString().contains("countdown.file").contains(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.file", "audit.file", "countdown.file"})
    void noWrittenFileMayBeTheConfiguration(String key) throws Exception {
        assertThat(problems(key + "=logoffd.properties"))
                .anySatisfy(problem -> assertThat(problem).contains(key).contains("logoffd.properties"));
    }

    @Test
    void theAuditMayNotBeWhereTheFirstPasswordsAre() throws Exception {
        assertThat(problems("audit.file=initial-passwords.txt"))
                .singleElement()
                .asString()
                .contains("audit.file")
                .contains("initial-passwords.txt");
    }

    /** Two kinds in one file would be one broken chain. */
    @Test
    void theActsMayNotBeInTheFileOfAnotherKind() throws Exception {
        Files.createDirectories(folder.resolve("logs"));

        assertThat(problems("audit.file=../logs/denials.jsonl"))
                .singleElement()
                .asString()
                .contains("audit.file and denials.jsonl are the same file");
    }

    @Test
    void allConflictsAreReportedAtOnce() throws Exception {
        assertThat(problems("countdown.file=logoffd.properties", "audit.file=users.txt"))
                .hasSize(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Making a link needs a privilege there.")
    void linksAreTheFilesThatTheyLeadTo() throws Exception {
        Path users = Files.createFile(service.resolve("users.txt"));
        Files.createSymbolicLink(service.resolve("symbolic"), users);
        Files.createLink(service.resolve("hard"), users);
        Files.createSymbolicLink(folder.resolve("folder"), service);

        assertThat(problems("countdown.file=symbolic")).hasSize(1);
        assertThat(problems("countdown.file=hard")).hasSize(1);
        assertThat(problems("countdown.file=../folder/users.txt")).hasSize(1);
        Files.delete(users);
        assertThat(problems("countdown.file=../folder/users.txt"))
                .as("a file that is not there yet, by way of a link")
                .hasSize(1);
    }

    @Test
    void theCountdownsMayNotBeAnotherFileThatIsThereInAnotherCase() throws Exception {
        Files.createFile(service.resolve("users.txt"));
        boolean oneFile = Files.exists(service.resolve("USERS.txt"));

        assertThat(problems("countdown.file=USERS.txt"))
                .as("on Windows one file, elsewhere two, of which one is not there yet")
                .hasSize(1);
        if (!oneFile) {
            Files.createFile(service.resolve("USERS.txt"));
            assertThat(problems("countdown.file=USERS.txt")).isEmpty();
        }
    }

    @Test
    void whatIsOnlyReadMayBeOneFile() throws Exception {
        assertThat(problems("tls.keystore=one.pem", "tls.key=one.pem"))
                .isNotEmpty()
                .noneMatch(problem -> problem.contains("of its own"));
    }

    @Test
    void theKeyIsNotOverwrittenEither() throws Exception {
        assertThat(problems("tls.keystore=server.pem", "tls.key=key.pem", "countdown.file=key.pem"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("countdown.file").contains("tls.key"));
    }
}
