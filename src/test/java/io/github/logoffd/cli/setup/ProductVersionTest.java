package io.github.logoffd.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of two versions is the newer one. */
class ProductVersionTest {

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.2.0",
        "0.9.0, 0.10.0",
        "0.1, 0.1.1",
        "0.1.0-SNAPSHOT, 0.1.0",
        "unreleased, 0.1.0-SNAPSHOT",
        "1.99999999999.0, 1.0.1"
    })
    void theFirstIsOlder(String older, String newer) {
        assertThat(new ProductVersion(older)).isLessThan(new ProductVersion(newer));
        assertThat(new ProductVersion(newer)).isGreaterThan(new ProductVersion(older));
    }

    @Test
    void theSameVersionIsNeither() {
        assertThat(new ProductVersion("0.1.0")).isEqualByComparingTo(new ProductVersion("0.1.0"));
    }
}
