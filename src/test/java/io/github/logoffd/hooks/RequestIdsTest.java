package io.github.logoffd.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One id for one alert about one logon, until it is put off. */
class RequestIdsTest {

    private static final String FINGERPRINT = "0123456789abcdef";

    private final RequestIds ids = new RequestIds();

    private static Alert alert(long second) {
        return new Alert(true, FINGERPRINT, Instant.ofEpochSecond(second), Map.of());
    }

    @Test
    void theSameAlertHasTheSameId() {
        assertThat(ids.of(alert(1), "H:1:none"))
                .isEqualTo(ids.of(alert(1), "H:1:none"))
                .isEqualTo(FINGERPRINT + "@1970-01-01T00:00:01Z@H:1:none");
    }

    @Test
    void anotherBeginningAndAnotherLogonHaveOtherIds() {
        assertThat(ids.of(alert(1), "H:1:none"))
                .isNotEqualTo(ids.of(alert(2), "H:1:none"))
                .isNotEqualTo(ids.of(alert(1), "H:2:none"));
    }

    @Test
    void whoWasPutOffTogetherGetsOneNewId() {
        String first = ids.of(alert(1), "H:1:none");

        ids.putOff(alert(1), "H:1:none", first);
        ids.putOff(alert(1), "H:1:none", first);

        assertThat(ids.of(alert(1), "H:1:none")).isEqualTo(first + "#1");
        assertThat(ids.of(alert(2), "H:1:none")).doesNotContain("#");
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        for (long second = 0; second <= 10_000; second++) {
            ids.putOff(alert(second), "H:1:none", ids.of(alert(second), "H:1:none"));
        }

        assertThat(ids.of(alert(0), "H:1:none")).doesNotContain("#");
        assertThat(ids.of(alert(10_000), "H:1:none")).endsWith("#1");
    }
}
