package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.control.request.AuditRecord.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The audit trail of a command without a service: two entries in the event log of the system. */
class EventLogAuditTrailTest {

    private final List<EventLogEntry> entries = new ArrayList<>();

    @Test
    void bothLinesOfARequestAreEntriesWithTheSameNumber() throws IOException {
        EventLogAuditTrail trail = new EventLogAuditTrail(entries::add);
        trail.write(AuditSamples.entry(Phase.ASKED, "alice"));
        trail.write(AuditSamples.entry(Phase.ANSWERED, "alice"));

        assertThat(entries)
                .extracting(EventLogEntry::id)
                .startsWith(EventLogId.REQUEST_ASKED)
                .hasSize(2);
        assertThat(entries)
                .allSatisfy(
                        entry -> assertThat(entry.text()).contains("Account: alice", "User: meier", "Request: 2026"));
        assertThat(entries.get(0).text())
                .startsWith("logoff was requested: HOST1:3:")
                .doesNotContain("Outcome: ");
    }

    @Test
    void anEntryThatTheSystemDoesNotTakeIsAFailure() {
        EventLogAuditTrail trail = new EventLogAuditTrail(entry -> {
            throw new IOException("The event log is full");
        });

        assertThatIOException()
                .isThrownBy(() -> trail.write(AuditSamples.entry(Phase.ASKED, "alice")))
                .withMessage("The event log is full");
    }
}
