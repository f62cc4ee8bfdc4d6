package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionEvents;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.RecordedLog;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refreshing when the host says that something has happened, and what a host that lies about it costs. */
class EventWatchTest {

    private final ScriptedHost host = new ScriptedHost();
    private final NanoClock nanoTime = new NanoClock();
    private final HostMonitor monitor =
            new HostMonitor(Samples.HOST, host, new CallerRuns(), () -> Instant.EPOCH.plusSeconds(9), nanoTime);
    private final ScriptedEvents events = new ScriptedEvents();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Duration> rests = new CopyOnWriteArrayList<>();
    private final Semaphore mayGoOn = new Semaphore(0);
    private EventWatch watch;

    /** Each wait does what the test has written down, and waits when nothing is left. */
    private static final class ScriptedEvents implements SessionEvents {

        private final BlockingQueue<BooleanSupplier> script = new LinkedBlockingQueue<>();
        private final AtomicInteger waits = new AtomicInteger();
        private final AtomicInteger missedEnds = new AtomicInteger();
        private volatile boolean deaf;

        void then(BooleanSupplier wait) {
            script.add(wait);
        }

        @Override
        public boolean awaitEvent() {
            waits.incrementAndGet();
            try {
                return script.take().getAsBoolean();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void endWait() {
            if (!deaf && missedEnds.getAndDecrement() <= 0) {
                script.add(() -> false);
            }
        }
    }

    @AfterEach
    void close() {
        mayGoOn.release(1000);
        events.deaf = false;
        if (watch != null) {
            watch.close();
        }
    }

    @Test
    void anEventIsFollowedByARefresh() {
        start();
        host.with(Samples.active(3, "alice"));

        events.then(this::afterALongWait);

        Await.until(
                "the session is seen",
                () -> monitor.status().snapshot().sessions().size() == 2);
        assertRests(EventWatch.SPACING);
    }

    @Test
    void fiveHundredLogonsAtOnceCostAHandfulOfRefreshes() {
        monitor.refresh();
        Semaphore happened = new Semaphore(0);
        SessionEvents kept = new SessionEvents() {
            @Override
            public boolean awaitEvent() {
                happened.acquireUninterruptibly();
                happened.drainPermits();
                return true;
            }

            @Override
            public void endWait() {
                happened.release();
            }
        };
        watch = EventWatch.start(kept, monitor, System::nanoTime, () -> 1);

        for (long id = 100; id < 600; id++) {
            host.with(Samples.active(id, "user" + id));
            happened.release();
        }

        Await.until("all are seen", () -> monitor.status().snapshot().sessions().size() == 501);
        assertThat(host.calls()).filteredOn("sessions"::equals).hasSizeLessThan(30);
    }

    @Test
    void aStormCostsOneRefreshBesideTheOneThatRuns() {
        start();
        AtomicInteger pending = new AtomicInteger();
        host.during("sessions", () -> pending.set(500));
        // As on Windows: however many events there were since the last wait, the next one ends once.
        events.then(this::afterALongWait);
        events.then(() -> pending.getAndSet(0) == 500);
        mayGoOn.release(2);

        Await.until("both waits have ended", () -> rests.size() == 2);
        assertThat(host.calls()).filteredOn("sessions"::equals).hasSize(3);
    }

    @Test
    void aHostThatIsSlowToReadIsLeftTime() {
        start();
        host.during("sessions", () -> nanoTime.advance(Duration.ofMillis(200)));
        events.then(this::afterALongWait);
        assertRests(Duration.ofMillis(200));

        host.during("sessions", () -> nanoTime.advance(Duration.ofSeconds(7)));
        events.then(this::afterALongWait);
        mayGoOn.release();
        assertRests(Duration.ofMillis(200), Duration.ofMillis(500));
    }

    @Test
    void waitsThatEndForNothingAreMadeRarer() {
        start();
        IntStream.range(0, 11).forEach(i -> events.then(() -> true));
        mayGoOn.release(10);

        Await.until("eleven waits have ended", () -> rests.size() == 11);
        assertThat(rests)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 30_000L, 30_000L);
    }

    @Test
    void waitsThatEndForNothingAreLoggedOnceForEachStretch() {
        try (RecordedLog log = new RecordedLog(EventWatch.class)) {
            start();
            IntStream.range(0, 2 * EventWatch.SPINS_TO_REPORT).forEach(i -> events.then(() -> true));
            events.then(this::afterALongWait);
            IntStream.range(0, EventWatch.SPINS_TO_REPORT).forEach(i -> events.then(() -> true));
            mayGoOn.release(3 * EventWatch.SPINS_TO_REPORT);

            Await.until("all waits have ended", () -> rests.size() == 3 * EventWatch.SPINS_TO_REPORT + 1);
            assertThat(log.lines()).hasSize(2).allMatch(line -> line.contains("end at once"));
        }
    }

    /** An event of what a refresh on schedule has seen already ends a wait for nothing now and then. */
    @Test
    void aFewWaitsThatEndForNothingAreNotLogged() {
        try (RecordedLog log = new RecordedLog(EventWatch.class)) {
            start();
            IntStream.range(1, EventWatch.SPINS_TO_REPORT).forEach(i -> events.then(() -> true));
            mayGoOn.release(EventWatch.SPINS_TO_REPORT);

            Await.until("all waits have ended", () -> rests.size() == EventWatch.SPINS_TO_REPORT - 1);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void waitsThatFailAfterSpinningAreLoggedOnce() {
        try (RecordedLog log = new RecordedLog(EventWatch.class)) {
            start();
            events.then(() -> true);
            IntStream.range(0, 3)
                    .forEach(i -> events.then(() -> {
                        throw new SessionApiException("WTSWaitSystemEvent", SessionApiException.NO_SESSION, 1722);
                    }));
            mayGoOn.release(4);

            Await.until("four waits have ended", () -> rests.size() == 4);
            assertThat(log.lines()).singleElement().asString().contains("Waiting for events of HOST1 failed", "1722");
        }
    }

    @Test
    void waitsThatFailAreMadeRarerUntilOneDoesNot() {
        start();
        IntStream.range(0, 3)
                .forEach(i -> events.then(() -> {
                    throw new SessionApiException("WTSWaitSystemEvent", SessionApiException.NO_SESSION, 1722);
                }));
        events.then(this::afterALongWait);
        events.then(() -> true);
        mayGoOn.release(4);

        Await.until("five waits have ended", () -> rests.size() == 5);
        assertThat(rests).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 50L, 100L);
    }

    @Test
    void quickEventsThatChangeSomethingAreTaken() {
        start();
        for (long id : List.of(3L, 4L, 5L)) {
            events.then(() -> {
                host.with(Samples.active(id, "user" + id));
                return true;
            });
        }
        mayGoOn.release(2);

        Await.until("three waits have ended", () -> rests.size() == 3);
        assertThat(rests).containsOnly(EventWatch.SPACING);
        assertThat(monitor.status().snapshot().sessions()).hasSize(4);
    }

    @Test
    void aWaitThatAnotherThreadEndedIsNoEvent() {
        start();
        events.then(() -> false);

        assertRests(EventWatch.SHORTEST_BACK_OFF);
        assertThat(host.calls()).filteredOn("sessions"::equals).hasSize(1);
    }

    @Test
    void aRefreshThatBreaksDoesNotEndTheWatch() {
        start();
        monitor.onRefresh((before, after) -> {
            throw new IllegalStateException("A bean cannot be registered.");
        });
        events.then(this::afterALongWait);
        assertRests(EventWatch.SHORTEST_BACK_OFF);
        monitor.onRefresh((before, after) -> {});
        host.with(Samples.active(3, "alice"));
        events.then(() -> true);
        mayGoOn.release();

        assertRests(EventWatch.SHORTEST_BACK_OFF, EventWatch.SPACING);
    }

    @Test
    void closingEndsTheWait() {
        start();
        Await.until("the watch waits", () -> events.waits.get() == 1);

        mayGoOn.release();
        try (RecordedLog log = new RecordedLog(EventWatch.class)) {
            watch.close();

            assertThat(log.lines()).isEmpty();
        }
        assertThat(watch.hasEnded()).isTrue();
        assertThat(host.calls()).filteredOn("sessions"::equals).hasSize(1);
    }

    /** On Windows an end that comes before the wait has no effect. */
    @Test
    void anEndThatTheWaitHasMissedIsRepeated() {
        start();
        Await.until("the watch waits", () -> events.waits.get() == 1);
        events.missedEnds.set(2);

        mayGoOn.release();
        watch.close();

        assertThat(watch.hasEnded()).isTrue();
    }

    @Test
    void aThreadThatIsInterruptedWhileItClosesReturnsAtOnceAndStaysInterrupted() {
        start();
        Await.until("the watch waits", () -> events.waits.get() == 1);
        events.deaf = true;

        Thread.currentThread().interrupt();
        watch.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(watch.hasEnded()).isFalse();
    }

    @Test
    void aWaitOfThePlausibleTimeHasWaited() {
        start();
        events.then(() -> {
            nanoTime.advance(EventWatch.PLAUSIBLE_WAIT);
            return true;
        });

        assertRests(EventWatch.SPACING);
    }

    @Test
    void closingEndsARest() {
        watch = EventWatch.start(events, monitor, nanoTime, () -> 1);
        IntStream.range(0, 8).forEach(i -> events.then(() -> true));
        Await.until("the watch rests for a second", () -> events.waits.get() >= 4);

        watch.close();

        assertThat(watch.hasEnded()).isTrue();
    }

    @Test
    void aHostThatDoesNotLetGoIsLeftAfterTwoSeconds() {
        start();
        Await.until("the watch waits", () -> events.waits.get() == 1);
        events.deaf = true;

        long start = System.nanoTime();
        try (RecordedLog log = new RecordedLog(EventWatch.class)) {
            watch.close();

            assertThat(log.lines())
                    .containsExactly("WARN The wait for events of HOST1 cannot be ended; its thread is abandoned");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
        assertThat(watch.hasEnded()).isFalse();
    }

    /** After a first snapshot, with rests that last until the test lets the watch go on. */
    private void start() {
        monitor.refresh();
        watch = EventWatch.start(
                events,
                monitor,
                nanoTime,
                () -> 1,
                time -> {
                    rests.add(time);
                    mayGoOn.tryAcquire(20, TimeUnit.SECONDS);
                },
                closing);
    }

    private boolean afterALongWait() {
        nanoTime.advance(Duration.ofSeconds(10));
        return true;
    }

    private void assertRests(Duration... expected) {
        Await.until("the watch rests", () -> rests.size() >= expected.length);
        assertThat(rests).containsExactly(expected);
    }
}
