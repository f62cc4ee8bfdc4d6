package io.github.logoffd.service;

import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionHost;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Source of the sessions: Windows or a simulation.
 *
 * @param mode Windows or a simulation
 * @param simulated makes the simulated host of a name; not to be asked when the mode is {@link HostMode#WINDOWS}
 */
public record HostSource(HostMode mode, Function<String, SessionHost> simulated) {

    /** Returns Windows. */
    static HostSource windows() {
        return new HostSource(HostMode.WINDOWS, name -> {
            throw new IllegalStateException("The host " + name + " is not simulated.");
        });
    }

    /** Returns simulated hosts whose users come and go. */
    public static HostSource lively() {
        return new HostSource(
                HostMode.SIMULATED, name -> SimulatedSessionHost.demo(name, InstantSource.system(), System.nanoTime()));
    }

    /**
     * Returns the simulated hosts of the guides, each with {@code users} people, on which nothing happens by itself.
     */
    public static HostSource demo(int users) {
        return new HostSource(
                HostMode.SIMULATED, name -> SimulatedSessionHost.guide(name, InstantSource.system(), users));
    }
}
