package io.github.logoffd.cli.doctor;

import io.github.logoffd.support.text.ErrorText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The archive of classes beside the jar: this Java must accept it, else startup takes longer. */
final class ArchiveCheck {

    private static final String NAME = "archive";
    private static final int TIMEOUT_SECONDS = 20;

    private ArchiveCheck() {}

    static Finding of(Machine machine) {
        List<Path> archives = archives(machine);
        if (archives.isEmpty()) {
            return machine.windows()
                    ? Finding.warn(
                            NAME,
                            "There is no archive of classes beside the jar, so the service and the commands start more"
                                    + " slowly. Create it: install.cmd --repair. Java 17 uses none for a folder whose path"
                                    + " contains a space.")
                    : Finding.ok(NAME, "None; the service and the commands start without it.");
        }
        try {
            for (Path archive : archives) {
                Optional<String> refusal = refusal(machine, archive);
                if (refusal.isPresent()) {
                    return Finding.warn(
                            NAME,
                            "This Java does not use the archive of classes " + archive + " (" + refusal.get()
                                    + "), so the service or the commands start more slowly. Create it again:"
                                    + " install.cmd --repair.");
                }
            }
            return Finding.ok(
                    NAME,
                    "This Java uses " + archives.stream().map(Path::toString).collect(Collectors.joining(" and "))
                            + '.');
        } catch (IOException e) {
            return Finding.warn(NAME, "The archive of classes could not be tried: " + ErrorText.of(e));
        }
    }

    /** Service and commands have one each. */
    private static List<Path> archives(Machine machine) {
        return Stream.of("logoffd.jsa", "commands.jsa")
                .flatMap(name -> machine.jar().map(jar -> jar.resolveSibling(name)).stream())
                .filter(Files::exists)
                .toList();
    }

    /** With {@code -Xshare:on} a JVM that cannot use the archive ends at once. */
    private static Optional<String> refusal(Machine machine, Path archive) throws IOException {
        Path output = Files.createTempFile("logoffd-archive", ".txt");
        try {
            Process process = new ProcessBuilder(List.of(
                            machine.java().toString(),
                            "-Xshare:on",
                            "-XX:SharedArchiveFile=" + archive,
                            "-XX:+VerifySharedSpaces",
                            "-XX:+UseSerialGC",
                            "-Xmx96m",
                            "-cp",
                            machine.jar().orElseThrow().toString(),
                            "-version"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("Java took longer than " + TIMEOUT_SECONDS + " seconds.");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(reason(output, process.exitValue()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The wait for Java was interrupted.", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String reason(Path output, int code) throws IOException {
        return Files.readString(output, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("exit code " + code);
    }
}
