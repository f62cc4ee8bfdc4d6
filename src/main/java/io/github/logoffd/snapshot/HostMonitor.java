package io.github.logoffd.snapshot;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest {@link HostStatus} of one host.
 *
 * <p>Thread-safe. One refresh runs at a time; {@link #status()} never waits for it.
 */
public final class HostMonitor {

    private static final Logger log = LoggerFactory.getLogger(HostMonitor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String host;
    private final HostReader reader;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock refreshing = new ReentrantLock();
    /** How many refreshes have begun; changed only under the lock. */
    private final AtomicLong begun = new AtomicLong();

    private volatile HostStatus status = HostStatus.NOT_READ_YET;
    private volatile RefreshListener listener = (before, after) -> {};

    /**
     * Creates a monitor that has read nothing yet.
     *
     * @param host the name that the sessions shall carry
     * @param clock the service's clock, for the age of the snapshot
     * @param nanoTime a clock that is never set, for durations
     */
    public HostMonitor(String host, SessionReader reader, InstantSource clock, LongSupplier nanoTime) {
        this.host = host;
        this.reader = new HostReader(host, reader);
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Names the one that is told of every refresh, on the refreshing thread, in order, before the next refresh starts. */
    public void onRefresh(RefreshListener newListener) {
        this.listener = newListener;
    }

    /** Returns the host's name. */
    public String host() {
        return host;
    }

    /** Returns the newest status at once. */
    public HostStatus status() {
        return status;
    }

    /** Returns the whole seconds since the newest snapshot was taken, -1 when there is none. */
    public long snapshotSeconds() {
        SessionSnapshot snapshot = status.snapshot();
        return snapshot.exists()
                ? Math.max(
                        0, Duration.between(snapshot.takenAt(), clock.instant()).toSeconds())
                : -1;
    }

    /**
     * Reads the host now, or waits for a refresh that somebody else has begun since. Never throws for a host that does not answer: the
     * status returned says so and keeps the last snapshot.
     *
     * @throws IllegalStateException when a refresh that is under way does not end
     */
    public HostStatus refresh() {
        long begunBefore = begun.get();
        enter();
        try {
            return begun.get() > begunBefore ? status : refreshNow();
        } finally {
            refreshing.unlock();
        }
    }

    /** A host that hangs may keep its own refresh waiting, but not everybody who asks for one. */
    private void enter() {
        try {
            if (refreshing.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("A refresh of " + host + " is under way and has not ended within "
                + PATIENCE.toSeconds() + " seconds; the newest snapshot is " + snapshotSeconds() + " seconds old.");
    }

    private HostStatus refreshNow() {
        begun.incrementAndGet();
        long start = nanoTime.getAsLong();
        HostStatus before = status;
        HostStatus newStatus = read(start);
        logTransition(before, newStatus);
        status = newStatus;
        listener.refreshed(before, newStatus);
        return newStatus;
    }

    private HostStatus read(long start) {
        Instant takenAt = clock.instant();
        RefreshProblems problems = new RefreshProblems();
        try {
            List<Session> sessions = reader.read(status.snapshot().sessions(), problems);
            SessionSnapshot snapshot = new SessionSnapshot(takenAt, sessions);
            return new HostStatus(snapshot, true, since(start), problems.text(), problems.code());
        } catch (SessionApiException e) {
            return status.failed(since(start), e.getMessage(), e.code());
        } catch (RuntimeException e) {
            log.error("Reading the sessions of {} failed unexpectedly", host, e);
            return status.failed(since(start), "Reading the sessions failed: " + e, 0);
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    private void logTransition(HostStatus before, HostStatus after) {
        if (after.lastError().equals(before.lastError())) {
            return;
        }
        if (!after.reachable()) {
            log.warn("{} cannot be read, its last snapshot is kept: {}", host, after.lastError());
        } else if (after.lastError().isEmpty()) {
            log.info(
                    "{} is read without errors, {} sessions",
                    host,
                    after.snapshot().sessions().size());
        } else {
            log.warn("{} is read in part: {}", host, after.lastError());
        }
    }
}
