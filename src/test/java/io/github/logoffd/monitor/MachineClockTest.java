package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitor.MachineClock.Jump;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two readings, the first between second 10 and 12, the second between second 110 and 115. */
class MachineClockTest {

    private final MachineClock clock = new MachineClock();

    /**
     * Half a minute, and a hundredth of the longest time between the readings, 105 seconds; the shortest is 98 seconds.
     */
    @ParameterizedTest
    @CsvSource({"PT66.95S", "PT98S", "PT105S", "PT136.05S"})
    void aClockThatIsOffByTheToleranceAtMostHasNotJumped(Duration shown) {
        assertThat(read(shown)).isEmpty();
        assertThat(clock.jump()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT66.949999999S, PT-31.050000001S", "PT136.050000001S, PT31.050000001S"})
    void aClockThatIsOffByMoreHasJumpedByTheDifference(Duration shown, Duration by) {
        Jump jump = new Jump(seconds(110), by);

        assertThat(read(shown)).contains(jump);
        assertThat(clock.jump()).contains(jump);
    }

    private Optional<Jump> read(Duration shown) {
        clock.read(Samples.NOW, seconds(10), seconds(12));
        return clock.read(Samples.NOW.plus(shown), seconds(110), seconds(115));
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
