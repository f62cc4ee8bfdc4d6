package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.UsersFile;
import io.github.logoffd.audit.JournalTrail;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.control.LogoffService;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.jmx.HostBeans;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.service.LogoffdService;
import io.github.logoffd.support.files.SmallFile;
import io.github.logoffd.tls.ServerTls;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs test classes inside a Windows JVM: the contract against the native binding, and what depends on the system. */
@ExtendWith(WineExtension.class)
class WindowsJvmIT {

    private static final Pattern PASSED = Pattern.compile("\\[\\s*(\\d+) tests successful");

    private final WineMachine machine;

    WindowsJvmIT(WineMachine machine) {
        this.machine = machine;
    }

    @Test
    void nativeBindingKeepsTheContract() {
        String output = run("--select-class", "io.github.logoffd.host.windows.NativeSessionHostOnWindows");
        assertThat(passed(output)).isGreaterThanOrEqualTo(25);
    }

    @Test
    void answersThatCannotBeAreNotTrusted() {
        assertThat(passed(run("--select-class", "io.github.logoffd.host.windows.NativeFaultsOnWindows")))
                .isEqualTo(7);
    }

    @Test
    void filesAreProtectedByAccessControlLists() {
        String output = run("--select-class", "io.github.logoffd.access.ProtectedFilesOnWindows");
        assertThat(passed(output)).isEqualTo(5);
    }

    @Test
    void theCertificateStoreOfTheMachineIsRead() {
        assertThat(passed(run("--select-class", "io.github.logoffd.tls.WindowsStoreOnWindows")))
                .isEqualTo(2);
    }

    @Test
    void theEventLogTakesEntries() {
        assertThat(passed(run("--select-class", "io.github.logoffd.host.windows.NativeEventLogOnWindows")))
                .isEqualTo(1);
    }

    @Test
    void plainJavaPartsPassOnWindowsToo() {
        // By classes, so that a package that moves does not silently drop out.
        String[] selection = Stream.of(
                        ConfigReader.class,
                        LogoffService.class,
                        UsersFile.class,
                        ServerTls.class,
                        LogoffdService.class,
                        JournalTrail.class,
                        SmallFile.class,
                        HostBeans.class,
                        HostMonitor.class,
                        SimulatedSessionHost.class)
                .flatMap(type -> Stream.of("--select-package", type.getPackageName()))
                .toArray(String[]::new);
        String output = run(selection);
        assertThat(passed(output)).isGreaterThanOrEqualTo(3000);
    }

    private String run(String... selection) {
        String[] fixed = {
            "-Dfile.encoding=UTF-8",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            WineMachine.windowsClassPath(System.getProperty("java.class.path")),
            "org.junit.platform.console.ConsoleLauncher",
            "execute",
            "--disable-banner",
            "--disable-ansi-colors",
            "--details=tree",
            "--fail-if-no-tests",
            "--exclude-classname",
            ".*(\\.Any\\w*|Race|Reference)Test"
        };
        String[] all = new String[fixed.length + selection.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(selection, 0, all, fixed.length, selection.length);
        WineMachine.Result result = machine.java(Path.of("").toAbsolutePath(), all);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    private static int passed(String output) {
        Matcher matcher = PASSED.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
