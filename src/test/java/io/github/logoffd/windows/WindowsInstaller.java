package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Windows Installer of a machine.
 *
 * @param folder for logs and packages
 */
record WindowsInstaller(WineMachine machine, Path folder) {

    /** ERROR_INSTALL_FAILURE, as far as an exit code of this machine can hold it. */
    static final int FAILED = 1603 & 0xff;

    /** Returns the package of the build; aborts or fails the test when there is none. */
    static Path builtPackage() {
        Path msi = Path.of(System.getProperty("logoffd.windows.msi"));
        if (!Files.exists(msi)) {
            WineMachine.giveUp(msi + " is missing; it needs Debian's packages wixl, msitools, gcc-mingw-w64-x86-64.");
        }
        return msi;
    }

    /** How the installer ended, and what it logged. */
    record Run(int exitCode, String log) {

        void assertDone() {
            assertThat(exitCode).as(log).isZero();
        }

        void assertRefused(String... sentences) {
            assertThat(exitCode).as(log).isEqualTo(FAILED);
            assertThat(log).contains(sentences);
        }
    }

    /** Installs a package without class archives, with the Java of the tests. */
    Run install(Path msi, String... properties) throws IOException {
        List<String> line =
                new ArrayList<>(List.of("/i", msi.toString(), "NOARCHIVE=1", "JAVAHOME=" + WineMachine.jre()));
        line.addAll(List.of(properties));
        return msiexec(line.toArray(String[]::new));
    }

    Run msiexec(String... arguments) throws IOException {
        Path log = Files.createTempFile(folder, "msi", ".log");
        List<String> line = new ArrayList<>(List.of("msiexec", "/qn", "/l*v", WineMachine.windowsPath(log)));
        for (String argument : arguments) {
            line.add(
                    argument.startsWith("/") && argument.length() > 2
                            ? WineMachine.windowsPath(Path.of(argument))
                            : argument);
        }
        WineMachine.Result result = machine.wine(folder, line.toArray(String[]::new));
        return new Run(
                result.exitCode(),
                Files.readString(log, StandardCharsets.ISO_8859_1).replace("\0", ""));
    }

    /** Builds a package of an unpacked zip. */
    Path build(InstalledService unpacked, String version) {
        Path msi = folder.resolve("logoffd-" + version + ".msi");
        machine.runHere(
                "sh",
                "src/main/msi/build.sh",
                unpacked.base().toString(),
                version,
                "2026-11-20T00:00:00Z",
                msi.toString());
        return msi;
    }

    /** Returns the codes of the installed versions. */
    Set<String> products() throws IOException {
        String key = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall";
        Set<String> codes = new TreeSet<>();
        MachineState.registry(machine, key).forEach((name, value) -> {
            if (name.endsWith("\"DisplayName\"") && value.equals("\"logoffd\"")) {
                codes.add(name.substring(name.indexOf('{'), name.indexOf('}') + 1));
            }
        });
        return codes;
    }
}
