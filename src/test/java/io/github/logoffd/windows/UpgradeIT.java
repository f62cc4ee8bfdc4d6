package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zip in the usual folders of a machine of its own: one version replaces another beside it, nothing of the data
 * changes, one that does not start is switched back, and a removal leaves what it promises to leave.
 */
class UpgradeIT {

    private static final String VERSION = System.getProperty("logoffd.version");
    private static final String NEWER = "99.0.0";
    private static final String DATA = "C:\\ProgramData\\logoffd";
    private static final String PROGRAMS = "C:\\Program Files\\logoffd";

    /** Wine does not pass permissions on to what is created in a folder, so only these show that nobody else reads. */
    private static final List<String> SECRET = List.of(
            DATA,
            DATA + "\\config\\users.txt",
            DATA + "\\config\\initial-passwords.txt",
            DATA + "\\logs\\audit.jsonl",
            DATA + "\\logs\\denials.jsonl",
            DATA + "\\logs\\service.jsonl",
            DATA + "\\logs\\sessions.jsonl",
            DATA + "\\logs\\history.index");

    private static final String[] CHANGED = {
        "refresh.interval=300ms",
        "acting.enabled=no",
        "guard.protectedAccounts=CORP\\svc-*",
        "limit.percentOfUsers=10",
        "history.keep.acts=500d"
    };

    private static WineMachine machine;

    @TempDir
    Path folder;

    private InstalledService unpacked;
    private InstalledService service;
    private MachineState before;

    @BeforeAll
    static void boot() {
        machine = WineMachine.bootNew("upgrade");
        new StandIn(machine.standInFolder())
                .play(Rows.host(Rows.nobody(1, "console", SessionState.CONNECTED)), List.of());
        // Wine adds what everybody may do with the folder above, also to permissions that do not take it over.
        machine.runHere(
                "chmod",
                "770",
                machine.drive().resolve("ProgramData").toString(),
                machine.drive().resolve("Program Files").toString());
    }

    @AfterAll
    static void close() {
        if (machine != null) {
            machine.close();
        }
    }

    @BeforeEach
    void unpack() throws IOException {
        unpacked = InstalledService.unpack(machine, folder);
        service = unpacked.inUsualFolders();
        before = MachineState.of(machine);
    }

    /** What a failed test has left. */
    @AfterEach
    void removeTheRest() {
        service.script("uninstall.cmd", "--purge");
        machine.runHere(
                "rm",
                "-rf",
                service.data().toString(),
                service.program().getParent().toString(),
                machine.drive().resolve("first").toString());
    }

    private static void assertSucceeds(WineMachine.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void theDataStaysUntilItIsPurgedAndTheFormerProgramGoes() throws IOException {
        service.configure(CHANGED);
        assertSucceeds(service.install("--no-archive"));
        service.awaitHealth();
        assertOnlyAdministratorsReadTheData();
        assertOnlyAdministratorsChangeTheProgram();
        Map<String, String> data = service.dataThatStays("users.txt");
        unpacked.changeVersion(NEWER);

        assertSucceeds(service.install("--no-archive"));

        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(NEWER);
        assertThat(service.dataThatStays("users.txt")).isEqualTo(data);
        assertThat(service.program()).doesNotExist();
        assertThat(service.script("status.cmd").exitCode()).isZero();

        unpacked.changeVersion("0.0.1");
        WineMachine.Result downgrade = service.install("--no-archive");
        assertThat(downgrade.exitCode()).isEqualTo(1);
        assertThat(downgrade.output()).contains("which is newer than 0.0.1");

        assertSucceeds(service.script("uninstall.cmd"));
        assertThat(service.dataThatStays("users.txt")).isEqualTo(data);
        assertThat(MachineState.of(machine)
                        .without(name -> name.startsWith("ProgramData/logoffd"))
                        .changesSince(before))
                .isEmpty();

        unpacked.changeVersion(VERSION);
        assertSucceeds(service.install("--no-archive", "--no-start"));
        assertSucceeds(uninstallByTheInstalledScript());
        // Wine ends the script at the point where Windows forgets it, so that only the folder of the version is left.
        assertThat(MachineState.of(machine).changesSince(before).keySet())
                .allMatch(name -> (name + '/').startsWith("Program Files/logoffd/"))
                .doesNotContain("Program Files/logoffd/setup.lock");
    }

    /** From the folder that it deletes, as an administrator would, and with everything that stays until then. */
    private WineMachine.Result uninstallByTheInstalledScript() {
        return machine.wine(
                service.program().resolve("service"),
                "cmd",
                "/c",
                PROGRAMS + '\\' + VERSION + "\\service\\uninstall.cmd",
                "--purge");
    }

    private static void assertOnlyAdministratorsReadTheData() {
        List<AccessEntry> all = AccessEntry.below(machine, DATA);
        assertThat(all).extracting(AccessEntry::path).containsAll(SECRET);
        assertThat(all)
                .filteredOn(entry -> SECRET.contains(entry.path()))
                .allMatch(AccessEntry::isOfSystemOrAdministrators);
        assertNobodyElseChanges(all);
    }

    private static void assertOnlyAdministratorsChangeTheProgram() {
        List<AccessEntry> all = AccessEntry.below(machine, PROGRAMS);
        assertThat(all).extracting(AccessEntry::path).contains(PROGRAMS + '\\' + VERSION + "\\service\\logoffd.exe");
        // Not what everybody gets who makes a folder there.
        assertThat(all)
                .filteredOn(
                        entry -> List.of(PROGRAMS, PROGRAMS + '\\' + VERSION).contains(entry.path()))
                .isNotEmpty()
                .allMatch(entry ->
                        entry.isOfSystemOrAdministrators() || entry.account().equals("BUILTIN\\Users"));
        assertNobodyElseChanges(all);
    }

    private static void assertNobodyElseChanges(List<AccessEntry> entries) {
        assertThat(entries)
                .filteredOn(entry -> !entry.isOfSystemOrAdministrators())
                .noneMatch(AccessEntry::allowsChanges);
    }

    @Test
    void aVersionThatDoesNotStartIsSwitchedBack() throws IOException {
        service.configure(CHANGED);
        assertSucceeds(service.install("--no-archive"));
        service.awaitHealth();
        Map<String, String> data = service.dataThatStays("users.txt");
        MachineState installed = withoutData();
        unpacked.changeVersion(NEWER);
        unpacked.deleteServer();

        WineMachine.Result upgrade = service.install("--no-archive");

        assertThat(upgrade.exitCode()).as(upgrade.output()).isEqualTo(1);
        assertThat(upgrade.output())
                .contains("The former version runs again.")
                .contains("the service does not answer. The service cannot run");
        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);
        assertThat(service.dataThatStays("users.txt")).isEqualTo(data);
        assertThat(withoutData().changesSince(installed)).isEmpty();
        assertSucceeds(service.script("uninstall.cmd", "--purge"));
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();
    }

    @Test
    void anInstallationByTheFirstZipIsTakenOver() throws IOException {
        Path place = machine.drive().resolve("first");
        FirstZip first = FirstZip.install(InstalledService.unpack(machine, place), service.port());
        service.awaitHealth();
        Map<String, String> data = first.data();

        WineMachine.Result install = service.install("--no-archive");

        assertSucceeds(install);
        assertThat(install.output())
                .contains("The key audit.files has no effect any more")
                .contains("was copied to");
        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);
        assertThat(service.read("logoffd:type=Service", "ActingEnabled")).isEqualTo(false);
        assertThat(service.dataThatStays("users.txt")).isEqualTo(data);
        assertThat(first.data()).isEqualTo(data);

        assertSucceeds(service.script("uninstall.cmd", "--purge"));
        assertThat(first.data()).isEqualTo(data);
        machine.runHere("rm", "-rf", place.toString());
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();
    }

    /** As after an update of a Java that other programs use too. */
    @Test
    void aJavaThatIsGoneIsNamedAndTheRepairFindsAnother() throws IOException {
        Path java = machine.drive().resolve("java");
        machine.runHere("ln", "-s", WineMachine.jreFolder().toString(), java.toString());
        service.configure(CHANGED);
        assertSucceeds(service.script("install.cmd", "--java", "C:\\java", "--no-archive", "--no-start"));
        Files.delete(java);

        WineMachine.Result status = service.script("status.cmd");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output()).contains("\"C:\\java\\bin\\server\\jvm.dll\" is missing", "install.cmd --repair");

        String vendor = "HKLM\\SOFTWARE\\Eclipse Adoptium";
        String key = vendor + "\\JRE\\17.0.11.9\\hotspot\\MSI";
        assertSucceeds(machine.wine(folder, "reg", "add", key, "/v", "Path", "/d", WineMachine.jre() + '\\', "/f"));
        WineMachine.Result repair = service.script("install.cmd", "--repair", "--no-archive");

        assertSucceeds(repair);
        assertThat(repair.output()).contains("uses Java 17").contains("from \"" + WineMachine.jre() + '"');
        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);
        assertThat(service.script("status.cmd").exitCode()).isZero();
        assertSucceeds(machine.wine(folder, "reg", "delete", vendor, "/f"));
        assertSucceeds(service.script("uninstall.cmd", "--purge"));
        assertThat(MachineState.of(machine).changesSince(before)).isEmpty();
    }

    /** The service that runs writes there. */
    private static MachineState withoutData() throws IOException {
        return MachineState.of(machine).without(name -> name.startsWith("ProgramData/"));
    }
}
