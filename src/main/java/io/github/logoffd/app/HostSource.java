package io.github.logoffd.app;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.simulated.SimulatedSessionHost;
import java.time.InstantSource;

/** Where the sessions that are shown come from. */
enum HostSource {
    /** Windows. */
    WINDOWS(HostMode.WINDOWS),
    /** A simulated host whose users come and go. */
    SIMULATED(HostMode.SIMULATED),
    /** The simulated host of the guides, on which nothing happens by itself. */
    DEMO(HostMode.SIMULATED);

    private final HostMode mode;

    HostSource(HostMode mode) {
        this.mode = mode;
    }

    HostMode mode() {
        return mode;
    }

    /** Returns a new simulated host; not for {@link #WINDOWS}. */
    SessionHost simulated(String name) {
        return switch (this) {
            case SIMULATED -> SimulatedSessionHost.demo(name, InstantSource.system(), System.nanoTime());
            case DEMO -> SimulatedSessionHost.guide(name, InstantSource.system());
            case WINDOWS -> throw new IllegalStateException("Windows is not simulated.");
        };
    }
}
