package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A command through a service with the archive that install.cmd makes: it opens no library and makes no class of its
 * own, which would cost it a tenth of its time each. In a folder with a blank the archive is that of hard links in one
 * without ({@code cli.setup.JarLinks}).
 */
@EnabledForJreRange(max = JRE.JAVA_17)
class ArchivedCommandIT {

    private static final Path BUILD =
            Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"program", "program files"})
    void aCommandThroughAServiceTakesAllClassesFromTheArchive(String name) throws Exception {
        Path jar = place(folder.resolve(name), Files::copy);
        Path linked =
                place(folder.resolve("links"), (from, to) -> Files.createLink(to, jar.resolveSibling(relative(from))));
        Path archive = folder.resolve("commands.jsa");
        Path list = folder.resolve("classes.txt");
        java("-XX:DumpLoadedClassList=" + list, "-XX:+UseSerialGC", "-jar", linked.toString(), "train", "commands");
        java(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + archive,
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-jar",
                linked.toString());
        Path loaded = folder.resolve("loaded.txt");

        String output;
        try (RunningService service = RunningService.demo(folder.resolve("service"))) {
            ProcessBuilder query = command(
                    "-XX:SharedArchiveFile=" + archive,
                    "-XX:+VerifySharedSpaces",
                    "-XX:+UseSerialGC",
                    "-Xlog:class+load:file=" + loaded,
                    "-jar",
                    jar.toString(),
                    "query",
                    "session");
            query.environment().put("LOGOFFD_URL", service.uri("/jolokia").toString());
            query.environment().put("LOGOFFD_USER", "monitor");
            query.environment().put("LOGOFFD_PASSWORD", service.password("monitor"));
            output = run(query);
        }

        assertThat(output).contains("anna.berg");
        assertThat(Files.readAllLines(loaded))
                .hasSizeGreaterThan(1000)
                // No archive has the one form that Java makes to call the first lambda with a captured value.
                .filteredOn(line -> !line.contains(" java.lang.invoke.LambdaForm$MH/"))
                .allSatisfy(line -> assertThat(line).contains("source: shared objects file"));
    }

    @FunctionalInterface
    private interface Placing {
        void place(Path from, Path to) throws IOException;
    }

    /** Puts the jar and its libraries into a folder. */
    private static Path place(Path target, Placing placing) throws IOException {
        Files.createDirectories(target.resolve("lib"));
        placing.place(BUILD.resolve("logoffd.jar"), target.resolve("logoffd.jar"));
        try (Stream<Path> libraries = Files.list(BUILD.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                placing.place(library, target.resolve(relative(library)));
            }
        }
        return target.resolve("logoffd.jar");
    }

    private static String relative(Path file) {
        return BUILD.relativize(file).toString();
    }

    private void java(String... arguments) throws IOException, InterruptedException {
        String unused = run(command(arguments));
    }

    private static ProcessBuilder command(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(line);
        process.environment().keySet().removeIf(name -> name.startsWith("LOGOFFD_"));
        process.environment().remove("JAVA_TOOL_OPTIONS");
        return process;
    }

    private String run(ProcessBuilder process) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        int code = process.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String text = Files.readString(output);
        assertThat(code).as(text).isZero();
        return text;
    }
}
