package io.github.logoffd.jmx;

import io.github.logoffd.control.SessionControl;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;

/** Subject of a Session bean: the session in the newest snapshot, the age of that, and its logoff under way. */
record SessionSubject(Session session, HostMonitor monitor, SessionControl control) {

    SessionRow row() {
        return session.row();
    }

    SessionTimes times() {
        return session.detail().times();
    }

    Traffic traffic() {
        return session.detail().traffic();
    }

    ClientInfo client() {
        return session.client();
    }

    ProcessTotals processes() {
        return session.processes();
    }

    long cpuSeconds() {
        long millis = session.processes().cpuMillis();
        return millis < 0 ? -1 : millis / 1000;
    }
}
