package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thresholds of a command line. */
class ThresholdsTest {

    @Test
    void criticalComesBeforeWarning() {
        Thresholds thresholds = Thresholds.parse(List.of("disconnected=5"), List.of("disconnected=10"));

        assertThat(level(thresholds, 5)).isEqualTo(Level.OK);
        assertThat(level(thresholds, 6)).isEqualTo(Level.WARNING);
        assertThat(level(thresholds, 11)).isEqualTo(Level.CRITICAL);
    }

    @Test
    void whatIsNotKnownMattersOnlyWithAThreshold() {
        Thresholds thresholds = Thresholds.parse(List.of("idleSeconds=60"), List.of());

        assertThat(thresholds.level(Metric.IDLE_SECONDS, OptionalLong.empty())).isEqualTo(Level.UNKNOWN);
        assertThat(thresholds.level(Metric.LOCKED, OptionalLong.empty())).isEqualTo(Level.OK);
    }

    @Test
    void aHostThatCannotBeReadIsCriticalUnlessToldOtherwise() {
        OptionalLong unreachable = OptionalLong.of(0);

        assertThat(Thresholds.parse(List.of(), List.of()).level(Metric.REACHABLE, unreachable))
                .isEqualTo(Level.CRITICAL);
        assertThat(Thresholds.parse(List.of("reachable=1:"), List.of("reachable=0:"))
                        .level(Metric.REACHABLE, unreachable))
                .isEqualTo(Level.WARNING);
    }

    @Test
    void aStuckSessionIsAWarningUnlessToldOtherwise() {
        OptionalLong one = OptionalLong.of(1);

        assertThat(Thresholds.parse(List.of(), List.of()).level(Metric.STUCK, one))
                .isEqualTo(Level.WARNING);
        assertThat(Thresholds.parse(List.of("stuck=5"), List.of()).level(Metric.STUCK, one))
                .isEqualTo(Level.OK);
        assertThat(Thresholds.parse(List.of(), List.of("stuck=5")).level(Metric.STUCK, one))
                .isEqualTo(Level.OK);
        assertThat(Thresholds.parse(List.of("stuck=0:"), List.of()).level(Metric.STUCK, OptionalLong.of(99)))
                .isEqualTo(Level.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "disconnected", "=5", "Disconnected=5", "disconnected 5", "nothing=5"})
    void anUnknownMetricIsReportedWithTheKnownOnes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.parse(List.of(text), List.of()))
                .withMessage("--warn is \"" + text
                        + "\". Expected: METRIC=RANGE with one of sessions, users, active, disconnected,"
                        + " locked, stuck,"
                        + " disconnectedSeconds, idleSeconds, memory, cpu, ageSeconds, reachable, listener.");
    }

    @Test
    void aBadRangeIsReported() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.parse(List.of(), List.of("stuck=9:1")))
                .withMessageStartingWith("--crit stuck=9:1 has an invalid range. Give one such as 10, ");
    }

    @Test
    void thresholdsTheWrongWayRoundAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.parse(List.of("disconnected=10"), List.of("disconnected=5")))
                .withMessage("--warn disconnected=10 never comes before --crit disconnected=5. Give a warning range"
                        + " that is reached earlier.");
    }

    @Test
    void aMetricThatIsGivenTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.parse(List.of(), List.of("stuck=1", "stuck=2")))
                .withMessage("--crit has stuck twice. Give each metric once.");
    }

    private static Level level(Thresholds thresholds, long value) {
        return thresholds.level(Metric.DISCONNECTED, OptionalLong.of(value));
    }
}
