package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.BuiltInRule;
import io.github.logoffd.monitor.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the fields of the audit file, the ids of the event log, and the page that documents them together. */
class AuditReferenceTest {

    private static final Path PAGE = Path.of("service", "README.md");

    @TempDir
    private Path folder;

    @Test
    void theFieldsAreTheDocumentedOnesWithTheirPhases() throws Exception {
        List<JSONObject> lines = lines();
        Set<String> fields = new LinkedHashSet<>();
        lines.forEach(line -> fields.addAll(line.keySet()));

        assertThat(rows("| Field | Lines |", 2))
                .containsExactlyInAnyOrderElementsOf(fields.stream()
                        .map(field -> "| `" + field + "` | " + phasesWith(field, lines))
                        .toList());
    }

    @Test
    void thePhasesAreTheDocumentedOnes() throws Exception {
        assertThat(rows("| Phase | Written |", 1))
                .containsExactlyInAnyOrderElementsOf(lines().stream()
                        .map(line -> "| `" + line.get("phase") + '`')
                        .distinct()
                        .toList());
    }

    @Test
    void theIdsAreTheDocumentedOnes() throws Exception {
        assertThat(rows("| Event | Id |", 4))
                .containsExactly(Stream.of(EventLogId.values())
                        .map(id -> "| `" + id + "` | " + id.number() + " | " + capitalized(id.level()) + " | "
                                + id.meaning())
                        .toArray(String[]::new));
    }

    @Test
    void theBuiltInRulesAreTheDocumentedOnes() throws Exception {
        assertThat(rows("| Rule | Outcome |", 3))
                .containsExactly(Stream.of(BuiltInRule.values())
                        .map(rule -> "| `" + rule.text() + "` | `" + rule.outcome() + "` | " + rule.meaning())
                        .toArray(String[]::new));
    }

    private static String phasesWith(String field, List<JSONObject> lines) {
        List<String> phases = lines.stream()
                .filter(line -> line.containsKey(field))
                .map(line -> (String) line.get("phase"))
                .distinct()
                .toList();
        long all = lines.stream().map(line -> line.get("phase")).distinct().count();
        if (phases.size() == all) {
            return "all";
        }
        return phases.size() == all - 1 && !phases.contains("ASKED") ? "all but ASKED" : String.join(", ", phases);
    }

    private static String capitalized(EventLogId.Level level) {
        return level.name().charAt(0) + level.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** One line of each phase, of all kinds. */
    private List<JSONObject> lines() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        try (Journal journal = JournalFixture.open(file, () -> AuditSamples.TIME)) {
            JournalTrail trail = new JournalTrail(journal);
            trail.write(AuditSamples.entry(Phase.ASKED, "alice"));
            trail.write(AuditSamples.entry(Phase.ANSWERED, "alice"));
            trail.write(AuditSamples.entry(Phase.ENDED, "alice"));
            trail.write(AuditSamples.denial("meier"));
            journal.count(JournalKind.DENIALS, 3);
            trail.write(AuditSamples.denial("meier"));
            Files.writeString(file, "half", StandardOpenOption.APPEND);
            trail.write(AuditSamples.entry(Phase.ASKED, "bob"));
            new SessionTrail(journal, Runnable::run)
                    .record(new Event(1, AuditSamples.TIME, "logoffd.session.logon", "HOST1", "Logged on.", Map.of()));
            ServiceTrail.start(journal, () -> AuditSamples.TIME, "Started.");
            ServiceTrail service = ServiceTrail.start(journal, () -> AuditSamples.TIME, "Started again.");
            service.reloaded("The users file was read again.");
            service.acting("Acting was switched off.");
            service.close();
            JournalFixture.writeExpiry(journal);
        }
        List<JSONObject> lines = new ArrayList<>();
        for (JournalKind kind : JournalKind.values()) {
            for (String line : Files.readAllLines(JournalFiles.beside(file).current(kind))) {
                if (line.startsWith("{")) {
                    lines.add((JSONObject) new JSONParser().parse(line));
                }
            }
        }
        return lines;
    }

    /** Returns the first cells of each row of the table with that head. */
    private static List<String> rows(String head, int cells) throws Exception {
        return Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split(" \\|", -1))
                .map(row -> String.join(" |", List.of(row).subList(0, cells)))
                .toList();
    }
}
