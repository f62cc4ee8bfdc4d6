package io.github.logoffd.host.simulated;

import io.github.logoffd.session.ProcessInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * One process of a simulated host.
 *
 * @param start its initial values
 * @param startedAt when that was
 * @param cpuPerMille how much of one processor it uses from then on
 */
record SimulatedProcess(ProcessInfo start, Instant startedAt, int cpuPerMille) {

    long sessionId() {
        return start.sessionId();
    }

    /** Returns the process as it is at {@code now}: its processor time has grown. */
    ProcessInfo at(Instant now) {
        long elapsed = Math.max(0, Duration.between(startedAt, now).toMillis());
        return new ProcessInfo(
                start.sessionId(),
                start.pid(),
                start.image(),
                start.cpuMillis() + elapsed * cpuPerMille / 1000,
                start.workingSetBytes(),
                start.handles(),
                start.threads());
    }
}
