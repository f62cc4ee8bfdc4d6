package io.github.logoffd.service;

import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.EventLogWriter;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the event log why the service does not run: an administrator looks there first. Stateless. */
final class FailureReport {

    private static final Logger log = LoggerFactory.getLogger(FailureReport.class);

    private FailureReport() {}

    /** Writes the reason; when that fails, the log of the service says so. */
    static void write(Throwable failure, EventLogWriter eventLog) {
        try {
            eventLog.write(EventLogEntry.ofFailure("The service cannot run. " + ErrorText.of(failure)));
        } catch (IOException e) {
            log.error("The event log of Windows does not get the reason ({})", ErrorText.of(e));
        }
    }
}
