package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps metrics, exit codes and the page that documents them together. */
class CheckPageTest {

    private static final Path PAGE = Path.of("jolokia-config", "nagios", "README.md");

    @Test
    void everyMetricIsDocumentedAndNoOther() throws Exception {
        List<String> expected = Arrays.stream(Metric.values())
                .map(metric -> "| `" + metric.text() + "` | " + (metric.unit().isEmpty() ? "" : metric.unit() + ' ')
                        + "| " + metric.meaning() + " |")
                .toList();

        assertThat(rows("\\| `[a-zA-Z]+` \\| ([sB] )?\\| .*")).isEqualTo(expected);
    }

    @Test
    void everyExitCodeIsDocumentedAndNoOther() throws Exception {
        List<String> expected = Arrays.stream(Level.values())
                .sorted((one, other) -> Integer.compare(one.exitCode(), other.exitCode()))
                .map(level -> "| " + level.exitCode() + " | " + level + " | " + level.meaning() + " |")
                .toList();

        assertThat(rows("\\| \\d \\| .*")).isEqualTo(expected);
    }

    private static List<String> rows(String form) throws Exception {
        return Files.readString(PAGE).lines().filter(line -> line.matches(form)).toList();
    }
}
