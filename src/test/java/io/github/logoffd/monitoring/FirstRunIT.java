package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first two commands of README in a fresh copy of the sources: they build what they run, and nothing else. */
class FirstRunIT {

    private static final List<String> SOURCES = List.of("pom.xml", ".mvn", "src", "service", "jolokia-config");

    /** What runs and guides leave in a checkout. */
    private static final List<String> LEFT_OVER = List.of("users.txt", "users.txt.lock", "initial-passwords.txt");

    private static final long MINUTES = 5;

    @TempDir
    private Path folder;

    @Test
    void theFirstCommandsOfReadmeBuildAndServe() throws Exception {
        RequiredPrograms.installed("/bin/sh", "/usr/bin/mvn");
        for (String source : SOURCES) {
            copy(Path.of(source));
        }
        List<String> commands = CodeBlock.ofGuide("README.md").get(0).commands().stream()
                .map(ShownCommand::command)
                .toList();
        assertThat(commands).hasSize(2);

        long start = System.nanoTime();
        build(commands.get(0));
        int port = ServerProcess.freePort();
        Path configuration = Files.writeString(folder.resolve("service/mine.properties"), "http.port=" + port + '\n');
        String serve = "exec " + commands.get(1) + " --config " + configuration;
        try (ServerProcess service = ServerProcess.start("serve", folder, Map.of(), List.of("sh", "-c", serve))
                .awaitStart(() -> isUp(port))) {
            System.out.println("From the sources to the first answer: "
                    + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
            assertThat(service.log()).contains("answers at http://127.0.0.1:" + port + '/');
        }

        assertThat(folder.resolve("target/test-classes")).doesNotExist();
        try (Stream<Path> built = Files.list(folder.resolve("target"))) {
            assertThat(built).noneMatch(file -> file.toString().endsWith(".zip"));
        }
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!LEFT_OVER.contains(file.getFileName().toString())) {
                    Path target = folder.resolve(file.toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    private void build(String command) throws IOException, InterruptedException {
        Path log = folder.resolve("build.log");
        Process build = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(build.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(build.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            build.destroyForcibly();
        }
    }

    private static boolean isUp(int port) {
        try {
            HttpURLConnection health = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/health").toURL().openConnection();
            return health.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
