package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without space on a disk: one sentence, nothing half installed, and the version that runs goes on running. */
class FullDiskIT {

    private static final String NEWER = "99.0.0";
    private static final String VERSION = System.getProperty("logoffd.version");

    /** Numbers of files: for one version with its folders, and for a part of one. */
    private static final int ONE_VERSION = 145;

    private static final int FEW = 60;
    private static final int MANY = 10_000;

    private static Path msi;
    private static WineMachine machine;

    @TempDir
    Path folder;

    private final Deque<SmallDisk> disks = new ArrayDeque<>();
    private WindowsInstaller installer;
    private InstalledService unpacked;
    private InstalledService service;

    @BeforeAll
    static void boot() {
        msi = WindowsInstaller.builtPackage();
        machine = WineMachine.bootNew("full-disk");
        new StandIn(machine.standInFolder())
                .play(Rows.host(Rows.nobody(1, "console", SessionState.CONNECTED)), List.of());
    }

    @AfterAll
    static void close() {
        if (machine != null) {
            machine.close();
        }
    }

    @BeforeEach
    void unpack() {
        installer = new WindowsInstaller(machine, folder);
        unpacked = InstalledService.unpack(machine, folder);
        service = unpacked.inUsualFolders();
    }

    @AfterEach
    void unmount() {
        disks.forEach(SmallDisk::close);
    }

    private SmallDisk disk(String place, int megabytes, int files) throws IOException {
        SmallDisk disk = SmallDisk.mount(machine, machine.drive().resolve(place), megabytes, files);
        disks.push(disk);
        return disk;
    }

    @Test
    void aDiskThatIsTooSmallIsReportedBeforeAnythingIsDone() throws IOException {
        disk("small", 5, MANY);
        machine.addDrive("s", machine.drive().resolve("small"));
        MachineState before = MachineState.of(machine);

        WineMachine.Result install = unpacked.script(
                "install.cmd", "--java", WineMachine.jre(), "--program", "S:\\program", "--data", "S:\\data");

        assertRefused(install, "the disk of \"S:\\program\\" + VERSION + "\" has 5 MB left");
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();
    }

    /** As when something else takes the space meanwhile: the disk can take no more files. */
    @Test
    void aDiskThatGetsFullWhileTheProgramIsCopiedIsReportedAndNothingStays() throws IOException {
        disk("Program Files", 64, FEW);
        MachineState before = MachineState.of(machine);

        assertRefused(service.install("--no-archive"), "the program cannot be copied to ");
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();

        assertThat(installer.install(msi).exitCode()).isEqualTo(WindowsInstaller.FAILED);
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();
    }

    @Test
    void aDiskThatCannotTakeTheConfigurationIsReportedAndNothingStays() throws IOException {
        // For the folders.
        disk("ProgramData", 64, 5);
        MachineState before = MachineState.of(machine);

        assertRefused(service.install("--no-archive"), "the configuration cannot be written to ");
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();

        installer.install(msi).assertRefused("the configuration cannot be written to ");
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();
    }

    @Test
    void anUpgradeWithoutSpaceKeepsTheFormerVersionRunning() throws IOException {
        SmallDisk programs = disk("Program Files", 64, ONE_VERSION + FEW);
        service.configure();
        WineMachine.Result install = service.install("--no-archive");
        assertThat(install.exitCode()).as(install.output()).isZero();
        service.awaitHealth();
        MachineState before = withoutData();
        unpacked.changeVersion(NEWER);

        assertRefused(service.install("--no-archive"), "the program cannot be copied to ");
        assertThat(withoutData().changesSince(before)).isEmpty();
        assertThat(installer.install(installer.build(unpacked, NEWER)).exitCode())
                .isEqualTo(WindowsInstaller.FAILED);
        assertThat(withoutData().changesSince(before)).isEmpty();

        programs.fillUpTo(1024 * 1024);
        assertRefused(service.install("--no-archive"), "has 1 MB left");
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);

        WineMachine.Result uninstall = service.script("uninstall.cmd", "--purge");
        assertThat(uninstall.exitCode()).as(uninstall.output()).isZero();
    }

    /** The service that runs writes there. */
    private static MachineState withoutData() throws IOException {
        return MachineState.of(machine).without(name -> name.startsWith("ProgramData/"));
    }

    private static void assertRefused(WineMachine.Result result, String sentence) {
        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(result.output().lines().filter(line -> line.startsWith("logoffd: ")))
                .singleElement()
                .asString()
                .contains(sentence);
    }
}
