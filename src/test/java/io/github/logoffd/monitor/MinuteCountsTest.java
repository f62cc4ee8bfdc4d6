package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitor.MinuteCounts.Minute;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The users of a host over the last 24 hours, one value a minute. */
class MinuteCountsTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:30Z");
    private static final long MINUTE = START.getEpochSecond() / 60;

    private final ScriptedHost host =
            new ScriptedHost().with(Samples.active(3, "alice")).with(Samples.disconnected(4, "bob"));
    private final MutableClock clock = new MutableClock(START);
    private final HostMonitor monitor = new HostMonitor(Samples.HOST, host, new CallerRuns(), clock, new NanoClock());
    private final MinuteCounts counts = new MinuteCounts();

    @BeforeEach
    void count() {
        monitor.onRefresh((before, after) -> counts.count(after));
        monitor.refresh();
    }

    private List<Minute> known() {
        return counts.until(clock.instant()).stream().filter(Minute::isKnown).toList();
    }

    @Test
    void aMinuteHasTheLastCountsThatWereReadInIt() {
        clock.advance(Duration.ofSeconds(20));
        host.with(Samples.active(5, "carol"));
        monitor.refresh();

        assertThat(known()).containsExactly(new Minute(MINUTE, 3, 2, 1));
    }

    @Test
    void theListEndsWithThisMinuteAndHasADay() {
        clock.advance(Duration.ofMinutes(1));

        assertThat(counts.until(clock.instant()))
                .hasSize(1440)
                .endsWith(new Minute(MINUTE, 2, 1, 1), Minute.unknown(MINUTE + 1));
    }

    @Test
    void aMinuteInWhichTheHostCannotBeReadIsUnknownAndNotTheOldNumber() {
        clock.advance(Duration.ofMinutes(1));
        host.fail("sessions", 1722);
        monitor.refresh();
        clock.advance(Duration.ofMinutes(1));
        host.repair("sessions");
        monitor.refresh();

        assertThat(counts.until(clock.instant()))
                .endsWith(new Minute(MINUTE, 2, 1, 1), Minute.unknown(MINUTE + 1), new Minute(MINUTE + 2, 2, 1, 1));
    }

    @Test
    void whatIsOlderThanADayIsForgotten() {
        clock.advance(Duration.ofDays(1));

        assertThat(known()).isEmpty();
        monitor.refresh();
        assertThat(known()).containsExactly(new Minute(MINUTE + 1440, 2, 1, 1));
    }

    @Test
    void aClockThatIsSetBackShowsNoMinuteOfTheFuture() {
        clock.advance(Duration.ofMinutes(-10));

        assertThat(known()).isEmpty();
    }
}
