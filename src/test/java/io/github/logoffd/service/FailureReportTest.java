package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.EventLogId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that cannot start says why where an administrator looks first. */
class FailureReportTest {

    @Test
    void theEventLogGetsTheReason() {
        List<EventLogEntry> entries = new ArrayList<>();

        FailureReport.write(new StartupException("Port 8778 is taken.", new IOException("x")), entries::add);

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo(EventLogId.SERVICE_FAILED);
            assertThat(entry.text()).startsWith("The service cannot run. Port 8778 is taken.");
        });
    }

    @Test
    void anEventLogThatRefusesChangesNothing() {
        assertThatCode(() -> FailureReport.write(new IOException("reason"), entry -> {
                    throw new IOException("RegisterEventSource failed with error [5].");
                }))
                .doesNotThrowAnyException();
    }
}
