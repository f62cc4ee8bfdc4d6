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
 * Refreshes a host as soon as it says that something has happened, on a daemon thread {@code events-HOST}.
 *
 * <p>One thread waits, refreshes, and waits again: what happens meanwhile is kept by the host and ends the next wait at once. So
 * however many events there are, at most one refresh runs and one is due, and between two of them there is a pause. The schedule stays
 * beneath as the net: Windows signals neither a lock nor what it loses, and a wait has no time limit.
 *
 * <p>Nothing else may wait on the same handle, and the end of the wait has to be asked for on that handle. The handle of the local
 * machine is one for the whole process, so it is the {@code SessionHost} itself that is waited on.
 */
public final class EventWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventWatch.class);

    /** Between two refreshes, so that five hundred logons in a second cost a handful. */
    static final Duration SPACING = Duration.ofMillis(50);

    static final Duration LONGEST_SPACING = Duration.ofMillis(500);

    /** A wait that ends sooner, and for nothing, did not wait. */
    static final Duration PLAUSIBLE_WAIT = Duration.ofMillis(100);

    /** Waits in a row that end at once and for nothing, before that is logged. */
    static final int SPINS_TO_REPORT = 8;

    static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(100);
    static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ENDS = Duration.ofMillis(20);

    private final String host;
    private final SessionEvents events;
    private final HostMonitor monitor;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final CountDownLatch closing;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Backoff backoff;

    /** Both of the thread that waits alone. */
    private int spins;

    private boolean failing;

    /** Lets the thread rest. */
    @FunctionalInterface
    interface Pause {

        /** Returns when the time is over, or at once when the watch is to end. */
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
     * Begins to watch.
     *
     * @param random numbers from 0 to 1, so that the watches of several hosts do not try again together
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

    /** Returns when the time is over, or true as soon as {@code end} has come. */
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
            log.error("The events of {} are not watched any more; changes are noticed on schedule", host, e);
        } finally {
            ended.countDown();
        }
    }

    /** Waits for an event, refreshes, and returns how long to rest after that. */
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

    /** Returns whether anything has changed since the last refresh that anybody made. */
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

    /** One event that was seen already is nothing; many in a row are a host whose wait does not wait. */
    private void spun() {
        spins++;
        if (spins == SPINS_TO_REPORT) {
            log.warn(
                    "The waits for events of {} end at once, {} times in a row without a change. They are made rarer, and changes are"
                            + " noticed on schedule",
                    host,
                    spins);
        }
    }

    /** Once for each stretch of failures, also when it began with waits that ended at once. */
    private void failed(Throwable e) {
        if (!failing) {
            failing = true;
            log.warn("The events of {} cannot be waited for, changes are noticed on schedule: {}", host, e.toString());
        }
    }

    /** A host that is slow to read is left as much time as that took. */
    private Duration spacing() {
        Duration cost = monitor.status().refreshTime();
        Duration spacing = cost.compareTo(LONGEST_SPACING) < 0 ? cost : LONGEST_SPACING;
        return spacing.compareTo(SPACING) < 0 ? SPACING : spacing;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Tells the watch to end and returns at once. */
    public synchronized void stop() {
        if (!isClosing()) {
            closing.countDown();
            DaemonThreads.named("events-end-" + host).newThread(this::endWaits).start();
        }
    }

    /**
     * Ends the wait and the thread. A host that does not let go of it keeps this waiting for two seconds at most; the thread is then left
     * to itself. The end is asked for again and again, since it does not count for a wait that begins later, and on a thread of its
     * own, since it can hang as well.
     */
    @Override
    public void close() {
        stop();
        try {
            if (!rest(ended, PATIENCE_AT_CLOSE)) {
                log.warn("The wait for events of {} cannot be ended; its thread is left to itself", host);
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
            } while (!rest(ended, BETWEEN_ENDS) && System.nanoTime() - start < PATIENCE_AT_CLOSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endWait() {
        try {
            events.endWait();
        } catch (RuntimeException e) {
            log.debug("The wait for events of {} could not be ended; it is tried again", host, e);
        }
    }

    /** Returns whether the thread has ended. */
    boolean hasEnded() {
        return ended.getCount() == 0;
    }
}
