package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.Caller;
import io.github.logoffd.testing.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the audit trail that are about users. */
class AccessLinesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void whoIsTurnedAwayAndAReadingOfTheUsersAreOneLineEach() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        try (JsonLinesAuditTrail trail = JsonLinesAuditTrail.open(file);
                RecordedLog log = new RecordedLog(AccessLines.class)) {
            AccessLines lines = new AccessLines(trail, () -> NOW);

            lines.denied(new Caller("http", "192.0.2.44", "a\nb", ""), "There is no such user.");
            lines.reloaded("The users file was read again.");

            assertThat(log.lines()).hasSize(2);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat((JSONObject) new JSONParser().parse(lines.get(0)))
                .containsEntry("time", "2026-11-20T10:00:00Z")
                .containsEntry("phase", "DENIED")
                .containsEntry("channel", "http")
                .containsEntry("address", "192.0.2.44")
                .containsEntry("user", "a\nb")
                .containsEntry("role", "")
                .containsEntry("message", "There is no such user.");
        assertThat((JSONObject) new JSONParser().parse(lines.get(1)))
                .containsEntry("phase", "RELOAD")
                .containsEntry("message", "The users file was read again.");
    }

    @Test
    void aTrailThatCannotBeWrittenIsLoggedOnly() throws Exception {
        JsonLinesAuditTrail trail = JsonLinesAuditTrail.open(folder.resolve("audit.jsonl"));
        trail.close();
        try (RecordedLog log = new RecordedLog(AccessLines.class)) {
            new AccessLines(trail, () -> NOW).reloaded("The users file was read again.");

            assertThat(log.lines()).last().asString().startsWith("ERROR The audit trail could not record: RELOAD");
        }
    }
}
