package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What has to be installed for a test. */
final class RequiredPrograms {

    private RequiredPrograms() {}

    /**
     * Skips the calling test, or class when called before all of its tests, and says why; where tests have to be
     * complete it fails.
     */
    static void installed(String... paths) {
        List<String> missing =
                Stream.of(paths).filter(path -> !Files.exists(Path.of(path))).toList();
        if (!missing.isEmpty()) {
            missing(missing + " is not installed; .ci/run installs what the tests need.");
        }
    }

    /**
     * Skips the calling test, or class when called before all of its tests; where tests have to be complete it fails.
     */
    static void missing(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }
}
