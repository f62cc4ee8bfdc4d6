package io.github.logoffd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tests that commands of the documentation and of CI name: Maven runs none, and succeeds, when there is no such
 * test.
 */
class NamedTestsTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern OPTION = Pattern.compile("-D(?:it\\.)?test=([\\w*]+)");

    /** The name that {@code -Dtest} has so that no fast test runs. */
    private static final String NONE = "NoSuch";

    @Test
    void eachOfThemExists() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(TESTS)) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(named())
                .contains("EnduranceIT", "AttackIT")
                .allSatisfy(name -> assertThat(classes).anyMatch(each -> each.matches(name.replace("*", ".*"))));
    }

    private static Set<String> named() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : List.of(
                Path.of("CONTRIBUTING.md"),
                Path.of(".github/workflows/ci.yml"),
                Path.of(".github/workflows/dependencies.yml"))) {
            OPTION.matcher(Files.readString(file))
                    .results()
                    .map(option -> option.group(1))
                    .forEach(names::add);
        }
        names.remove(NONE);
        return names;
    }
}
