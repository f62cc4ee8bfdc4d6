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
        archive = service.base().resolve("logoffd.jsa");
    }

    @AfterEach
    void uninstall() {
        service.script("uninstall.cmd");
    }

    @Test
    void theInstalledServiceUsesIt() throws IOException {
        service.configure();
        WineMachine.Result install = installWritingDownClasses();
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(install.output()).doesNotContain("archive of classes");
        assertThat(archive).exists();

        service.awaitHealth();
        service.net("stop");
        service.awaitEnd();

        assertThat(classes("io.github.logoffd.")).hasSizeGreaterThan(100);
        assertThat(partFromArchive("io.github.logoffd.")).isGreaterThan(0.9);
        assertThat(partFromArchive("com.sun.jna.")).isGreaterThan(0.9);
        assertThat(partFromArchive("org.jolokia.")).isGreaterThan(0.9);
        assertThat(partFromArchive("ch.qos.logback.")).isGreaterThan(0.9);
        service.script("uninstall.cmd");
        assertThat(archive).doesNotExist();
    }

    @Test
    void withoutItTheServiceIsInstalledAllTheSame() throws IOException {
        Files.writeString(service.base().resolve("logoffd.jar"), "not a jar");

        WineMachine.Result install = service.script("install.cmd", "--no-start", "--java", WineMachine.jre());

        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(install.output()).contains("could not be created; the service and the commands start more slowly");
        assertThat(archive).doesNotExist();
    }

    /** Has the JVM of the service write down where each class comes from. */
    private WineMachine.Result installWritingDownClasses() throws IOException {
        Path script = service.base().resolve("service/install.cmd");
        Files.writeString(
                script,
                Files.readString(script)
                        .replace("\"OPTIONS=-Xrs#", "\"OPTIONS=-Xrs#-Xlog:class+load:file=%BASE%\\classes.txt#"));
        return service.script("install.cmd", "--java", WineMachine.jre());
    }

    private double partFromArchive(String prefix) throws IOException {
        List<String> all = classes(prefix);
        return (double) all.stream()
                        .filter(line -> line.endsWith("shared objects file"))
                        .count()
                / all.size();
    }

    private List<String> classes(String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(service.base().resolve("classes.txt"))) {
            return lines.filter(line -> line.contains("] " + prefix))
                    .filter(line -> !line.contains("$$Lambda"))
                    .toList();
        }
    }
}
