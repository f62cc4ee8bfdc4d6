package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts say when something is missing or wrong: one sentence, an exit code, and nothing installed. */
@ExtendWith(WineExtension.class)
class InstallScriptIT {

    private final WineMachine machine;

    @TempDir
    Path folder;

    private InstalledService service;

    InstallScriptIT(WineMachine machine) {
        this.machine = machine;
    }

    @BeforeEach
    void unpack() {
        service = InstalledService.unpack(machine, folder);
    }

    @Test
    void noJavaAtAllIsReported() {
        assertRefused(1, "no Java found; use --java FOLDER or set JAVA_HOME.");
    }

    @Test
    void folderWithoutJavaIsReported() {
        assertRefused(1, "use a folder with bin\\server\\jvm.dll.", "--java", "C:\\windows");
    }

    @Test
    void javaThatIsTooOldIsReportedWithItsVersion() throws IOException {
        assertRefused(1, "is Java 11.0.2; use Java 17 or newer.", "--java", fakeJava("11.0.2", "x86_64"));
    }

    @Test
    void java8IsTooOldAlthoughItsVersionStartsWithOne() throws IOException {
        assertRefused(1, "is Java 1.8.0_402; use Java 17 or newer.", "--java", fakeJava("1.8.0_402", "amd64"));
    }

    @Test
    void javaOfAnotherArchitectureIsReported() throws IOException {
        assertRefused(1, "is Java for x86; use a Java for x86_64", "--java", fakeJava("17.0.1", "x86"));
    }

    @Test
    void incompleteUnpackingIsReportedWithTheFile() throws IOException {
        Files.delete(service.base().resolve("lib/jnidispatch.dll"));
        assertRefused(1, "jnidispatch.dll is missing; unzip the whole zip again.", "--java", WineMachine.jre());
    }

    @Test
    void unknownArgumentIsReported() {
        assertRefused(2, "Unknown options: '--jawa', 'x'", "--java", WineMachine.jre(), "--jawa", "x");
    }

    @Test
    void javaWithoutItsFolderIsReported() {
        assertRefused(2, "--java needs the folder of a 64-bit Java 17 or newer.", "--java");
    }

    @Test
    void uninstallWithoutAServiceIsReported() {
        WineMachine.Result result = service.script("uninstall.cmd");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("the service logoffd is not installed.");
    }

    @Test
    void aProgramInTheCurrentFolderIsNotRun() throws IOException {
        for (String program : List.of("net", "sc", "reg", "icacls", "ping", "find", "where")) {
            Files.writeString(service.base().resolve(program + ".bat"), "@echo " + program + ">>planted.txt\r\n");
        }

        WineMachine.Result install = service.install("--no-archive", "--no-start");
        WineMachine.Result status = service.script("status.cmd");
        WineMachine.Result help = machine.wine(service.base(), "cmd", "/c", "commands\\quser.cmd /?");
        WineMachine.Result uninstall = service.script("uninstall.cmd");

        assertThat(service.base().resolve("planted.txt")).doesNotExist();
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(status.exitCode())
                .as("installed and stopped: " + status.output())
                .isNotEqualTo(3);
        assertThat(help.output()).contains("QUERY USER");
        assertThat(uninstall.exitCode()).as(uninstall.output()).isZero();
    }

    private void assertRefused(int exitCode, String sentence, String... arguments) {
        WineMachine.Result result = service.script("install.cmd", arguments);
        assertThat(result.output()).contains(sentence);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(service.script("status.cmd").exitCode()).as("not installed").isEqualTo(3);
    }

    private String fakeJava(String version, String architecture) throws IOException {
        Path java = folder.resolve("java");
        Files.createDirectories(java.resolve("bin/server"));
        Files.createFile(java.resolve("bin/server/jvm.dll"));
        Files.writeString(
                java.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"" + architecture + "\"\n");
        return WineMachine.windowsPath(java);
    }
}
