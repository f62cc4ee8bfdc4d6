package io.github.logoffd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies beside the packaged jar. */
class ShippedLibrariesIT {

    @Test
    void exactlyTheLibrariesOfTheTableAreShipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("logoffd.build.directory"), "lib"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(DependenciesTest.jarsOfTheTable());
        }
    }
}
