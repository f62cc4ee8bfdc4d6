package io.github.logoffd.monitor;

import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Instant;

/** A host with three sessions that the test refreshes. */
abstract class MonitoredHost {

    static final SessionRow ALICE = Samples.active(3, "alice");

    final ScriptedHost host =
            new ScriptedHost().with(Samples.CONSOLE).with(ALICE).with(Samples.LISTENER);
    final NanoClock nanoTime = new NanoClock();
    Instant now = Instant.parse("2026-03-02T10:00:00Z");
    final HostMonitor monitor = new HostMonitor(Samples.HOST, host, new CallerRuns(), () -> now, nanoTime);

    static ProcessInfo process(long session, long cpuMillis) {
        return new ProcessInfo(session, 100, "a.exe", cpuMillis, 100, 10, 1);
    }

    static Session session(HostStatus status, long id) {
        return status.snapshot().sessions().stream()
                .filter(session -> session.id() == id)
                .findFirst()
                .orElseThrow();
    }
}
