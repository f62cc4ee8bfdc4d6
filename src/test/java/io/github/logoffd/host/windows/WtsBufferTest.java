package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer without memory, so that no test reads any. */
class WtsBufferTest {

    private static final int MOST_BYTES = 64 << 20;

    private final WtsBuffer answer = WtsBuffer.plain(new FakeWtsapi32(), 0);

    @ParameterizedTest
    @CsvSource({"0, 56", "1, 56", "67108864, 1"})
    void anAnswerUpToTheLimitIsTaken(int count, int size) {
        assertThat(answer.elements(count, size)).isEmpty();
    }

    @Test
    void anImpossibleNumberOfElementsIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> answer.elements(MOST_BYTES + 1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The answer has 67108865 elements of 1 bytes. Allowed: 0 to 67108864 bytes.");
        assertThatThrownBy(() -> answer.elements(-1, 56)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> answer.elements(Integer.MAX_VALUE, 56)).isInstanceOf(IllegalStateException.class);
    }
}
