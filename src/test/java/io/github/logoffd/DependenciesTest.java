package io.github.logoffd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A library that is new or has another version fails here, until a developer has checked whether anything is known
 * against it and has written that into SECURITY.md.
 */
class DependenciesTest {

    /** What the tests and the compiler bring along, by the beginnings of names; never shipped. */
    private static final Pattern OF_TESTS = Pattern.compile(
            "(apiguardian|archunit|assertj|bc(pkix|prov|util)|byte-buddy|commons-math3|error_prone_annotations|jmh"
                    + "|jolokia-client-java|jopt-simple|jqwik|jspecify|junit|open-test-reporting|opentest4j|surefire|xchart)-.*");

    /**
     * The service program, and what is a part of the service's own jar; with the property of the build that has the
     * version.
     */
    private static final Map<String, String> NO_JARS = Map.of(
            "commons-daemon",
            "procrun.version",
            "preact",
            "preact.version",
            "htm",
            "htm.version",
            "uplot",
            "uplot.version");

    private static final Pattern ROW =
            Pattern.compile("^\\| `([\\w.-]+):([\\w.-]+)` \\| ([\\w.-]+) \\| (.+) \\|$", Pattern.MULTILINE);

    @Test
    void eachLibraryStandsInTheTableWithItsVersion() throws IOException {
        List<String> found = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.endsWith(".jar") && !OF_TESTS.matcher(name).matches())
                .toList();

        assertThat(found).containsExactlyInAnyOrderElementsOf(jarsOfTheTable());
    }

    @ParameterizedTest
    @MethodSource("noJars")
    void whatIsShippedAsNoJarHasTheVersionOfTheTable(String library, String property) throws IOException {
        String version = Pattern.compile('<' + property + ">(.+)</" + property + '>')
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(rows())
                .filteredOn(row -> row.group(2).equals(library))
                .singleElement()
                .satisfies(row -> assertThat(row.group(3)).isEqualTo(version));
    }

    static Stream<Arguments> noJars() {
        return NO_JARS.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** Returns the names of the jars beside that of the service. */
    static List<String> jarsOfTheTable() throws IOException {
        return rows().stream()
                .filter(row -> !NO_JARS.containsKey(row.group(2)))
                .map(row -> row.group(2) + '-' + row.group(3) + ".jar")
                .toList();
    }

    /** Returns group and name of everything that is shipped. */
    static List<String> libraries() throws IOException {
        return rows().stream().map(row -> row.group(1) + ':' + row.group(2)).toList();
    }

    static List<String> librariesWithVersions() throws IOException {
        return rows().stream()
                .map(row -> row.group(1) + ':' + row.group(2) + ':' + row.group(3))
                .toList();
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("SECURITY.md"))).results().toList();
    }
}
