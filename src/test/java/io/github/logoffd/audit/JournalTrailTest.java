package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One JSON object a line, whatever users are called. */
class JournalTrailTest {

    @TempDir
    private Path folder;

    @Test
    void theLineBeforeSaysWhoWantsWhat() throws Exception {
        JSONObject line = written(AuditSamples.entry(Phase.ASKED, "CORP\\alice"));

        assertThat(line)
                .containsEntry("time", "2026-03-02T10:15:30Z")
                .containsEntry("phase", "ASKED")
                .containsEntry("request", "2026-03-02T10:00:00Z-17")
                .containsEntry("channel", "http")
                .containsEntry("address", "192.0.2.44")
                .containsEntry("user", "meier")
                .containsEntry("role", "operator")
                .containsEntry("operation", "logoff")
                .containsEntry("arguments", "wait=true")
                .containsEntry("reason", "Ticket 4711")
                .containsEntry("host", "HOST1")
                .containsEntry("session", "HOST1:3:2026-03-02T08:00:00Z")
                .containsEntry("id", 3L)
                .containsEntry("account", "CORP\\alice")
                .containsEntry("requestId", "")
                .containsEntry("dryRun", false)
                .hasSize(18);
    }

    @Test
    void theLineAfterSaysWhatCameOfIt() throws Exception {
        JSONObject line = written(AuditSamples.entry(Phase.ANSWERED, "CORP\\alice"));

        assertThat(line)
                .containsEntry("phase", "ANSWERED")
                .containsEntry("decision", "ALLOWED")
                .containsEntry("rule", "")
                .containsEntry("outcome", "FAILED")
                .containsEntry("code", 5L)
                .containsEntry("message", "Error [5]: Access is denied.")
                .containsEntry("elapsedMillis", 42L)
                .containsEntry("acted", true)
                .hasSize(25);
    }

    @Test
    void aRefusalIsReportedWithItsRule() throws Exception {
        JSONObject line = written(AuditSamples.answered(Outcome.REFUSED_LIMIT, "office-hours"));

        assertThat(line)
                .containsEntry("decision", "REFUSED")
                .containsEntry("rule", "office-hours")
                .containsEntry("outcome", "REFUSED_LIMIT");
    }

    @Test
    void aLoginThatFailedIsALineToo() throws Exception {
        try (Journal journal = open(folder.resolve("audit.jsonl"))) {
            new JournalTrail(journal).write(AuditSamples.denial("mei\u202eer\n"));
        }

        assertThat((JSONObject) new JSONParser().parse(Files.readString(folder.resolve("denials.jsonl"))))
                .containsEntry("phase", "DENIED")
                .containsEntry("channel", "http")
                .containsEntry("address", "192.0.2.44")
                .containsEntry("user", "mei\u202eer\n")
                .containsEntry("role", "")
                .containsEntry("message", "The password is wrong.")
                .containsEntry("count", 1L)
                .hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice\n{\"phase\":\"ANSWERED\"}",
                "alice\r\nbob",
                "a\"b",
                "a\\",
                "\u0000\u0001\u0019\u007f",
                "Jürgen 日本\uD83D\uDE00",
                "\t\b\f",
                "a\u202eb\u2066c\u2028d\u200be"
            })
    void noNameCanForgeALine(String name) throws Exception {
        JSONObject line = written(AuditSamples.entry(Phase.ASKED, name));

        assertThat(line).containsEntry("account", name);
    }

    @Test
    void anExistingFileIsAppendedTo() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        for (int i = 0; i < 3; i++) {
            try (Journal journal = open(file)) {
                new JournalTrail(journal).write(AuditSamples.entry(Phase.ASKED, "user" + i));
            }
        }

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Files.readString(file)).contains("user0", "user1", "user2").endsWith("}\n");
    }

    @Test
    void aLineIsInTheFileWhenWriteReturns() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        try (Journal journal = open(file)) {
            new JournalTrail(journal).write(AuditSamples.entry(Phase.ASKED, "alice"));

            assertThat(Files.readAllLines(file)).hasSize(1);
        }
    }

    @Test
    void aMissingFolderIsMade() throws Exception {
        Path file = folder.resolve("a/b/audit.jsonl");

        open(file).close();

        assertThat(file).isEmptyFile();
    }

    @Test
    void whatCannotBeAppendedToIsAnError() throws Exception {
        Files.writeString(folder.resolve("file"), "");

        assertThatIOException().isThrownBy(() -> open(folder));
        assertThatIOException().isThrownBy(() -> open(folder.resolve("file/audit.jsonl")));
    }

    @Test
    void aClosedTrailRefusesLines() throws Exception {
        Journal journal = open(folder.resolve("audit.jsonl"));
        JournalTrail trail = new JournalTrail(journal);
        journal.close();

        assertThatIOException().isThrownBy(() -> trail.write(AuditSamples.entry(Phase.ASKED, "alice")));
    }

    private JSONObject written(AuditRecord entry) throws Exception {
        Path file = folder.resolve("audit.jsonl");
        try (Journal journal = open(file)) {
            new JournalTrail(journal).write(entry);
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        return (JSONObject) new JSONParser().parse(lines.get(0));
    }

    /** An invisible character is written as six bytes. */
    @Test
    void largeTextsOfCallersAreCut() throws Exception {
        JSONObject line = written(AuditSamples.withArguments("\u200b".repeat(10_000)));

        assertThat((String) line.get("arguments"))
                .startsWith("\u200b\u200b")
                .endsWith("... (10000 characters)")
                .hasSizeLessThan(800);
        assertThat(Files.size(folder.resolve("audit.jsonl"))).isLessThan(6000);
    }

    private static Journal open(Path file) throws IOException {
        return JournalFixture.open(file, () -> AuditSamples.TIME);
    }
}
