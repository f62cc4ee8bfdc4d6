package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out why the service does not run. Stateless. */
final class FailureReason {

    /** How the service begins the line with the reason; see {@code ServiceMain}. */
    private static final String BEGINNING = "The service cannot run";

    private static final int LAST_BYTES = 64 * 1024;

    private FailureReason() {}

    /** Returns the reason: the problems of the configuration, else the last failure in the log. */
    static String of(Path configuration, Path logs) {
        try {
            ConfigReader.read(configuration);
        } catch (ProblemsException e) {
            return ErrorText.of(e);
        }
        Path log = logs.resolve("logoffd.log");
        return lastFailure(log).orElse("See the last lines of " + log + ", and procrun.<date>.log beside it.");
    }

    private static Optional<String> lastFailure(Path log) {
        try {
            List<String> lines = lastLines(log);
            for (int i = lines.size() - 1; i >= 0; i--) {
                int start = lines.get(i).indexOf(BEGINNING);
                if (start >= 0) {
                    return Optional.of(lines.get(i).substring(start));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // Then the caller names the file.
            return Optional.empty();
        }
    }

    private static List<String> lastLines(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - LAST_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
