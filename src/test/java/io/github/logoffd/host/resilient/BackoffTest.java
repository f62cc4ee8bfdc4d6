package io.github.logoffd.host.resilient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a host that fails is left alone. */
class BackoffTest {

    @Test
    void eachFailureInARowDoublesThePauseUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(15), () -> 1);

        List<Duration> pauses = Stream.generate(backoff::afterFailure).limit(5).toList();

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(15));
    }

    @Test
    void afterASuccessItBeginsAnew() {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(15), () -> 1);
        assertThat(backoff.afterFailure().plus(backoff.afterFailure())).isEqualTo(Duration.ofSeconds(6));

        backoff.afterSuccess();

        assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void hostsThatFailTogetherAreNotTriedTogether() {
        Random random = new Random(7);
        List<Duration> pauses = Stream.generate(
                        () -> new Backoff(Duration.ofSeconds(60), Duration.ofSeconds(60), random::nextDouble))
                .limit(20)
                .map(Backoff::afterFailure)
                .toList();

        assertThat(pauses)
                .doesNotHaveDuplicates()
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60)));
    }
}
