package io.github.logoffd.monitoring;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The log of Nagios, which Icinga writes as well.
 *
 * @param file need not be there yet
 */
record AlertLog(Path file) {

    /** Each check and each call of the handler starts a JVM, on a machine that may be busy. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Waits until the service has been in a state with a text in what the plugin has said; fails with the log. */
    void await(String service, String state, String text) {
        if (!Await.holdsWithin(LIMIT, () -> has(service, state, text))) {
            throw new AssertionError(
                    service + " did not become " + state + ". The log is\n" + String.join("\n", lines()));
        }
    }

    private boolean has(String service, String state, String text) {
        return lines().stream()
                .anyMatch(line -> line.contains("SERVICE ALERT: sim-rds01;" + service + ';' + state + ';')
                        && line.contains(text));
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
