package io.github.logoffd.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of the files of the console, and rules for what is in them. */
public class ConsoleFilesTest {

    private static final Path SOURCES = Path.of("src/main/web");

    /** Returns the names of all files beside the page. */
    public static List<String> names() {
        return ConsoleFiles.names();
    }

    private static List<Path> sources(String ending) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void everyFileIsInTheList() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !List.of("index.html", "files.txt").contains(name)))
                    .containsExactlyInAnyOrderElementsOf(names().stream()
                            .filter(name -> !name.startsWith("lib/"))
                            .toList());
        }
    }

    @Test
    void everyLibraryOfTheImportMapIsInTheList() throws IOException {
        String page = Files.readString(SOURCES.resolve("index.html"));

        assertThat(names())
                .filteredOn(name -> name.startsWith("lib/"))
                .hasSize(5)
                .allSatisfy(name -> assertThat(page).contains("./{digest}/" + name));
    }

    /** The policy of the page would stop most of it at run time only. */
    @Test
    void noScriptMakesMarkupOrStoresAnything() throws IOException {
        for (Path script : sources(".js")) {
            assertThat(Files.readString(script))
                    .as(script.toString())
                    .doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write")
                    .doesNotContain("localStorage", "sessionStorage", "indexedDB", "document.cookie");
        }
    }

    @Test
    void noFileNamesAnotherServer() throws IOException {
        for (Path file :
                Stream.concat(sources(".js").stream(), sources(".css").stream()).toList()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("http://", "https://", "url(");
        }
    }

    @Test
    void everyScriptIsShort() throws IOException {
        for (Path script : sources(".js")) {
            if (!script.endsWith("texts.js")) {
                assertThat(Files.readAllLines(script)).as(script.toString()).hasSizeLessThan(260);
            }
        }
    }
}
