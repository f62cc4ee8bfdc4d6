package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.access.Caller;
import io.github.logoffd.audit.JournalTrail;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.testing.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit trail of a service without Windows. */
class AuditingTest {

    @TempDir
    private Path folder;

    @Test
    void loginsThatFailedAreCountedAtTheLatestAtTheEnd() throws Exception {
        try (Auditing auditing = Auditing.open(config(), HostMode.SIMULATED)) {
            for (int i = 0; i < 100; i++) {
                auditing.denied().denied(new Caller("http", "192.0.2.1", "meier", ""), "The password is wrong.");
            }
        }

        List<String> lines = Files.readAllLines(folder.resolve("logs/denials.jsonl"));
        assertThat(lines).hasSizeLessThan(100).allMatch(line -> line.contains("\"phase\":\"DENIED\""));
        assertThat(lines)
                .last()
                .asString()
                .contains("\"address\":\"192.0.2.1\"")
                .contains("\"count\":95");
    }

    @Test
    void whatTheLastRunLeftUnansweredIsAnsweredOnce() throws Exception {
        Path file = folder.resolve("logs/audit.jsonl");
        AuditRecord asked = new AuditRecord(
                Instant.now(),
                "run-1",
                AuditRecord.Phase.ASKED,
                new AuditRecord.Intent(
                        Caller.LOCAL_JMX, "logoff", "wait=true", "", false, "HOST1", "KEY", 3, "CORP\\alice"),
                Optional.empty(),
                "",
                false);
        try (Journal journal = JournalFixture.open(file, InstantSource.system())) {
            new JournalTrail(journal).write(asked);
        }

        try (RecordedLog log = new RecordedLog(Auditing.class)) {
            Auditing.open(config(), HostMode.SIMULATED).close();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN ")
                    .contains("run-1", "CORP\\alice", "whether Windows was called is not known");
        }
        Auditing.open(config(), HostMode.SIMULATED).close();

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"phase\":\"ANSWERED\",\"request\":\"run-1\"")
                .contains("\"outcome\":\"FAILED\"");
    }

    @Test
    void aFileThatCannotBeOpenedIsReportedWithItsKey() throws Exception {
        Files.createDirectories(folder.resolve("logs/audit.jsonl"));

        assertThatIOException()
                .isThrownBy(() -> Auditing.open(config(), HostMode.SIMULATED))
                .withMessageContaining("audit.jsonl cannot be opened")
                .withMessageContaining("set audit.file there.");
    }

    private ServiceConfig config() throws Exception {
        return ConfigReader.builtIn(folder.resolve("service"));
    }
}
