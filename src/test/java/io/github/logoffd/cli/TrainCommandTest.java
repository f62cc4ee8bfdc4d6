package io.github.logoffd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code install.cmd} runs to learn the classes of service and commands: as a process of its own, as there. */
class TrainCommandTest {

    @TempDir
    private Path folder;

    private Path printed;

    @Test
    void theServiceIsUsedAndNothingIsLeft() throws Exception {
        assertThat(classesOf("service"))
                .contains(
                        "io.github.logoffd.web.HttpEndpoint",
                        "io.github.logoffd.jmx.SessionBeanType",
                        "io.github.logoffd.metrics.Metrics",
                        "io.github.logoffd.control.LogoffPipeline",
                        "ch.qos.logback.core.rolling.RollingFileAppender");

        assertThat(printed).isEmptyFile();
    }

    @Test
    void theCommandsAreUsedOnAHostAndThroughAServiceWithoutTheClassesOfOne() throws Exception {
        List<String> classes = classesOf("commands");

        assertThat(classes)
                .contains(
                        "io.github.logoffd.cli.windows.QueryUserCommand",
                        "io.github.logoffd.cli.windows.SessionTable",
                        "io.github.logoffd.cli.windows.ServiceRecords",
                        "io.github.logoffd.cli.client.JolokiaAnswer",
                        "java.net.HttpURLConnection")
                .noneMatch(name -> name.matches("(org.eclipse.jetty|ch.qos.logback|io.github.logoffd.web)\\..*"));
        assertThat(printed).isEmptyFile();
    }

    private List<String> classesOf(String subject) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path working = Files.createDirectory(folder.resolve("working"));
        printed = folder.resolve("printed.txt");
        Path classes = folder.resolve("classes.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        absoluteClassPath(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dlogback.configurationFile="
                                + Path.of("service/logback.xml").toAbsolutePath(),
                        "-Xlog:class+load:file=" + classes,
                        Launcher.class.getName(),
                        "train",
                        subject)
                .directory(working.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(printed)).isZero();
        assertThat(List.of(temporary, working))
                .allSatisfy(path -> assertThat(path).isEmptyDirectory());
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.map(TrainCommandTest::nameOfClass).toList();
        }
    }

    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A line begins with decorations in brackets, then comes the name. */
    private static String nameOfClass(String line) {
        return line.replaceFirst("^(\\[[^\\]]*\\])+ ", "").split(" ", 2)[0];
    }
}
