package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One version replaces another beside it: nothing of the data changes, and one that does not start is switched back.
 */
@ExtendWith(WineExtension.class)
class UpgradeIT {

    private static final String NEWER = "99.0.0";

    private static final String[] CHANGED = {
        "refresh.interval=300ms",
        "acting.enabled=no",
        "guard.protectedAccounts=CORP\\svc-*",
        "limit.percentOfUsers=10",
        "history.keep.acts=500d"
    };

    private final WineMachine machine;

    @TempDir
    Path folder;

    private InstalledService service;

    UpgradeIT(WineMachine machine) {
        this.machine = machine;
    }

    @BeforeEach
    void install() {
        new StandIn(machine.standInFolder())
                .play(Rows.host(Rows.nobody(1, "console", SessionState.CONNECTED)), List.of());
        service = InstalledService.unpack(machine, folder.resolve("with blank"));
        service.configure(CHANGED);
        assertSucceeds(service.install("--no-archive"));
    }

    @AfterEach
    void uninstall() {
        service.script("uninstall.cmd", "--purge");
    }

    private static void assertSucceeds(WineMachine.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void theDataStaysAndTheFormerProgramGoes() throws IOException {
        Map<String, String> before = dataThatStays();
        service.changeVersion(NEWER);

        assertSucceeds(service.install("--no-archive"));

        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(NEWER);
        assertThat(dataThatStays()).isEqualTo(before);
        assertThat(service.program().resolveSibling(System.getProperty("logoffd.version")))
                .doesNotExist();
        assertThat(service.script("status.cmd").exitCode()).isZero();

        service.changeVersion("0.0.1");
        WineMachine.Result downgrade = service.install("--no-archive");
        assertThat(downgrade.exitCode()).isEqualTo(1);
        assertThat(downgrade.output()).contains("which is newer than 0.0.1");
    }

    @Test
    void aVersionThatDoesNotStartIsSwitchedBack() throws IOException {
        Map<String, String> before = dataThatStays();
        service.changeVersion(NEWER);
        deleteServerOf(service.base());

        WineMachine.Result upgrade = service.install("--no-archive");

        assertThat(upgrade.exitCode()).as(upgrade.output()).isEqualTo(1);
        assertThat(upgrade.output())
                .contains("The former version runs again.")
                .contains("the service does not answer. The service cannot run");
        service.awaitHealth();
        assertThat(service.read("logoffd:type=Service", "Version")).isEqualTo(System.getProperty("logoffd.version"));
        assertThat(dataThatStays()).isEqualTo(before);
        assertThat(service.program().resolveSibling(NEWER)).doesNotExist();
    }

    /** What begins the journal is there as long as it is kept. */
    private Map<String, String> dataThatStays() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String name : List.of("config/logoffd.properties", "config/users.txt", "config/initial-passwords.txt")) {
            contents.put(name, Files.readString(service.data().resolve(name)));
        }
        try (Stream<String> lines = Files.lines(service.data().resolve("logs/service.jsonl"))) {
            contents.put("journal", lines.findFirst().orElseThrow());
        }
        return contents;
    }

    private static void deleteServerOf(Path base) throws IOException {
        try (Stream<Path> libraries = Files.list(base.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                if (library.getFileName().toString().startsWith("jetty-server")) {
                    Files.delete(library);
                }
            }
        }
    }
}
