package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package for the Windows Installer, on a Windows of its own: it brings the files of the zip, leaves everything
 * else to its scripts, and after a failure and after its removal nothing of it is there.
 */
class MsiIT {

    private static final String VERSION = System.getProperty("logoffd.version");
    private static final String NEWER = "99.0.0";

    /**
     * What Wine logs when a condition of the package does not hold; Windows logs and shows the sentence of the
     * condition.
     */
    private static final String CONDITION = "LaunchConditions. Return value 0";

    private static final String[] CHANGED = {
        "refresh.interval=300ms",
        "logoff.maxWaiting=7",
        "acting.enabled=no",
        "history.requireReason=yes",
        "guard.protectedAccounts=CORP\\svc-*",
        "guard.onlyStates=DISCONNECTED",
        "limit.percentOfUsers=10",
        "http.hosts=rds01.corp.example",
        "console.idle=5m",
        "users.file=people.txt",
        "metrics.sessions=no",
        "hooks.alertmanager.alerts=Idle*",
        "history.keep.acts=500d",
        "history.maxBytes.sessions=20000000"
    };

    private static Path msi;
    private static WineMachine machine;

    @TempDir
    Path folder;

    private WindowsInstaller installer;
    private InstalledService unpacked;
    private InstalledService service;
    private MachineState before;

    @BeforeAll
    static void boot() {
        msi = WindowsInstaller.builtPackage();
        machine = WineMachine.bootNew("msi");
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
    void unpack() throws IOException {
        installer = new WindowsInstaller(machine, folder);
        unpacked = InstalledService.unpack(machine, folder);
        service = unpacked.inUsualFolders();
        before = MachineState.of(machine);
    }

    /** What a failed test has left. */
    @AfterEach
    void removeTheRest() throws IOException {
        for (String product : installer.products()) {
            installer.msiexec("/x", product, "PURGE=1");
        }
        machine.runHere("rm", "-rf", service.data().toString());
    }

    @Test
    void anUpgradeKeepsTheDataAndOnlyPurgeDeletesIt() throws IOException {
        service.configure(CHANGED);
        installer.install(msi).assertDone();
        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);
        assertThat(installer.products()).hasSize(1);
        Map<String, String> data = service.dataThatStays("people.txt");

        installer.install(installer.build(unpacked, "0.0.1")).assertRefused(CONDITION);

        unpacked.changeVersion(NEWER);
        installer.install(installer.build(unpacked, NEWER)).assertDone();

        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(NEWER);
        assertThat(service.dataThatStays("people.txt")).isEqualTo(data);
        assertThat(service.program()).doesNotExist();
        assertThat(installer.products()).hasSize(1);

        // Wine has forgotten the newer version when it removed the older one, so install.cmd refuses.
        installer.install(msi).assertRefused("which is newer than " + VERSION);
        assertThat(service.health()).isNotEmpty();

        for (String product : installer.products()) {
            installer.msiexec("/x", product).assertDone();
        }
        assertThat(service.dataThatStays("people.txt")).isEqualTo(data);
        assertThat(machine.drive().resolve("Program Files/logoffd")).doesNotExist();

        installer.install(msi, "NOSTART=1").assertDone();
        installer.msiexec("/x", msi.toString(), "PURGE=1").assertDone();
        assertNothingStays();
    }

    @Test
    void aVersionThatDoesNotStartIsSwitchedBack() throws IOException {
        addJava();
        String withJava = installer.build(unpacked, VERSION).toString();
        installer
                .msiexec("/i", withJava, "PORT=" + service.port(), "NOARCHIVE=1")
                .assertDone();
        service.awaitHealth();
        MachineState installed = programAndRegistry();
        unpacked.changeVersion(NEWER);
        unpacked.deleteServer();

        installer
                .msiexec("/i", installer.build(unpacked, NEWER).toString(), "NOARCHIVE=1")
                .assertRefused("The former version runs again.", "the service does not answer. The service cannot run");

        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);
        assertThat(programAndRegistry().changesSince(installed)).isEmpty();

        for (String product : installer.products()) {
            installer.msiexec("/x", product, "PURGE=1").assertDone();
        }
        assertNothingStays();
    }

    @Test
    void aTakenPortIsReportedAndNothingStays() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            installer
                    .install(msi, "PORT=" + taken.getLocalPort())
                    .assertRefused("port " + taken.getLocalPort() + " is not available");
        }
        assertNothingStays();
    }

    @Test
    void aMissingKeystoreIsReportedAndNothingStays() throws IOException {
        service.configure("tls.keystore=gone.p12");
        before = MachineState.of(machine);

        installer.install(msi).assertRefused("gone.p12");

        assertNothingStays();
    }

    /** The Windows Installer itself refuses a second package; this is the other one of a package and the zip. */
    @Test
    void anInstallationBesideAnotherOneIsRefused() throws IOException {
        Path versions = Files.createDirectories(machine.drive().resolve("Program Files/logoffd"));
        try (FileChannel file = FileChannel.open(
                        versions.resolve("setup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            installer.install(msi).assertRefused("another installation of logoffd is running");
            assertThat(service.program()).doesNotExist();
        }
        Files.delete(versions.resolve("setup.lock"));
        Files.delete(versions);
        assertNothingStays();
    }

    @Test
    void theFilesOfTheSameVersionFromTheZipAreNotTouched() throws IOException {
        String key = "HKLM\\SOFTWARE\\Wow6432Node\\Apache Software Foundation";
        machine.wine(
                folder,
                "reg",
                "add",
                key + "\\ProcRun 2.0\\logoffd\\Parameters\\Start",
                "/v",
                "WorkingPath",
                "/d",
                "C:\\Program Files\\logoffd\\" + VERSION,
                "/f");

        WindowsInstaller.Run refused = installer.install(msi);
        machine.wine(folder, "reg", "delete", key, "/f");

        refused.assertRefused(CONDITION);
        assertNothingStays();
    }

    private void assertNothingStays() throws IOException {
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();
    }

    /**
     * Without what Wine has deleted by the time an upgrade fails and does not bring back: which product it upgrades.
     */
    private static MachineState programAndRegistry() throws IOException {
        return MachineState.of(machine)
                .without(name -> name.contains("\\UpgradeCodes\\")
                        || !(name.startsWith("[") || name.startsWith("Program Files/")));
    }

    private void addJava() throws IOException {
        machine.runHere(
                "cp",
                "-r",
                WineMachine.jreFolder().toString(),
                unpacked.base().resolve("jre").toString());
    }
}
