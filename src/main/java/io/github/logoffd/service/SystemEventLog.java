package io.github.logoffd.service;

import io.github.logoffd.audit.EventLogEntry;
import io.github.logoffd.audit.EventLogWriter;
import io.github.logoffd.host.windows.WindowsEventLog;
import java.io.IOException;

/** Puts the entries of the audit and the event log of Windows together. */
public final class SystemEventLog {

    private SystemEventLog() {}

    /** Returns what writes to the event log of this machine. */
    public static EventLogWriter writer() {
        WindowsEventLog windows = WindowsEventLog.ofThisMachine();
        return entry -> write(entry, windows);
    }

    private static void write(EventLogEntry entry, WindowsEventLog windows) throws IOException {
        int id = entry.id().number();
        switch (entry.id().level()) {
            case INFORMATION -> windows.information(id, entry.text());
            case WARNING -> windows.warning(id, entry.text());
            case ERROR -> windows.error(id, entry.text());
        }
    }
}
