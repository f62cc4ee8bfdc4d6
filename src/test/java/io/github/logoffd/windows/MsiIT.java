package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
    private static final Path MSI = Path.of(System.getProperty("logoffd.windows.msi"));
    private static final String NEWER = "99.0.0";

    /**
     * What Wine logs when a condition of the package does not hold; Windows logs and shows the sentence of the
     * condition.
     */
    private static final String CONDITION = "LaunchConditions. Return value 0";

    /** ERROR_INSTALL_FAILURE, as far as an exit code of this machine can hold it. */
    private static final int FAILED = 1603 & 0xff;

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

    private static WineMachine machine;

    @TempDir
    Path folder;

    private InstalledService unpacked;
    private InstalledService service;
    private Map<String, String> before;

    @BeforeAll
    static void boot() {
        if (!Files.exists(MSI)) {
            WineMachine.giveUp(MSI + " is missing; it needs Debian's packages wixl, msitools, gcc-mingw-w64-x86-64.");
        }
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
        unpacked = InstalledService.unpack(machine, folder);
        service = unpacked.inUsualFolders();
        before = everything();
    }

    /** What a failed test has left. */
    @AfterEach
    void removeTheRest() throws IOException {
        for (String product : products()) {
            msiexec("/x", product, "PURGE=1");
        }
        machine.runHere("rm", "-rf", service.data().toString());
    }

    @Test
    void anUpgradeKeepsTheDataAndOnlyPurgeDeletesIt() throws IOException {
        service.configure(CHANGED);
        assertDone(install(MSI));
        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);
        assertThat(products()).hasSize(1);
        Map<String, String> data = dataThatStays();

        Run older = install(build("0.0.1"));
        assertThat(older.exitCode()).isEqualTo(FAILED);
        assertThat(older.log()).contains(CONDITION);

        unpacked.changeVersion(NEWER);
        assertDone(install(build(NEWER)));

        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(NEWER);
        assertThat(dataThatStays()).isEqualTo(data);
        assertThat(service.program()).doesNotExist();
        assertThat(products()).hasSize(1);

        // Wine has forgotten the newer version when it removed the older one, so install.cmd refuses.
        Run downgrade = install(MSI);
        assertThat(downgrade.exitCode()).isEqualTo(FAILED);
        assertThat(downgrade.log()).contains("which is newer than " + VERSION);
        assertThat(service.health()).isNotEmpty();

        for (String product : products()) {
            assertDone(msiexec("/x", product));
        }
        assertThat(dataThatStays()).isEqualTo(data);
        assertThat(machine.drive().resolve("Program Files/logoffd")).doesNotExist();

        assertDone(install(MSI, "NOSTART=1"));
        assertDone(msiexec("/x", MSI.toString(), "PURGE=1"));
        assertThat(changes(before, everything())).isEmpty();
    }

    @Test
    void aVersionThatDoesNotStartIsSwitchedBack() throws IOException {
        addJava();
        assertDone(msiexec("/i", build(VERSION).toString(), "PORT=" + service.port(), "NOARCHIVE=1"));
        service.awaitHealth();
        Map<String, String> installed = programAndRegistry();
        unpacked.changeVersion(NEWER);
        deleteServer();

        Run upgrade = msiexec("/i", build(NEWER).toString(), "NOARCHIVE=1");

        assertThat(upgrade.exitCode()).isEqualTo(FAILED);
        assertThat(upgrade.log())
                .contains("The former version runs again.")
                .contains("the service does not answer. The service cannot run");
        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(VERSION);
        assertThat(changes(installed, programAndRegistry())).isEmpty();

        for (String product : products()) {
            assertDone(msiexec("/x", product, "PURGE=1"));
        }
        assertThat(changes(before, everything())).isEmpty();
    }

    @Test
    void aTakenPortIsReportedAndNothingStays() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run refused = install(MSI, "PORT=" + taken.getLocalPort());

            assertThat(refused.exitCode()).isEqualTo(FAILED);
            assertThat(refused.log()).contains("port " + taken.getLocalPort() + " is not available");
        }
        assertThat(changes(before, everything())).isEmpty();
    }

    /** The Windows Installer itself refuses a second package; this is the other one of a package and the zip. */
    @Test
    void anInstallationBesideAnotherOneIsRefused() throws IOException {
        Path versions = Files.createDirectories(machine.drive().resolve("Program Files/logoffd"));
        try (FileChannel file = FileChannel.open(
                        versions.resolve("setup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            Run refused = install(MSI);

            assertThat(lock.isValid()).isTrue();
            assertThat(refused.exitCode()).isEqualTo(FAILED);
            assertThat(refused.log()).contains("another installation of logoffd is running");
            assertThat(service.program()).doesNotExist();
        }
        Files.delete(versions.resolve("setup.lock"));
        Files.delete(versions);
        assertThat(changes(before, everything())).isEmpty();
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

        Run refused = install(MSI);
        machine.wine(folder, "reg", "delete", key, "/f");

        assertThat(refused.exitCode()).isEqualTo(FAILED);
        assertThat(refused.log()).contains(CONDITION);
        assertThat(changes(before, everything())).isEmpty();
    }

    /** How the installer ended, and what it logged. */
    private record Run(int exitCode, String log) {}

    private static void assertDone(Run run) {
        assertThat(run.exitCode()).as(run.log()).isZero();
    }

    private Run install(Path msi, String... properties) throws IOException {
        List<String> line =
                new ArrayList<>(List.of("/i", msi.toString(), "NOARCHIVE=1", "JAVAHOME=" + WineMachine.jre()));
        line.addAll(List.of(properties));
        return msiexec(line.toArray(String[]::new));
    }

    private Run msiexec(String... arguments) throws IOException {
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

    private Path build(String version) throws IOException {
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

    private void addJava() throws IOException {
        machine.runHere(
                "cp",
                "-r",
                WineMachine.jreFolder().toString(),
                unpacked.base().resolve("jre").toString());
    }

    private void deleteServer() throws IOException {
        try (Stream<Path> libraries = Files.list(unpacked.base().resolve("lib"))) {
            for (Path library : libraries.toList()) {
                if (library.getFileName().toString().startsWith("jetty-server")) {
                    Files.delete(library);
                }
            }
        }
    }

    /** What begins the journal is there as long as it is kept. */
    private Map<String, String> dataThatStays() throws IOException {
        Map<String, String> contents = new HashMap<>();
        for (String name : List.of("config/logoffd.properties", "config/people.txt", "config/initial-passwords.txt")) {
            contents.put(name, Files.readString(service.data().resolve(name)));
        }
        try (Stream<String> lines = Files.lines(service.data().resolve("logs/service.jsonl"))) {
            contents.put("journal", lines.findFirst().orElseThrow());
        }
        return contents;
    }

    /** The codes of the installed versions. */
    private Set<String> products() throws IOException {
        Set<String> codes = new TreeSet<>();
        registry("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall").forEach((key, value) -> {
            if (key.endsWith("\"DisplayName\"") && value.equals("\"logoffd\"")) {
                codes.add(key.substring(key.indexOf('{'), key.indexOf('}') + 1));
            }
        });
        return codes;
    }

    /** What is not the same, from what to what. */
    private static Map<String, String> changes(Map<String, String> from, Map<String, String> to) {
        Set<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        Map<String, String> changes = new TreeMap<>();
        for (String name : names) {
            String before = from.getOrDefault(name, "nothing");
            String after = to.getOrDefault(name, "nothing");
            if (!before.equals(after)) {
                changes.put(name, before + " -> " + after);
            }
        }
        return changes;
    }

    private Map<String, String> everything() throws IOException {
        Map<String, String> all = registry("SOFTWARE");
        all.putAll(registry("SYSTEM\\CurrentControlSet\\Services"));
        all.putAll(files(machine.drive()));
        return all;
    }

    /**
     * Without what Wine has deleted by the time an upgrade fails and does not bring back: which product it upgrades.
     */
    private Map<String, String> programAndRegistry() throws IOException {
        Map<String, String> all = registry("SOFTWARE");
        all.keySet().removeIf(key -> key.contains("\\UpgradeCodes\\"));
        all.putAll(registry("SYSTEM\\CurrentControlSet\\Services"));
        all.putAll(files(machine.drive().resolve("Program Files")));
        return all;
    }

    /**
     * The files and folders with their sizes; temporary ones and what the other side of the test writes are left out.
     */
    private static Map<String, String> files(Path top) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.toList()) {
                String name = machine.drive().relativize(path).toString();
                if (!name.matches(
                        "(?i)windows/installer|(windows/temp|users/[^/]*/(AppData/Local/)?temp|logoffd-standin)/.*")) {
                    files.put(name, Files.isDirectory(path) ? "folder" : Long.toString(Files.size(path)));
                }
            }
        }
        return files;
    }

    /** The values below a key of HKLM, as reg.exe exports them. Wine leaves keys of its own without values. */
    private Map<String, String> registry(String key) throws IOException {
        Path file = Files.createTempFile(folder, "hklm", ".reg");
        machine.wine(folder, "reg", "export", "HKLM\\" + key, WineMachine.windowsPath(file), "/y");
        Map<String, String> values = new TreeMap<>();
        String current = "";
        for (String line : Files.readString(file, StandardCharsets.UTF_16).split("\r?\n", -1)) {
            int equals = line.indexOf("\"=");
            if (line.startsWith("[")) {
                current = line;
            } else if (equals > 0) {
                values.put(current + line.substring(0, equals + 1), line.substring(equals + 2));
            }
        }
        return values;
    }
}
