package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.audit.EventLogId.Level;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.control.request.AuditRecord.Phase;
import io.github.logoffd.control.request.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The entries of the system's event log, and when they are written. */
class EventLogEntryTest {

    @TempDir
    private Path folder;

    private final List<EventLogEntry> told = new ArrayList<>();

    @Test
    void anEntrySaysWhoDidWhatToWhomAndWhatCameOfIt() {
        EventLogEntry entry = EventLogEntry.of(AuditSamples.answered(Outcome.REFUSED_LIMIT, "office-hours"));

        assertThat(entry.id()).isEqualTo(EventLogId.REQUEST_REFUSED);
        assertThat(entry.text().split("\r\n"))
                .containsExactly(
                        "logoff: Error [5]: Access is denied.",
                        "",
                        "Outcome: REFUSED_LIMIT",
                        "Code: 5",
                        "Rule: office-hours",
                        "User: meier",
                        "Role: operator",
                        "Channel: http",
                        "Address: 192.0.2.44",
                        "Arguments: wait=true",
                        "Reason: Ticket 4711",
                        "Host: HOST1",
                        "Session: HOST1:3:2026-03-02T08:00:00Z",
                        "Account: CORP\\alice",
                        "Request id: ",
                        "Dry run: false",
                        "Request: 2026-03-02T10:00:00Z-17");
    }

    @Test
    void noNameForgesAFact() {
        EventLogEntry entry = EventLogEntry.of(AuditSamples.entry(Phase.ANSWERED, "x\r\nOutcome: DONE\u202e\ud83d"));

        assertThat(entry.text()).contains("Account: x<U+000D><U+000A>Outcome: DONE<U+202E><U+D83D>\r\n");
        assertThat(entry.text().lines())
                .filteredOn(line -> line.startsWith("Outcome: "))
                .containsExactly("Outcome: FAILED");
    }

    @Test
    void aFailedLoginSaysWhoWasRefusedFromWhere() {
        EventLogEntry entry = EventLogEntry.of(AuditSamples.denial("mei\ner"));

        assertThat(entry.id()).isEqualTo(EventLogId.LOGIN_DENIED);
        assertThat(entry.text().split("\r\n"))
                .containsExactly(
                        "The password is wrong.",
                        "",
                        "User: mei<U+000A>er",
                        "Role: ",
                        "Channel: http",
                        "Address: 192.0.2.44",
                        "Count: 1");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyOutcomeHasAnIdThatFitsIt(Outcome outcome) {
        EventLogId id = EventLogId.of(AuditSamples.answer("alice", outcome, false));

        assertThat(id == EventLogId.REQUEST_REFUSED).isEqualTo(outcome.isRefusal());
        assertThat(id.level() == Level.ERROR).isEqualTo(outcome == Outcome.FAILED);
        assertThat(EventLogId.of(AuditSamples.answer("alice", outcome, true))).isEqualTo(EventLogId.REQUEST_DRY_RUN);
    }

    @Test
    void idsAreThoseOfTheMessageFileAndEachIsOneThing() {
        assertThat(EventLogId.values())
                .extracting(EventLogId::number)
                .doesNotHaveDuplicates()
                .allMatch(id -> id >= 1 && id <= 1000);
    }

    @Test
    void onlyTheLineAfterAndLoginsAreReported() throws Exception {
        try (Journal journal = open()) {
            ReportedAuditTrail trail = new ReportedAuditTrail(new JournalTrail(journal), told::add);
            trail.write(AuditSamples.entry(Phase.ASKED, "alice"));
            assertThat(told).isEmpty();

            trail.write(AuditSamples.entry(Phase.ANSWERED, "alice"));
            trail.write(AuditSamples.denial("meier"));
        }

        assertThat(told)
                .extracting(EventLogEntry::id)
                .containsExactly(EventLogId.REQUEST_FAILED, EventLogId.LOGIN_DENIED);
        assertThat(Files.readAllLines(folder.resolve("audit.jsonl"))).hasSize(2);
        assertThat(Files.readAllLines(folder.resolve("denials.jsonl"))).hasSize(1);
    }

    @Test
    void whatTheFileCannotTakeIsReportedAllTheSame() throws Exception {
        Journal closed = open();
        closed.close();
        ReportedAuditTrail trail = new ReportedAuditTrail(new JournalTrail(closed), told::add);

        assertThatIOException().isThrownBy(() -> trail.write(AuditSamples.entry(Phase.ANSWERED, "alice")));
        trail.write(AuditSamples.denial("meier"));
        assertThatIOException().isThrownBy(() -> trail.write(AuditSamples.entry(Phase.ASKED, "alice")));

        assertThat(told)
                .extracting(EventLogEntry::id)
                .containsExactly(EventLogId.REQUEST_FAILED, EventLogId.LOGIN_DENIED);
    }

    private Journal open() throws Exception {
        return JournalFixture.open(folder.resolve("audit.jsonl"), () -> AuditSamples.TIME);
    }
}
