package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that {@code install.cmd} makes: the JVM inside procrun takes its classes from there. */
@ExtendWith(WineExtension.class)
class ClassArchiveIT {

    private static final String JAVA =
            "HKLM\\SOFTWARE\\Wow6432Node\\Apache Software Foundation\\ProcRun 2.0\\logoffd\\Parameters\\Java";

    private final WineMachine machine;

    /** Without a blank: Java 17 archives no classes from a path that has one. */
    @TempDir
    Path folder;

    private InstalledService service;
    private Path archive;

    ClassArchiveIT(WineMachine machine) {
        this.machine = machine;
    }

    @BeforeEach
    void unpack() {
        new StandIn(machine.standInFolder())
                .play(Rows.host(Rows.nobody(1, "console", SessionState.CONNECTED)), List.of());
        service = InstalledService.unpack(machine, folder);
        archive = service.program().resolve("logoffd.jsa");
    }

    @AfterEach
    void uninstall() {
        service.script("uninstall.cmd");
    }

    @Test
    void theInstalledServiceUsesIt() throws IOException {
        service.configure();
        WineMachine.Result install = service.install("--no-start");
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(install.output()).doesNotContain("class archive");
        assertThat(archive).exists();
        assertThat(service.program().resolve("commands.jsa")).exists();
        assertThat(startWritingDownClasses().output()).contains("started");

        service.awaitHealth();

        assertThat(classes("io.github.logoffd.")).hasSizeGreaterThan(100);
        assertThat(partFromArchive("io.github.logoffd.")).isGreaterThan(0.9);
        assertThat(partFromArchive("com.sun.jna.")).isGreaterThan(0.9);
        assertThat(partFromArchive("org.jolokia.")).isGreaterThan(0.9);
        assertThat(partFromArchive("ch.qos.logback.")).isGreaterThan(0.9);
        service.script("uninstall.cmd");
        assertThat(archive).doesNotExist();
    }

    /** Has the JVM of the service write down where each class comes from. */
    private WineMachine.Result startWritingDownClasses() {
        WineMachine.Result query = machine.wine(folder, "reg", "query", JAVA, "/v", "Options");
        String options = query.output()
                .substring(query.output().indexOf("REG_MULTI_SZ") + "REG_MULTI_SZ".length())
                .strip();
        String logging = "-Xlog:class+load:file="
                + WineMachine.windowsPath(service.program().resolve("classes.txt"));
        WineMachine.Result add = machine.wine(
                folder,
                "reg",
                "add",
                JAVA,
                "/v",
                "Options",
                "/t",
                "REG_MULTI_SZ",
                "/s",
                "#",
                "/d",
                // A folder can begin with 0, an option only with a hyphen.
                options.replace("\\0-", "#-") + '#' + logging,
                "/f");
        assertThat(add.exitCode()).as(add.output()).isZero();
        return service.net("start");
    }

    private double partFromArchive(String prefix) throws IOException {
        List<String> all = classes(prefix);
        return (double) all.stream()
                        .filter(line -> line.endsWith("shared objects file"))
                        .count()
                / all.size();
    }

    private List<String> classes(String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(service.program().resolve("classes.txt"))) {
            return lines.filter(line -> line.contains("] " + prefix))
                    .filter(line -> !line.contains("$$Lambda"))
                    .toList();
        }
    }
}
