package io.github.logoffd.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Problems as text. */
class ProblemsExceptionTest {

    private static List<String> problems(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> "Problem " + i + '.')
                .toList();
    }

    @Test
    void tenProblemsAreShownInFull() {
        assertThat(new ProblemsException("The file", problems(10)).getMessage().lines())
                .hasSize(11)
                .startsWith("The file has 10 problems:", "  Problem 1.")
                .endsWith("  Problem 10.");
    }

    @Test
    void ofMoreProblemsTheFirstTenAreShownAndTheNumberOfTheOthers() {
        assertThat(new ProblemsException("The file", problems(12)).getMessage().lines())
                .hasSize(12)
                .startsWith("The file has 12 problems:")
                .endsWith("  Problem 10.", "  and 2 others");
        assertThat(new ProblemsException("The file", problems(11)).getMessage()).endsWith("  and 1 other");
    }
}
