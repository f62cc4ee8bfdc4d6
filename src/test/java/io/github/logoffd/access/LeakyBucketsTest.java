package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.NanoClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What fits into a bucket, and when. */
class LeakyBucketsTest {

    private final NanoClock clock = new NanoClock();
    private final LeakyBuckets buckets = new LeakyBuckets(2, Duration.ofSeconds(6), Duration.ofSeconds(2), clock);

    @Test
    void aBucketTakesAsManyDropsAsFitAndTellsWhenTheNextOneWill() {
        assertThat(buckets.add(0)).isZero();
        assertThat(buckets.add(0)).isZero();
        assertThat(buckets.add(0)).isZero();
        assertThat(buckets.add(0)).isEqualTo(Duration.ofSeconds(2));

        clock.advance(Duration.ofMillis(1_999));
        assertThat(buckets.add(0)).isEqualTo(Duration.ofMillis(1));

        clock.advance(Duration.ofMillis(1));
        assertThat(buckets.add(0)).isZero();
        assertThat(buckets.add(1)).as("another bucket").isZero();
    }

    @Test
    void aBucketThatIsFullTakesOneDropInEachInterval() {
        int taken = 0;
        for (int millis = 0; millis < 60_000; millis += 100) {
            taken += buckets.add(0).isZero() ? 1 : 0;
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(taken).isEqualTo(3 + 29);
    }

    @Test
    void theLevelFallsWithTimeAndWithDropsTakenOut() {
        buckets.add(0);
        buckets.add(0);

        clock.advance(Duration.ofSeconds(1));
        assertThat(buckets.level(0)).isEqualTo(Duration.ofSeconds(3));

        buckets.remove(0);
        assertThat(buckets.level(0)).isEqualTo(Duration.ofSeconds(1));

        buckets.remove(0);
        assertThat(buckets.level(0)).isZero();

        clock.advance(Duration.ofDays(400));
        assertThat(buckets.level(0)).isZero();
    }
}
