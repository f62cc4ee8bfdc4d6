package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for a refresh, and what is known of a host that does not answer at all. */
class HostMonitorThreadTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ScriptedHost host = new ScriptedHost().with(Samples.active(3, "alice"));
    private final NanoClock nanoTime = new NanoClock();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final HostMonitor monitor =
            new HostMonitor(Samples.HOST, host, thread, () -> Instant.EPOCH.plusSeconds(9), nanoTime);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void end() {
        answer.countDown();
        thread.shutdownNow();
    }

    private void hang(String call) {
        host.during(call, () -> {
            asked.countDown();
            try {
                answer.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void allWhoAskWhileOneRefreshRunsShareTheNextOne() {
        hang("sessions");
        Queue<HostStatus> seen = new ConcurrentLinkedQueue<>();
        Thread first = new Thread(() -> seen.add(monitor.refresh()));
        first.start();
        Await.until("the host is asked", () -> asked.getCount() == 0);

        List<Thread> others = IntStream.range(0, 10)
                .mapToObj(i -> new Thread(() -> seen.add(monitor.refresh())))
                .toList();
        others.forEach(Thread::start);
        Await.until(
                "all others wait",
                () -> others.stream().allMatch(other -> other.getState() == Thread.State.TIMED_WAITING));
        answer.countDown();

        Await.until("all have their answer", () -> seen.size() == 11);
        assertThat(host.calls()).filteredOn("sessions"::equals).hasSize(2);
    }

    @Test
    void theScheduleServesThoseWhoWait() {
        List<Runnable> tasks = new ArrayList<>();
        HostMonitor scheduled =
                new HostMonitor(Samples.HOST, host, tasks::add, () -> Instant.EPOCH.plusSeconds(9), nanoTime);
        Queue<HostStatus> seen = new ConcurrentLinkedQueue<>();
        new Thread(() -> seen.add(scheduled.refresh())).start();
        Await.until("the refresh is due", () -> tasks.size() == 1);

        scheduled.refreshOnSchedule();
        tasks.get(0).run();

        Await.until("who waited has the answer", () -> seen.contains(scheduled.status()));
        assertThat(host.calls()).filteredOn("sessions"::equals).hasSize(1);
    }

    @Test
    void aHostThatDoesNotAnswerIsReportedToBeSilentAndKeepsItsSessions() {
        HostStatus good = monitor.refresh();
        List<HostStatus> heard = new ArrayList<>();
        monitor.onRefresh((before, after) -> heard.add(after));
        hang("detail 3");
        thread.execute(monitor::refreshOnSchedule);
        Await.until("the host is asked", () -> asked.getCount() == 0);

        nanoTime.advance(LIMIT);
        monitor.noticeSilence(LIMIT);
        assertThat(monitor.status()).isSameAs(good);

        nanoTime.advance(Duration.ofSeconds(1));
        monitor.noticeSilence(LIMIT);
        monitor.noticeSilence(LIMIT);

        HostStatus silent = monitor.status();
        assertThat(heard).containsExactly(silent);
        assertThat(silent.lost(good)).isTrue();
        assertThat(silent.snapshot()).isSameAs(good.snapshot());
        assertThat(silent.lastErrorCode()).isEqualTo(1460);
        assertThat(silent.lastError()).contains("has not answered in time");
        assertThat(silent.refreshTime()).isEqualTo(LIMIT.plusSeconds(1));

        answer.countDown();
        Await.until("the answer counts", () -> monitor.status().reachable());
        monitor.noticeSilence(LIMIT);
        assertThat(monitor.status().regained(silent)).isTrue();
    }

    @Test
    void manyQuickAnswersAreNoSilence() {
        host.during("detail 3", () -> nanoTime.advance(Duration.ofMinutes(10)));
        monitor.refresh();

        monitor.noticeSilence(LIMIT);

        assertThat(monitor.status().reachable()).isTrue();
    }

    @Test
    void whoWaitsForAMonitorThatEndsIsReportedSo() {
        List<Runnable> never = new ArrayList<>();
        HostMonitor ending =
                new HostMonitor(Samples.HOST, host, never::add, () -> Instant.EPOCH.plusSeconds(9), nanoTime);
        Queue<String> told = new ConcurrentLinkedQueue<>();
        new Thread(() -> {
                    try {
                        ending.refresh();
                    } catch (IllegalStateException e) {
                        told.add(e.getMessage());
                    }
                })
                .start();
        Await.until("the refresh is due", () -> never.size() == 1);

        ending.close();

        Await.until("the caller is told", () -> told.contains("HOST1 is no longer monitored."));
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsFailsAndStaysInterrupted() {
        hang("sessions");

        Thread.currentThread().interrupt();

        assertThatIllegalStateException()
                .isThrownBy(monitor::refresh)
                .withMessage("Interrupted while waiting for a refresh of HOST1.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aMonitorWhoseThreadHasEndedSaysSo() {
        HostMonitor ended = new HostMonitor(
                Samples.HOST,
                host,
                task -> {
                    throw new RejectedExecutionException();
                },
                () -> Instant.EPOCH.plusSeconds(9),
                nanoTime);

        assertThatIllegalStateException().isThrownBy(ended::refresh).withMessage("HOST1 is no longer monitored.");
    }
}
