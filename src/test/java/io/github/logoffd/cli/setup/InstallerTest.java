package io.github.logoffd.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.host.windows.RegistryValue;
import io.github.logoffd.host.windows.WindowsServices.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation replaces nothing before its successor answers, and leaves nothing behind when it fails. */
class InstallerTest {

    private static final String CHANGED = "http.port=0\nacting.enabled=no\nguard.protectedAccounts=CORP\\svc-*\n";

    @TempDir
    private Path folder;

    private final FakeWindows windows = new FakeWindows();
    private final StringWriter output = new StringWriter();

    private Path programs() {
        return folder.resolve("Program Files/logoffd");
    }

    private Layout layout(String version) {
        return new Layout(programs().resolve(version), folder.resolve("ProgramData/logoffd"));
    }

    private InstallRequest request(Map<ConfigKey, String> values) {
        return new InstallRequest(programs(), Optional.empty(), layout("any").data(), values, true, false, false);
    }

    private void install(String version) throws Exception {
        install(version, request(Map.of()));
    }

    private void install(String version, InstallRequest request) throws Exception {
        install(FakeDistribution.unpack(folder, version), request);
    }

    private void install(Distribution distribution, InstallRequest request) throws Exception {
        new Installer(windows, distribution, new PathRule(StandardCharsets.UTF_8), new PrintWriter(output, true))
                .install(request);
    }

    private void assertRefused(String version, String sentence) {
        assertThatThrownBy(() -> install(version))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void programAndDataGoToFoldersOfTheirOwn() throws Exception {
        install("0.1.0", request(Map.of(ConfigKey.HTTP_CONNECTIONS, "300")));

        Layout layout = layout("0.1.0");
        assertThat(layout.jar()).exists();
        assertThat(layout.configuration()).content().contains("\nhttp.connections=300\n");
        assertThat(layout.pointer()).hasContent(layout.configuration().toString());
        assertThat(ServiceDefinition.read(windows).configuration()).contains(layout.configuration());
        assertThat(windows.read(ServiceDefinition.SERVICE_KEY, "ImagePath").map(RegistryValue::text))
                .contains('"' + layout.executable().toString() + "\" //RS//logoffd");
        assertThat(windows.state).contains(State.RUNNING);
    }

    @Test
    void theDataIsPrivateBeforeAnythingIsWrittenThere() throws Exception {
        install("0.1.0");

        assertThat(windows.events).first().isEqualTo("private logoffd 0");
    }

    /** Any user can make files in a folder of {@code ProgramData} until it is private. */
    @Test
    void aFileThatAnotherUserHasPutIntoTheNewFolderOfTheDataIsReported() {
        Path planted = layout("any").data().resolve("config");
        windows.beforePrivate = () -> {
            try {
                Files.createFile(planted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        windows.foreignOwners.put(planted, "The account CORP\\mallory owns it.");

        assertRefused("0.1.0", "CORP\\mallory");
        assertNothingInstalled();
    }

    /** Who can rename a folder above can put another one in the place of the data. */
    @Test
    void theFoldersAboveTheDataAreReadOnlyForUsers() throws Exception {
        install("0.1.0");

        assertThat(windows.readOnly).containsEntry(layout("any").data().getParent(), 0);
    }

    @Test
    void anInstallationThatWouldFillADiskIsRefusedBeforeAnythingIsDone() throws Exception {
        install("0.1.0");
        windows.events.clear();
        Map<Path, String> before = contents(folder.resolve("Program Files"));

        for (Path full : List.of(programs(), layout("any").data())) {
            windows.free.clear();
            windows.free.put(full, 1_000_000L);
            assertRefused("0.2.0", "the disk of \"" + full);
        }

        assertThat(windows.events).isEmpty();
        assertThat(contents(folder.resolve("Program Files"))).isEqualTo(before);
    }

    @Test
    void aFolderForTheVersionsThatCannotBeUsedIsReportedAndDoesNotStay() {
        windows.refusal = Optional.of("There is not enough space on the disk");

        assertRefused("0.1.0", "cannot be used (There is not enough space on the disk)");
        assertNothingInstalled();
        assertThat(programs().getParent()).doesNotExist();
    }

    @Test
    void withoutTheRightsOfAnAdministratorNothingIsDone() {
        windows.elevated = false;

        assertRefused("0.1.0", "administrator rights are required");
        assertNothingInstalled();
    }

    @Test
    void aTakenPortIsReportedAndNothingStays() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> install("0.1.0", request(Map.of(ConfigKey.HTTP_PORT, port))))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("port " + port + " is not available")
                    .hasMessageContaining("--port");
        }
        assertNothingInstalled();
    }

    @Test
    void aServiceThatDoesNotAnswerIsRemovedAgain() {
        windows.answers = program -> false;

        assertRefused("0.1.0", "The reason of the test.");
        assertNothingInstalled();
    }

    private void assertNothingInstalled() {
        assertThat(programs()).doesNotExist();
        assertThat(layout("any").data()).doesNotExist();
        assertThat(windows.state).isEmpty();
        assertThat(windows.registry).isEmpty();
    }

    @Test
    void aConfigurationThatIsThereIsUsedAndAWrongOneIsRefused() throws Exception {
        FakeDistribution.put(layout("any").configuration(), CHANGED + "tls.keystore=missing.p12\n");

        assertRefused("0.1.0", "missing.p12");
        assertThat(windows.state).isEmpty();
        assertThat(layout("any").data()).isDirectoryNotContaining("glob:**/{logs,jolokia-config}");
        assertThat(programs()).doesNotExist();

        Files.writeString(layout("any").configuration(), CHANGED);
        install("0.1.0");
        assertThat(layout("any").configuration()).hasContent(CHANGED);
    }

    @Test
    void aFileOfAnotherUserInTheDataIsReported() throws Exception {
        Path planted = layout("any").configurationFolder().resolve("users.txt");
        FakeDistribution.put(planted, "intruder:operator:certificate\n");
        windows.foreignOwners.put(planted, "The account CORP\\mallory owns it.");

        assertRefused("0.1.0", "CORP\\mallory");
        assertThat(windows.state).isEmpty();
        assertThat(planted).exists();
    }

    @Test
    void aFileOfAnotherInTheFolderOfTheProgramIsReported() throws Exception {
        FakeDistribution.put(layout("0.1.0").program().resolve("lib/version.dll"), "foreign");

        assertRefused("0.1.0", "version.dll");
        assertThat(layout("0.1.0").program().resolve("lib/version.dll")).exists();
        assertThat(windows.state).isEmpty();
    }

    /** The Windows Installer has put the files there, and removes them when its action fails. */
    @Test
    void aRefusedInstallationAddsNothingToFilesThatAreInPlaceAlready() throws Exception {
        Distribution unpacked = FakeDistribution.unpack(folder, "0.1.0");
        Path program = layout("0.1.0").program();
        Files.createDirectories(programs());
        Files.move(unpacked.folder(), program);
        Map<Path, String> before = contents(programs());
        windows.answers = registered -> false;

        assertThatThrownBy(() ->
                        install(new Distribution(program, unpacked.version(), unpacked.javaHome()), request(Map.of())))
                .isInstanceOf(SetupException.class);

        assertThat(contents(programs())).isEqualTo(before);
    }

    @Test
    void anUpgradeKeepsEverythingButTheProgram() throws Exception {
        install("0.1.0");
        Layout old = layout("0.1.0");
        Files.writeString(old.configuration(), CHANGED);
        FakeDistribution.put(old.configurationFolder().resolve("users.txt"), "anna:operator:certificate\n");
        FakeDistribution.put(old.logs().resolve("audit.jsonl"), "{}\n");
        FakeDistribution.put(old.data().resolve("tls/server.pem"), "key");
        windows.write(heapKey(), "JvmMx", RegistryValue.number(256));
        Map<Path, String> before = contents(old.data());
        windows.events.clear();

        install("0.2.0");

        assertThat(contents(old.data())).isEqualTo(before);
        assertThat(windows.events).containsExactly("private logoffd " + before.size(), "stop", "start 0.2.0");
        assertThat(ServiceDefinition.read(windows).program())
                .contains(layout("0.2.0").program());
        assertThat(windows.read(heapKey(), "JvmMx")).contains(RegistryValue.number(256));
        assertThat(old.program()).doesNotExist();
    }

    private static String heapKey() {
        return ServiceDefinition.PROCRUN_KEY + "\\Parameters\\Java";
    }

    private static Map<Path, String> contents(Path data) throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        for (Path file : Trees.files(data)) {
            contents.put(file, Files.readString(data.resolve(file), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    @Test
    void anUpgradeThatDoesNotAnswerIsSwitchedBack() throws Exception {
        install("0.1.0");
        Map<String, RegistryValue> before = new TreeMap<>(windows.registry);
        windows.events.clear();
        windows.answers = program -> program.endsWith("0.1.0");

        assertRefused("0.2.0", "The reason of the test.");

        assertThat(windows.events).endsWith("stop", "start 0.2.0", "start 0.1.0");
        assertThat(windows.state).contains(State.RUNNING);
        assertThat(output.toString()).contains("The former version runs again.");
        assertThat(layout("0.2.0").program()).doesNotExist();
        assertThat(layout("0.1.0").jar()).exists();
        assertThat(windows.registry).containsAllEntriesOf(before);
    }

    @Test
    void aConfigurationThatTheNewVersionRejectsKeepsTheOldOneRunning() throws Exception {
        install("0.1.0");
        Files.writeString(layout("0.1.0").configuration(), "http.port=0\nguard.unknown=x\n");
        windows.events.clear();

        assertRefused("0.2.0", "guard.unknown");

        assertThat(windows.events).noneMatch(event -> event.startsWith("st"));
        assertThat(windows.state).contains(State.RUNNING);
    }

    @Test
    void neitherAnOlderNorTheSameVersionIsInstalled() throws Exception {
        install("0.2.0");

        assertRefused("0.1.0", "which is newer than 0.1.0");
        assertRefused("0.2.0-SNAPSHOT", "which is newer than");
        assertRefused("0.2.0", "is already installed");
        assertThat(ServiceDefinition.read(windows).program())
                .contains(layout("0.2.0").program());
    }

    @Test
    void twoInstallationsAtOnceAreRefused() throws Exception {
        Files.createDirectories(programs());
        SetupLock other = SetupLock.take(programs(), windows);

        assertRefused("0.1.0", "another installation of logoffd is running");

        other.close();
        assertThat(windows.state).isEmpty();
    }

    @Test
    void anUpgradeExplainsNewKeysAndThoseWithoutEffect() throws Exception {
        install("0.1.0");
        Path former = layout("0.1.0").program().resolve("service/logoffd.properties");
        Files.writeString(former, Files.readString(former).replaceFirst("(?m)^console.idle=.*\n", ""));
        Files.writeString(layout("0.1.0").configuration(), CHANGED + "audit.files=20\n");

        install("0.2.0");

        assertThat(output.toString())
                .contains("New key: console.idle, by default 15m")
                .contains("The key audit.files has no effect any more");
    }

    @Test
    void anInstallationInOneFolderIsTakenOverWithItsData() throws Exception {
        Path old = oldInstallation();
        Map<Path, String> before = contents(old);

        install("0.1.0");

        Layout layout = layout("0.1.0");
        assertThat(layout.configuration()).hasContent(CHANGED + "tls.passwordFile=\n");
        assertThat(layout.configurationFolder().resolve("users.txt")).hasContent("anna:operator:certificate");
        assertThat(layout.logs().resolve("audit.jsonl")).hasContent("{}");
        assertThat(layout.data().resolve("tls/server.pem")).hasContent("key");
        assertThat(Files.readAllLines(layout.logs().resolve("countdowns.txt")))
                .hasSize(2)
                .last()
                .isEqualTo("old countdown");
        assertThat(layout.configurationFolder().resolve("install.cmd")).doesNotExist();
        assertThat(layout.logs().resolve("history.index")).doesNotExist();
        assertThat(windows.events)
                .contains("create private users.txt", "create private server.pem", "create private audit.jsonl")
                .containsSubsequence("stop", "start 0.1.0");
        before.remove(Path.of("service/logoffd.url"));
        assertThat(contents(old)).containsAllEntriesOf(before);
    }

    @Test
    void theSpaceForTheDataOfAnOldInstallationIsRequiredToo() throws Exception {
        Path old = oldInstallation();
        FakeDistribution.put(old.resolve("logs/service.jsonl"), "x".repeat(3 * 1024 * 1024));
        windows.free.put(layout("any").data(), 22L * 1024 * 1024);

        assertRefused("0.1.0", "has 22 MB left, and 24 MB are needed");
        assertThat(windows.events).doesNotContain("stop");
        assertThat(windows.state).contains(State.RUNNING);

        windows.free.put(layout("any").data(), 24L * 1024 * 1024);
        install("0.1.0");
    }

    @Test
    void aTakeoverThatFailsLeavesTheOldInstallationRunning() throws Exception {
        Path old = oldInstallation();
        windows.answers = program -> program.equals(old);
        Map<String, RegistryValue> before = new TreeMap<>(windows.registry);

        assertRefused("0.1.0", "The reason of the test.");

        assertThat(layout("any").data()).doesNotExist();
        assertThat(windows.state).contains(State.RUNNING);
        assertThat(windows.registry).containsAllEntriesOf(before);
    }

    @Test
    void aRelativePathOutOfTheOldFolderIsRefused() throws Exception {
        Path old = oldInstallation();
        Files.writeString(old.resolve("service/logoffd.properties"), CHANGED + "users.file=../../people.txt\n");

        assertRefused("0.1.0", "users.file");
        assertThat(windows.state).contains(State.RUNNING);
    }

    private Path oldInstallation() throws Exception {
        Path old = FakeDistribution.unpack(folder, "0.1.0-old").folder();
        FakeDistribution.put(old.resolve("service/logoffd.properties"), CHANGED + "tls.passwordFile=\n");
        FakeDistribution.put(old.resolve("service/users.txt"), "anna:operator:certificate\n");
        FakeDistribution.put(old.resolve("logs/audit.jsonl"), "{}\n");
        FakeDistribution.put(old.resolve("logs/history.index"), "index");
        FakeDistribution.put(old.resolve("logs/countdowns.txt"), "old countdown\n");
        FakeDistribution.put(old.resolve("tls/server.pem"), "key");
        Layout oneFolder = new Layout(old, old);
        ServiceDefinition definition = ServiceDefinition.of(
                oneFolder,
                folder.resolve("java"),
                List.of(ServiceDefinition.READY + old.resolve("service/logoffd.url")));
        definition.writeParameters(windows);
        windows.write(
                ServiceDefinition.PROCRUN_KEY + "\\Parameters\\Start",
                "Params",
                RegistryValue.list(List.of(
                        "--config", old.resolve("service/logoffd.properties").toString())));
        windows.create(definition.commandLine());
        windows.start();
        return old;
    }

    /** A folder at the root of a drive lets every user change what is in it. */
    @Test
    void theProgramIsReadOnlyForUsersBeforeAFileOfItIsThereWhereverItIs() throws Exception {
        install("0.1.0");

        assertThat(windows.readOnly)
                .containsEntry(programs(), 0)
                .containsEntry(programs().resolve("0.1.0.new"), 0);
    }

    @Test
    void theFirewallIsOpenedOnRequestOnlyForOtherMachines() throws Exception {
        FakeDistribution.put(
                layout("any").configuration(),
                "http.port=8899\nhttp.address=0.0.0.0\nhttp.hosts=rds01\nhttp.allowPlainTextOnTheNetwork=yes\n");
        InstallRequest request =
                new InstallRequest(programs(), Optional.empty(), layout("any").data(), Map.of(), false, false, true);

        install("0.1.0", request);

        assertThat(windows.commands)
                .singleElement()
                .asString()
                .contains("netsh.exe", "add", "localport=8899", "service=logoffd");
        assertThat(windows.read(ServiceDefinition.SERVICE_KEY + "\\Parameters", "FirewallRule"))
                .isPresent();
    }
}
