package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many passwords are hashed at once. */
class HashingLimitTest {

    private final HashingLimit limit = new HashingLimit(2, Duration.ZERO);

    @Test
    void aThirdFindsNoPlaceUntilOneIsGivenBack() {
        assertThat(limit.enter()).isTrue();
        assertThat(limit.enter()).isTrue();
        assertThat(limit.enter()).isFalse();

        limit.leave();

        assertThat(limit.enter()).isTrue();
        assertThat(limit.enter()).isFalse();
    }

    @Test
    void whoIsInterruptedGetsNoPlaceAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(limit.enter()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(limit.enter()).isTrue();
    }
}
