package io.github.logoffd.web.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.web.endpoints.HealthHandler.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts that cannot be read make of the health of the service. */
class HealthHandlerTest {

    @ParameterizedTest
    @CsvSource({
        "true, '', UP",
        "false, '', DOWN",
        "true true, '', UP",
        "true false, '', DEGRADED",
        "false true, '', DEGRADED",
        "false false, '', DOWN",
        "true true, A file is not used., DEGRADED",
        "true false, A file is not used., DEGRADED",
        "false, A file is not used., DOWN"
    })
    void aHostThatIsAwayMakesItDegradedAndOnlyAllOfThemDown(String reachable, String problem, Status status) {
        assertThat(HealthHandler.status(
                        Arrays.stream(reachable.split(" "))
                                .map(word -> new HostHealth("HOST", Boolean.parseBoolean(word), 1))
                                .toList(),
                        problem.isEmpty() ? List.of() : List.of(problem)))
                .isEqualTo(status);
    }
}
