package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts run elevated, and cmd.exe looks into the current folder first: programs of Windows are named with their
 * folder.
 */
class ScriptProgramsTest {

    private static final Pattern BARE =
            Pattern.compile("(?i)(?:^|[(&|']|\\b(?:do|else|call)\\s|errorlevel \\d+\\s|\"\\s)\\s*"
                    + "(?:net|sc|reg|icacls|ping|find|findstr|where|timeout|tasklist|takeown|whoami|netsh|wevtutil|powershell|cscript)"
                    + "(?:\\.exe)?\\s");

    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("service"))) {
            return files.filter(file -> file.toString().endsWith(".cmd")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void programsOfWindowsAreNamedWithTheirFolder(Path script) throws IOException {
        assertThat(Files.readAllLines(script).stream()
                        .filter(line -> !line.strip().toLowerCase(Locale.ROOT).startsWith("rem "))
                        .filter(line -> !line.strip().toLowerCase(Locale.ROOT).startsWith("echo "))
                        .filter(line -> BARE.matcher(line).find()))
                .isEmpty();
    }
}
