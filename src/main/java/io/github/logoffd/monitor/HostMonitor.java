package io.github.logoffd.monitor;

import io.github.logoffd.session.AgeSource;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.Win32Error;
import io.github.logoffd.support.text.ErrorText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintains the newest {@link HostStatus} of one host.
 *
 * <p>Thread-safe. All refreshes run on one thread, so that a host that hangs blocks only that thread; {@link #status()}
 * never waits.
 */
public final class HostMonitor {

    private static final Logger log = LoggerFactory.getLogger(HostMonitor.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private final String host;
    private final CallWatch calls;
    private final HostReader reader;
    private final Executor thread;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** The refresh that has not started yet, shared by all callers that request one meanwhile. */
    private final AtomicReference<Optional<CompletableFuture<HostStatus>>> due =
            new AtomicReference<>(Optional.empty());

    private volatile HostStatus status = HostStatus.NOT_READ_YET;
    private volatile RefreshListener listener = (before, after) -> {};

    /**
     * Creates a monitor without a snapshot.
     *
     * @param host the host name for the sessions
     * @param thread runs the refreshes, one at a time
     * @param clock the service's wall clock, for the time of the snapshot
     * @param nanoTime a monotonic clock, for durations
     */
    public HostMonitor(String host, SessionReader reader, Executor thread, InstantSource clock, LongSupplier nanoTime) {
        this.host = host;
        this.calls = new CallWatch(reader, nanoTime);
        this.reader = new HostReader(host, calls, nanoTime);
        this.thread = thread;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Sets the callback for every new status, called in order, before the next refresh. It must not wait for a refresh.
     */
    public void onRefresh(RefreshListener newListener) {
        this.listener = newListener;
    }

    /** Returns the host's name. */
    public String host() {
        return host;
    }

    /** Returns the source of the ages of the host's sessions. */
    public AgeSource ages() {
        return reader.ages();
    }

    /** Returns the newest status at once. */
    public HostStatus status() {
        return status;
    }

    /** Returns the whole seconds since the latest snapshot was taken, -1 when there is none. */
    public long snapshotSeconds() {
        HostStatus newest = status;
        return newest.snapshot().exists() ? since(newest.snapshotNanos()).toSeconds() : -1;
    }

    /**
     * Waits for a refresh that starts after this call; it may be shared with other callers. Never throws for a host
     * that does not answer: the returned status says so and keeps the last snapshot.
     *
     * @throws IllegalStateException when the refresh does not end in time
     */
    public HostStatus refresh() {
        return await(refreshSoon());
    }

    /**
     * Waits for such a refresh that also reads what is normally cached: the clients.
     *
     * @throws IllegalStateException when the refresh does not end in time
     */
    public HostStatus refreshAnew() {
        reader.askForClientsAnew();
        return refresh();
    }

    /**
     * Waits for this refresh to complete. Never throws for a host that does not answer, as above.
     *
     * @param refresh of {@link #refreshSoon}
     * @throws IllegalStateException when the refresh does not end in time
     */
    public HostStatus await(Future<HostStatus> refresh) {
        try {
            return refresh.get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The refresh of " + host + " has not ended within " + TIMEOUT.toSeconds()
                            + " seconds; the latest snapshot is " + snapshotSeconds() + " seconds old.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a refresh of " + host + '.', e);
        }
    }

    /** Requests a refresh that starts after this call, without waiting for it. */
    public Future<HostStatus> refreshSoon() {
        CompletableFuture<HostStatus> mine = new CompletableFuture<>();
        Optional<CompletableFuture<HostStatus>> joined = due.getAndUpdate(now -> now.or(() -> Optional.of(mine)));
        if (joined.isPresent()) {
            return joined.get();
        }
        try {
            thread.execute(this::refreshIfDue);
        } catch (RejectedExecutionException e) {
            close();
        }
        return mine;
    }

    private Optional<CompletableFuture<HostStatus>> takeDue() {
        return due.getAndSet(Optional.empty());
    }

    /** The scheduled refresh may already have served the requested one. */
    private void refreshIfDue() {
        takeDue().ifPresent(this::refreshFor);
    }

    /** Refreshes at once; called by the scheduler on the refresh thread. Never throws. */
    public void refreshOnSchedule() {
        refreshFor(takeDue().orElseGet(CompletableFuture::new));
    }

    private void refreshFor(CompletableFuture<HostStatus> waiting) {
        try {
            long start = nanoTime.getAsLong();
            HostStatus now = read(start);
            publish(now);
            waiting.complete(now);
        } catch (Throwable e) {
            log.error("The snapshot of {} could not be published", host, e);
            setUnpublished(e);
            waiting.completeExceptionally(e);
        }
    }

    /** Ends the wait for a refresh that has not started. The thread has to be stopped before. */
    public void close() {
        takeDue()
                .ifPresent(refresh ->
                        refresh.completeExceptionally(new IllegalStateException(host + " is no longer monitored.")));
    }

    /**
     * Marks the host as unreachable when one call to it has taken longer than this. The call continues: its answer, if
     * any, makes the host reachable again. Never throws.
     */
    public void noticeSilence(Duration limit) {
        try {
            publishSilence(limit);
        } catch (Throwable e) {
            // Includes Errors: one would end the schedule.
            log.error("The timeout of {} could not be published", host, e);
        }
    }

    private synchronized void publishSilence(Duration limit) {
        Duration silent = calls.runningFor();
        if (silent.compareTo(limit) > 0 && status.lastErrorCode() != Win32Error.ERROR_TIMEOUT.code()) {
            String reason = ErrorText.of(new SessionApiException(
                    "The refresh", SessionApiException.NO_SESSION, Win32Error.ERROR_TIMEOUT.code()));
            publish(status.failed(silent, reason, Win32Error.ERROR_TIMEOUT.code()));
        }
    }

    private synchronized void publish(HostStatus newStatus) {
        HostStatus before = status;
        logTransition(before, newStatus);
        status = newStatus;
        listener.refreshed(before, newStatus);
    }

    /** The callback may be the cause of the failure, so it is not called again. */
    private synchronized void setUnpublished(Throwable failure) {
        status = status.failed(status.refreshTime(), "Publishing the snapshot failed: " + failure, 0);
    }

    private HostStatus read(long start) {
        Instant takenAt = clock.instant();
        RefreshProblems problems = new RefreshProblems();
        try {
            List<Session> sessions = reader.read(status.snapshot().sessions(), problems);
            SessionSnapshot snapshot = new SessionSnapshot(takenAt, sessions);
            String doubt = LogonWatch.doubt(sessions);
            return new HostStatus(
                    snapshot, start, true, since(start), problems.textWith(doubt), problems.code(), doubt);
        } catch (SessionApiException e) {
            return status.failed(since(start), ErrorText.of(e), e.code());
        } catch (Throwable e) {
            // Includes Errors, such as the one that JNA throws for an invalid memory access. Running out of memory ends
            // the process before.
            return failedUnexpectedly(since(start), "Reading the sessions failed: " + e, e);
        }
    }

    /** Logs the stack trace once for each series of the same failure. */
    private HostStatus failedUnexpectedly(Duration took, String reason, Throwable failure) {
        if (!reason.equals(status.lastError())) {
            log.error("Reading the sessions of {} failed unexpectedly", host, failure);
        }
        return status.failed(took, reason, 0);
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
