package io.github.logoffd.host.resilient;

import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.SessionHost;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Host to be monitored.
 *
 * @param host reads and acts
 * @param events waits for events; of a remote host a handle of its own, since Windows keeps one wait for each
 * @param remote whether it may be unavailable at startup
 * @param ownSession the session of this host that the process runs in, empty when it runs elsewhere
 */
public record WatchedHost(SessionHost host, SessionHost events, boolean remote, OptionalLong ownSession)
        implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Returns a host that is always available and already open. */
    public static WatchedHost local(SessionHost host) {
        return new WatchedHost(host, host, false, OptionalLong.empty());
    }

    /**
     * Returns a host that may be unavailable.
     *
     * @param opener opens it and verifies that it answers
     * @param random numbers from 0 to 1, for the pauses between attempts
     * @param nanoTime a monotonic clock
     */
    public static WatchedHost remote(
            String name, HostMode mode, Supplier<SessionHost> opener, DoubleSupplier random, LongSupplier nanoTime) {
        return new WatchedHost(
                new ReconnectingHost(name, mode, opener, backoff(random), nanoTime),
                new ReconnectingHost(name, mode, opener, backoff(random), nanoTime),
                true,
                OptionalLong.empty());
    }

    /** Returns this host as the host of this process. */
    public WatchedHost withOwnSession(long id) {
        return new WatchedHost(host, events, remote, OptionalLong.of(id));
    }

    private static Backoff backoff(DoubleSupplier random) {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
    }

    /** Closes the handles. */
    @Override
    public void close() {
        events.close();
        host.close();
    }
}
