package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of "Windows in five minutes" in README.md, read from there, with an installed service. */
@ExtendWith(WineExtension.class)
class FiveMinutesIT {

    private static final String BEGIN = "## Windows in five minutes";
    private static final String END = "\n## ";
    private static final Duration FIVE_HOURS = Duration.ofHours(5);

    private final WineMachine machine;
    private final StandIn standIn;
    private final int callsBefore;

    @TempDir
    Path folder;

    private InstalledService service;

    FiveMinutesIT(WineMachine machine) {
        this.machine = machine;
        this.standIn = new StandIn(machine.standInFolder());
        this.callsBefore = standIn.actingCalls().size();
    }

    @AfterEach
    void remove() {
        WineMachine.Result uninstall = service.script("uninstall.cmd");
        assertThat(uninstall.exitCode()).as(uninstall.output()).isZero();
    }

    @Test
    void theCommandsOfTheGuideDoWhatItSays() throws IOException {
        Instant logon = Instant.now().minus(FIVE_HOURS);
        standIn.play(
                Rows.host(
                        Rows.active(3, "RDP-Tcp#0", "anna.berg", logon),
                        Rows.disconnected(4, "m.svensson", logon, logon.plusSeconds(10))),
                List.of());
        service = InstalledService.unpack(machine, folder);
        service.configure();
        List<String> commands = commands();
        assertThat(commands).hasSize(5);
        assertThat(guide()).contains("\\service\\install.cmd");
        WineMachine.Result install = service.install("--no-archive");
        assertThat(install.exitCode()).as(install.output()).isZero();
        service.awaitHealth();

        assertThat(succeeds(commands.get(0))).contains("anna.berg", "m.svensson");
        assertThat(succeeds(commands.get(1))).contains("anna.berg");
        assertThat(newCalls()).as("a check does not act").isEmpty();
        assertThat(succeeds(commands.get(2))).contains("anna.berg");
        assertThat(newCalls()).singleElement().asString().contains("\tWTSLogoffSession\t", "\tsession=3\t");
        assertThat(succeeds(commands.get(3))).contains("anna.berg", "operator", "DONE");
        assertThat(run(commands.get(4)))
                .returns(2, WineMachine.Result::exitCode)
                .extracting(WineMachine.Result::output)
                .asString()
                .contains("LOGOFFD CRITICAL", "m.svensson");
    }

    /** Other classes have used the same machine before. */
    private List<String> newCalls() {
        return standIn.actingCalls().stream()
                .skip(callsBefore)
                .filter(line -> !line.contains("\tdetach\t"))
                .toList();
    }

    private String succeeds(String command) {
        WineMachine.Result result = run(command);
        assertThat(result.exitCode()).as(command + ": " + result.output()).isZero();
        return result.output();
    }

    /** The variables are those that the guide sets. */
    private WineMachine.Result run(String command) {
        return new CommandPrompt(machine, service.program())
                .batch(
                        "commands",
                        "@set LOGOFFD_URL=" + service.uri("/jolokia"),
                        "@set LOGOFFD_USER=operator",
                        "@set LOGOFFD_PASSWORD=" + service.password(),
                        command);
    }

    private static List<String> commands() throws IOException {
        return guide().lines().filter(line -> line.startsWith("logoffd ")).toList();
    }

    private static String guide() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf(BEGIN);
        return readme.substring(begin, readme.indexOf(END, begin + BEGIN.length()));
    }
}
