package io.github.logoffd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shipped library has its licence in the zip. */
class LicencesTest {

    static final Path FOLDER = Path.of("src", "main", "licences");

    private static final String LIST = "THIRD-PARTY.md";
    private static final Pattern ROW =
            Pattern.compile("^\\| `([\\w.-]+:[\\w.-]+)` \\| ([^|]+) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    /** What other parts of the build put into the zip: the licence of logoffd, and those in the archive of procrun. */
    private static final List<String> ELSEWHERE =
            List.of("../LICENSE", "../service/procrun-licence/LICENSE.txt", "../service/procrun-licence/NOTICE.txt");

    static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(FOLDER.resolve(LIST))).results().toList();
    }

    @Test
    void eachShippedLibraryHasARow() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(DependenciesTest.libraries());
    }

    @Test
    void eachTextThatARowNamesIsThere() throws IOException {
        for (MatchResult row : rows()) {
            assertThat(named(row.group(3)))
                    .as(row.group(1))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(ELSEWHERE.contains(name) || Files.size(FOLDER.resolve(name)) > 0)
                            .isTrue());
        }
    }

    @Test
    void eachTextIsNamed() throws IOException {
        List<String> named = named(Files.readString(FOLDER.resolve(LIST)));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(LIST)))
                    .isSubsetOf(named);
        }
    }

    private static List<String> named(String text) {
        return NAMED.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
