package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps the exit codes and the page that documents them together. */
class ExitCodeTest {

    private static final Path PAGE = Path.of("service", "README.md");

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void anExitCodeIsDocumented(ExitCode code) throws Exception {
        assertThat(Files.readString(PAGE).lines())
                .containsOnlyOnce("| " + code.number() + " | " + code.meaning() + " |");
    }

    @Test
    void noOtherExitCodeIsDocumented() throws Exception {
        assertThat(Files.readString(PAGE).lines().filter(line -> line.matches("\\| \\d+ \\| .*")))
                .hasSize(ExitCode.values().length);
    }
}
