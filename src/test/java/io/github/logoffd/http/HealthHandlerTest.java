package io.github.logoffd.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.http.HealthHandler.Status;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts that cannot be read make of the health of the service. */
class HealthHandlerTest {

    @ParameterizedTest
    @CsvSource({
        "true, UP",
        "false, DOWN",
        "true true, UP",
        "true false, DEGRADED",
        "false true, DEGRADED",
        "false false, DOWN"
    })
    void aHostThatIsAwayMakesItDegradedAndOnlyAllOfThemDown(String reachable, Status status) {
        assertThat(HealthHandler.status(Arrays.stream(reachable.split(" "))
                        .map(word -> new HostHealth("HOST", Boolean.parseBoolean(word), 1))
                        .toList()))
                .isEqualTo(status);
    }
}
