package io.github.logoffd.audit;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditTrail;
import java.io.IOException;

/**
 * Audit trail for processes without an audit file: both lines of a request are entries of the operating system's event
 * log. Thread-safe.
 */
public final class EventLogAuditTrail implements AuditTrail {

    private final EventLogWriter eventLog;

    public EventLogAuditTrail(EventLogWriter eventLog) {
        this.eventLog = eventLog;
    }

    @Override
    public synchronized void write(AuditRecord entry) throws IOException {
        eventLog.write(EventLogEntry.of(entry));
    }
}
