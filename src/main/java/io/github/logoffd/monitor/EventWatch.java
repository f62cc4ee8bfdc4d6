package io.github.logoffd.monitor;

import io.github.logoffd.host.resilient.Backoff;
import io.github.logoffd.session.SessionEvents;
import io.github.logoffd.support.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes a host as soon as it signals an event, on a daemon thread {@code events-HOST}.
 *
 * <p>One thread waits, refreshes, and waits again: the host keeps events that occur meanwhile, and they end the next
 * wait at once. So for any number of events at most one refresh runs and one is due, with a pause between two. The
 * scheduled refresh remains as a safety net: Windows signals no locks, may lose events, and a wait has no timeout.
 *
 * <p>Nothing else may wait on the same handle, and the wait has to be ended on that handle. The handle of the local
 * machine is one for the whole process, so it is the {@code SessionHost} itself that is waited on.
 */
public final class EventWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventWatch.class);

    /** Pause between two refreshes, so that five hundred logons in a second cause only a handful. */
    static final Duration SPACING = Duration.ofMillis(50);

    static final Duration LONGEST_SPACING = Duration.ofMillis(500);

    /** A wait that ends sooner, without a change, did not wait. */
    static final Duration PLAUSIBLE_WAIT = Duration.ofMillis(100);

    /** Consecutive waits that end at once without a change before that is logged. */
    static final int SPINS_TO_REPORT = 8;

    static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(100);
    static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ENDS = Duration.ofMillis(20);

    private final String host;
    private final SessionEvents events;
    private final HostMonitor monitor;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final CountDownLatch closing;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Backoff backoff;

    /** Both are used by the waiting thread only. */
    private int spins;

    private boolean failing;

    /** Pauses the thread. */
    @FunctionalInterface
    interface Pause {

        /** Returns when the time has elapsed, or at once when the watch is stopped. */
        void rest(Duration time) throws InterruptedException;
    }

    private EventWatch(
            SessionEvents events,
            HostMonitor monitor,
            LongSupplier nanoTime,
            DoubleSupplier random,
            Pause pause,
            CountDownLatch closing) {
        this.host = monitor.host();
        this.events = events;
        this.monitor = monitor;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.closing = closing;
        this.backoff = new Backoff(SHORTEST_BACK_OFF, LONGEST_BACK_OFF, random);
    }

    /**
     * Starts the watch.
     *
     * @param random numbers from 0 to 1, so that the watches of several hosts do not retry simultaneously
     */
    public static EventWatch start(
            SessionEvents events, HostMonitor monitor, LongSupplier nanoTime, DoubleSupplier random) {
        CountDownLatch closing = new CountDownLatch(1);
        return start(events, monitor, nanoTime, random, time -> rest(closing, time), closing);
    }

    static EventWatch start(
            SessionEvents events,
            HostMonitor monitor,
            LongSupplier nanoTime,
            DoubleSupplier random,
            Pause pause,
            CountDownLatch closing) {
        EventWatch watch = new EventWatch(events, monitor, nanoTime, random, pause, closing);
        DaemonThreads.named("events-" + watch.host).newThread(watch::run).start();
        return watch;
    }

    /** Returns when the time has elapsed, or true as soon as {@code end} is signalled. */
    private static boolean rest(CountDownLatch end, Duration time) throws InterruptedException {
        return end.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        try {
            while (!isClosing()) {
                pause.rest(watchOnce());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            log.error(
                    "The events of {} are no longer monitored; changes are detected by the scheduled refresh", host, e);
        } finally {
            ended.countDown();
        }
    }

    /** Waits for an event, refreshes, and returns the pause after that. */
    private Duration watchOnce() {
        try {
            long start = nanoTime.getAsLong();
            boolean happened = events.awaitEvent();
            boolean waited = nanoTime.getAsLong() - start >= PLAUSIBLE_WAIT.toNanos();
            boolean useful = happened && !isClosing() && refresh();
            if (waited || useful) {
                worked();
                return spacing();
            }
            spun();
            return backoff.afterFailure();
        } catch (RuntimeException | Error e) {
            failed(e);
            return backoff.afterFailure();
        }
    }

    /** Returns whether anything has changed since the last refresh from any source. */
    private boolean refresh() {
        SessionSnapshot before = monitor.status().snapshot();
        SessionSnapshot after = monitor.refresh().snapshot();
        return !SnapshotDiff.between(before, after).isEmpty();
    }

    private void worked() {
        backoff.afterSuccess();
        spins = 0;
        failing = false;
    }

    /** One event without a change is normal; many in a row mean that the host's wait does not block. */
    private void spun() {
        spins++;
        if (spins == SPINS_TO_REPORT) {
            log.warn(
                    "The waits for events of {} end at once, {} times in a row without a change. They are made rarer, and changes are detected by the scheduled refresh",
                    host,
                    spins);
        }
    }

    /** Logs once for each series of failures, also when it began with waits that ended at once. */
    private void failed(Throwable e) {
        if (!failing) {
            failing = true;
            log.warn(
                    "Waiting for events of {} failed, changes are detected by the scheduled refresh: {}",
                    host,
                    e.toString());
        }
    }

    /** A host that is slow to read gets a pause as long as the refresh took. */
    private Duration spacing() {
        Duration cost = monitor.status().refreshTime();
        Duration spacing = cost.compareTo(LONGEST_SPACING) < 0 ? cost : LONGEST_SPACING;
        return spacing.compareTo(SPACING) < 0 ? SPACING : spacing;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Signals the watch to stop and returns at once. */
    public synchronized void stop() {
        if (!isClosing()) {
            closing.countDown();
            DaemonThreads.named("events-end-" + host).newThread(this::endWaits).start();
        }
    }

    /**
     * Ends the wait and the thread. A host whose wait does not end blocks this for two seconds at most; the thread is
     * then abandoned. The end is requested repeatedly, since it does not affect a wait that begins later, and on a
     * separate thread, since that call can hang as well.
     */
    @Override
    public void close() {
        stop();
        try {
            if (!rest(ended, CLOSE_TIMEOUT)) {
                log.warn("The wait for events of {} cannot be ended; its thread is abandoned", host);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endWaits() {
        long start = System.nanoTime();
        try {
            do {
                endWait();
            } while (!rest(ended, BETWEEN_ENDS) && System.nanoTime() - start < CLOSE_TIMEOUT.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endWait() {
        try {
            events.endWait();
        } catch (RuntimeException e) {
            log.debug("The wait for events of {} could not be ended; retrying", host, e);
        }
    }

    /** Returns whether the thread has ended. */
    boolean hasEnded() {
        return ended.getCount() == 0;
    }
}
