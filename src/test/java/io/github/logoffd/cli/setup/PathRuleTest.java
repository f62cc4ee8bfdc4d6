package io.github.logoffd.cli.setup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that procrun or the JVM would misread are refused before anything is done. */
class PathRuleTest {

    private final PathRule rule = new PathRule(StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @ValueSource(strings = {"/Program Files (x86)/logoffd", "/Programme/Über & Unter/logoffd"})
    void blanksAndLettersOfTheCodePageAreFine(String path) {
        assertThatCode(() -> rule.check(Path.of(path))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", ";", "'", "%"})
    void whatProcrunInterpretsIsRefused(String character) {
        assertThatThrownBy(() -> rule.check(Path.of("/opt/a" + character + "b")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("contains " + character);
    }

    @Test
    void lettersOutsideTheCodePageAreRefused() {
        assertThatThrownBy(() -> rule.check(Path.of("/opt/Łódź")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("ISO-8859-1");
    }

    @Test
    void theRootOfADriveIsRefused() {
        assertThatThrownBy(() -> rule.check(Path.of("/"))).hasMessageContaining("root of a drive");
    }
}
