package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.LogoffLimits;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.rules.ActingPolicy;
import io.github.logoffd.host.resilient.WatchedHost;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.monitor.Event;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All parts of one host together. */
class HostRuntimeTest {

    @TempDir
    Path folder;

    /** The simulated people do nothing while the clock stands still. */
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T10:00:00Z"));

    private final SessionHost host = SimulatedSessionHost.demo("WATCHED", clock, 7);
    private final EventJournal events = new EventJournal(100, 1, clock);
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    @Test
    void aChangeIsSeenAndToldLongBeforeTheNextScheduledRefresh() throws Exception {
        try (HostRuntime watch = watchEveryHour()) {
            watch.awaitFirstSnapshot();
            EventJournal.Subscription reader = events.subscribe().orElseThrow();
            SessionRow row = host.sessions().stream()
                    .filter(each -> each.kind() == SessionKind.USER && each.state() == SessionState.ACTIVE)
                    .findFirst()
                    .orElseThrow();

            CompletableFuture<Event> first = new CompletableFuture<>();
            reader.observe(() -> reader.next().stream().findFirst().ifPresent(first::complete));

            host.disconnect(row.id());

            Event event = first.get(20, TimeUnit.SECONDS);
            assertThat(event.type()).isEqualTo("logoffd.session.disconnected");
            assertThat(event.data()).containsEntry("Id", row.id());
            assertThat(beans.getAttribute(new ObjectName("logoffd:type=Session,host=WATCHED,id=" + row.id()), "State"))
                    .isEqualTo("DISCONNECTED");
            assertThat(watch.health().reachable()).isTrue();
        }
        assertThat(beans.queryNames(new ObjectName("logoffd:*"), null)).isEmpty();
        Await.until(
                "its threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().endsWith("-WATCHED")));
    }

    @Test
    void aClockThatWasSetIsAProblemOfTheService() throws Exception {
        try (HostRuntime watch = watchEveryHour()) {
            watch.awaitFirstSnapshot();
            HostRuntimes runtimes = new HostRuntimes(List.of(watch));
            assertThat(runtimes.clockProblems()).isEmpty();
            SessionRow row = host.sessions().stream()
                    .filter(each -> each.kind() == SessionKind.USER && each.state() == SessionState.ACTIVE)
                    .findFirst()
                    .orElseThrow();

            clock.advance(Duration.ofMinutes(10));
            host.disconnect(row.id());

            Await.until("the jump is seen", () -> !runtimes.clockProblems().isEmpty());
            assertThat(runtimes.clockProblems())
                    .singleElement()
                    .asString()
                    .startsWith("WATCHED: The clock of the host was set forward by about ");
        }
    }

    private HostRuntime watchEveryHour() throws Exception {
        Path file = Files.writeString(
                folder.resolve("logoffd.properties"),
                "refresh.interval=1h\njolokia.directory="
                        + Path.of("jolokia-config").toAbsolutePath() + '\n');
        return new HostRuntime(
                WatchedHost.local(host),
                ConfigReader.read(file),
                countdowns -> {},
                new LogoffLimits(Duration.ofMinutes(1), 10),
                new ActingPolicy(() -> Controls.OPEN, System::nanoTime),
                PastRequests.NONE,
                new AuditedRequests(new MemoryAuditTrail(), () -> Caller.LOCAL_JMX, clock, System::nanoTime),
                events,
                beans);
    }
}
