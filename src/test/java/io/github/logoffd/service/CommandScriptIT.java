package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script that runs the commands where there is no Windows, on the jar that was built. */
class CommandScriptIT {

    private static final Path SCRIPT = Path.of("service/commands/logoffd").toAbsolutePath();

    @TempDir
    private Path folder;

    private record Result(int code, String out, String err) {}

    @Test
    void theNameOfALinkIsTheCommand() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("first"), SCRIPT);
        Path query = Files.createSymbolicLink(folder.resolve("query"), link.getFileName());

        Result result = run(query, "session", "--simulate");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith(" SESSIONNAME       USERNAME ");
    }

    @Test
    void everyArgumentReachesTheCommandAsItIs() throws Exception {
        Result result = run(SCRIPT, "logoff", "no such & name", "--simulate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("There is no session named \"no such & name\" on ");
    }

    @Test
    void withoutAHostOrAServiceThatIsReported() throws Exception {
        Result result = run(SCRIPT, "quser");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("There is no session host here, since this is not Windows. Give --url with the address of"
                        + " a service, or --simulate.\n");
    }

    @Test
    void aServiceThatIsNotThereIsReportedInASentence() throws Exception {
        Result result = run(SCRIPT, "quser", "--url", "http://127.0.0.1:1/jolokia", "--user-file", "none");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).startsWith("There is no file none; ");
    }

    @Test
    void aWrongFolderOfJavaIsReported() throws Exception {
        Result result = runOn(folder.toString(), SCRIPT, "quser");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("logoffd: Java not found; ");
    }

    /**
     * Anybody can make one with -XX:ArchiveClassesAtExit; what becomes of others is tested on Windows, where
     * install.cmd makes it.
     */
    @Test
    void anArchiveOfClassesBesideTheJarIsUsed() throws Exception {
        Path script = distribution();
        Path classes = folder.resolve("classes.txt");
        Result made = start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:disable",
                        "-XX:ArchiveClassesAtExit=" + folder.resolve("commands.jsa"),
                        "-jar",
                        folder.resolve("logoffd.jar").toString(),
                        "logoff",
                        "/?"),
                System.getProperty("java.home"));
        assertThat(made.code()).isZero();

        Result result = start(
                List.of("env", "_JAVA_OPTIONS=-Xlog:class+load:file=" + classes, script.toString(), "logoff", "/?"),
                System.getProperty("java.home"));

        assertThat(result.out()).isEqualTo(made.out());
        assertThat(Files.readString(classes))
                .contains(" io.github.logoffd.cli.windows.LogoffCommand source: shared objects file (top)");
    }

    /** Puts the files where they are in a distribution and returns the script. */
    private Path distribution() throws IOException {
        Path build =
                Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();
        Files.copy(build.resolve("logoffd.jar"), folder.resolve("logoffd.jar"));
        Files.createSymbolicLink(folder.resolve("lib"), build.resolve("lib"));
        Path script = Files.createDirectory(folder.resolve("commands")).resolve("logoffd");
        return Files.copy(SCRIPT, script, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Result run(Path script, String... arguments) throws IOException, InterruptedException {
        return runOn(System.getProperty("java.home"), script, arguments);
    }

    private Result runOn(String java, Path script, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        return start(line, java);
    }

    private Result start(List<String> line, String java) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder process =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("LOGOFFD_"));
        process.environment().remove("JAVA_TOOL_OPTIONS");
        process.environment().put("LOGOFFD_JAVA", java);
        int code = process.start().waitFor();
        return new Result(code, Files.readString(out), Files.readString(err));
    }
}
