package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PastRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What earlier runs left in the audit file. */
class EarlierRequestsTest {

    private static final Caller CALLER = new Caller("http", "192.0.2.44", "meier", "operator", "Ticket 4711");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("audit.jsonl");
    }

    private static AuditRecord record(Phase phase, String number, boolean dryRun) {
        LogoffAnswer answer = new LogoffAnswer(
                "HOST1:3:2026-03-02T08:00:00Z",
                "HOST1",
                3,
                "CORP\\Jürgen \u202e",
                Outcome.DONE,
                0,
                "",
                0,
                "id-1",
                dryRun);
        return AuditSamples.line(AuditSamples.TIME, phase, number, CALLER, "logoff", "wait=true \"x\"", answer, "");
    }

    private void write(AuditRecord... records) throws IOException {
        try (Journal journal = JournalFixture.open(file, () -> AuditSamples.TIME)) {
            JournalTrail trail = new JournalTrail(journal);
            for (AuditRecord record : records) {
                trail.write(record);
            }
        }
    }

    private List<AuditRecord> unanswered() throws IOException {
        try (Journal journal = JournalFixture.open(file, () -> AuditSamples.TIME)) {
            return new JournalTrail(journal)
                    .past(AuditSamples.TIME.plusSeconds(60), Duration.ofHours(24))
                    .unanswered();
        }
    }

    @Test
    void aRequestWithoutItsSecondLineIsAnsweredAsNotKnown() throws Exception {
        write(
                record(Phase.ASKED, "run-1", false),
                record(Phase.ASKED, "run-2", false),
                record(Phase.ANSWERED, "run-1", false));

        AuditRecord asked = record(Phase.ASKED, "run-2", false);
        assertThat(unanswered()).singleElement().satisfies(answer -> {
            assertThat(answer.number()).isEqualTo("run-2");
            assertThat(answer.phase()).isEqualTo(Phase.ANSWERED);
            assertThat(answer.time()).isEqualTo(AuditSamples.TIME.plusSeconds(60));
            assertThat(answer.intent().caller()).isEqualTo(CALLER);
            assertThat(answer.intent().operation()).isEqualTo(asked.intent().operation());
            assertThat(answer.intent().arguments()).isEqualTo(asked.intent().arguments());
            assertThat(answer.answer().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
            assertThat(answer.answer().orElseThrow().message()).contains("whether Windows was called is not known");
            assertThat(answer.intent().session()).isEqualTo(asked.intent().session());
            assertThat(answer.intent().account()).isEqualTo(asked.intent().account());
            assertThat(answer.intent().requestId()).isEqualTo("id-1");
            assertThat(answer.answer().orElseThrow().elapsedMillis()).isEqualTo(-1);
        });
    }

    @Test
    void ofADryRunItIsKnownThatNothingWasDone() throws Exception {
        write(record(Phase.ASKED, "run-1", true));

        assertThat(unanswered())
                .singleElement()
                .extracting(answer -> answer.answer().orElseThrow().message())
                .asString()
                .contains("nothing was done");
    }

    @Test
    void theTwoLinesMayBeInDifferentFiles() throws Exception {
        write(record(Phase.ASKED, "run-1", false), record(Phase.ASKED, "run-2", false));
        Files.move(file, folder.resolve("audit.20260302T101530000Z.jsonl"));
        write(record(Phase.ANSWERED, "run-1", false));

        assertThat(unanswered()).extracting(AuditRecord::number).containsExactly("run-2");
    }

    @Test
    void aCutLineAndWhatIsNoneOfOursSayNothing() throws Exception {
        write(record(Phase.ASKED, "run-1", false), record(Phase.ANSWERED, "run-1", false));
        String asked = Files.readAllLines(file).get(0).replace("run-1", "run-2");
        Files.writeString(
                file,
                "not ours\n{\"time\":\"x\",\"phase\":\"ASKED\",\"request\":\"run-7\",nonsense}\n"
                        + asked.substring(0, asked.length() - 20),
                StandardOpenOption.APPEND);

        assertThat(unanswered()).isEmpty();
    }

    @Test
    void aSecondLineThatWasCutIsNone() throws Exception {
        write(record(Phase.ASKED, "run-1", false), record(Phase.ANSWERED, "run-1", false));
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 10));

        assertThat(unanswered()).extracting(AuditRecord::number).containsExactly("run-1");
    }

    @Test
    void ofAFileOfAnySizeOnlyTheLastPartIsRead() throws Exception {
        write(record(Phase.ASKED, "run-1", false));
        String filler = "{\"time\":\"2026-03-02T10:15:30Z\",\"phase\":\"RELOAD\",\"message\":\"" + "x".repeat(200_000)
                + "\"}\n";
        for (int i = 0; i < 350; i++) {
            Files.writeString(file, filler, StandardOpenOption.APPEND);
        }
        write(record(Phase.ASKED, "run-2", false));

        assertThat(unanswered()).extracting(AuditRecord::number).containsExactly("run-2");
    }

    private PastRequests past() throws IOException {
        try (Journal journal = JournalFixture.open(file, () -> AuditSamples.TIME)) {
            return new JournalTrail(journal).past(AuditSamples.TIME.plusSeconds(60), Duration.ofHours(24));
        }
    }

    private static AuditRecord at(Duration age, String number, String requestId, boolean dryRun) {
        LogoffAnswer answer = new LogoffAnswer(
                "HOST1:3:2026-03-02T08:00:00Z", "HOST1", 3, "CORP\\alice", Outcome.DONE, 0, "", 7, requestId, dryRun);
        return AuditSamples.line(
                AuditSamples.TIME.minus(age), Phase.ANSWERED, number, CALLER, "logoff", "wait=true", answer, "");
    }

    @Test
    void whatWasAnsweredIsReadBackAsItWas() throws Exception {
        AuditRecord answered = record(Phase.ANSWERED, "run-1", false);
        write(record(Phase.ASKED, "run-1", false), answered);

        assertThat(past().answered()).containsExactly(answered);
        assertThat(past().gap()).isEmpty();
    }

    @Test
    void logoffsOfAnHourAndIdsOfTheirTimeAreRead() throws Exception {
        write(
                at(Duration.ofHours(25), "run-1", "job-1", false),
                at(Duration.ofHours(23), "run-2", "job-2", false),
                at(Duration.ofHours(23), "run-3", "", false),
                at(Duration.ofMinutes(58), "run-4", "", false),
                at(Duration.ofMinutes(1), "run-5", "job-5", true));

        assertThat(past().answered()).extracting(AuditRecord::number).containsExactly("run-2", "run-4");
    }

    @Test
    void aRequestThatWasNotAnsweredMayHaveActed() throws Exception {
        write(record(Phase.ASKED, "run-1", false), record(Phase.ASKED, "run-2", true));

        assertThat(past().unanswered()).extracting(AuditRecord::mayHaveActed).containsExactly(true, false);
        assertThat(past().all()).filteredOn(AuditRecord::isFinal).hasSize(1);
    }

    @Test
    void aLineOfAVersionThatDidNotSayWhetherItActedIsJudgedByItsOutcome() throws Exception {
        write(record(Phase.ANSWERED, "run-1", false));
        String line = Files.readString(file);
        Files.writeString(
                file,
                line.replace(",\"acted\":true", "")
                        + line.replace(",\"acted\":true", "").replace("\"DONE\"", "\"REFUSED_USER\""));

        assertThat(past().answered()).extracting(AuditRecord::mayHaveActed).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0",
                "{\"time\":\"2026-03-02T10:15:30Z\",\"phase\":\"ASK",
                "{\"ti",
                "{\"time\":\"2026-03-02T10:15:30Z\",\"phase\":\"RELOAD\",\"message\":\"x\"}"
            })
    void whatAPowerCutLeavesIsNoDamage(String line) throws Exception {
        write(record(Phase.ANSWERED, "run-1", false));
        Files.writeString(file, line + '\n', StandardOpenOption.APPEND);

        assertThat(past().gap()).isEmpty();
        assertThat(past().answered()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not ours",
                "{\"time\":\"x\",\"phase\":\"ASKED\",\"request\":\"run-7\",nonsense}",
                "{\"time\":\"2026-03-02T10:15:30Z\",\"phase\":\"ASKED\",\"request\":\"run-7\",nonsense}",
                "{\"time\":\"2026-03-02T10:15:30Z\",\"phase\":\"ANSWERED\",\"request\":\"run-7\",\"dryRun\":false}"
            })
    void aDamagedLineOfTheLastHourIsAGap(String line) throws Exception {
        write(record(Phase.ANSWERED, "run-1", false));
        Files.writeString(file, line + '\n', StandardOpenOption.APPEND);

        assertThat(past().gap()).contains("The audit file has damaged lines of the last hour.");
        assertThat(past().answered()).as("the others count").hasSize(1);
    }

    @Test
    void aDamagedLineBeforeTheLastHourIsNone() throws Exception {
        Files.writeString(file, "not ours\n");
        write(at(Duration.ofHours(2), "run-1", "", false));

        assertThat(past().gap()).isEmpty();
    }

    @Test
    void filesThatAreTooLargeToBeReadBackAnHourAreAGap() throws Exception {
        write(at(Duration.ofMinutes(3), "run-1", "", false));
        assertThat(past().gap()).as("all was read").isEmpty();

        String filler =
                "{\"time\":\"2026-03-02T10:14:30Z\",\"phase\":\"CUT\",\"message\":\"" + "x".repeat(200_000) + "\"}\n";
        for (int i = 0; i < 340; i++) {
            Files.writeString(file, filler, StandardOpenOption.APPEND);
        }
        assertThat(past().gap()).contains("The audit files do not go back an hour.");
    }
}
