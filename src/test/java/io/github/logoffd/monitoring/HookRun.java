package io.github.logoffd.monitoring;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * What one run of a hook has come to.
 *
 * @param exitCode its exit code
 * @param answer what it wrote for programs: one line of JSON, or nothing
 * @param said what it wrote for people
 */
record HookRun(int exitCode, String answer, String said) {

    private static final long LIMIT_SECONDS = 60;

    /**
     * Runs a hook to its end in {@code folder}, in an environment in which nothing of logoffd's stands but what is
     * given.
     */
    static HookRun of(Path folder, List<String> command, Map<String, String> environment) {
        try {
            Path answer = Files.createTempFile(folder, "hook", ".out");
            Path said = Files.createTempFile(folder, "hook", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(answer.toFile())
                    .redirectError(said.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("LOGOFFD_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + LIMIT_SECONDS + " seconds.");
            }
            return new HookRun(
                    process.exitValue(),
                    Files.readString(answer, StandardCharsets.UTF_8),
                    Files.readString(said, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Returns an item of the answer. */
    String item(String name) {
        try {
            return String.valueOf(((JSONObject) new JSONParser().parse(new StringReader(answer))).get(name));
        } catch (IOException | ParseException | ClassCastException e) {
            throw new AssertionError(this.toString(), e);
        }
    }
}
