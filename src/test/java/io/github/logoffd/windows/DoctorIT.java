package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands for an installation with a problem, from the zip, in a Windows JVM. */
@ExtendWith(WineExtension.class)
class DoctorIT {

    @Test
    void anUnpackedZipIsCheckedAndPacked(WineMachine machine, @TempDir Path folder) throws IOException {
        new StandIn(machine.standInFolder())
                .play(
                        List.of(
                                Rows.nobody(0, "services", SessionState.DISCONNECTED),
                                Rows.user(3, "", SessionState.DISCONNECTED, "dagobert", Instant.now(), 0)),
                        List.of());
        InstalledService service = InstalledService.unpack(machine, folder.resolve("zip"));
        Files.createDirectories(service.base().resolve("logs"));
        Files.writeString(service.base().resolve("logs/logoffd.log"), "dagobert was here\n");
        service.configureBesideTheJar("guard.protectedAccounts=dagobert");
        CommandPrompt prompt = new CommandPrompt(machine, service.base());

        WineMachine.Result doctor = prompt.batch("commands", "logoffd doctor", "exit /b %ERRORLEVEL%");

        assertThat(doctor.output())
                .containsPattern("OK    java           Java 17\\S* for amd64 in ")
                .contains("OK    configuration  ")
                .contains("OK    sessions       2 sessions can be read.")
                .contains("WARN  users          There is no users file ")
                .contains("WARN  archive        There is no archive of classes")
                .contains("; the port is free.")
                .doesNotContain("mistake in logoffd");

        WineMachine.Result support = prompt.batch("commands", "logoffd support bundle.zip", "exit /b %ERRORLEVEL%");

        assertThat(support.exitCode()).as(support.output()).isZero();
        assertThat(support.output()).contains("Written: bundle.zip. It contains:", "Read it before you send it.");
        try (ZipFile zip = new ZipFile(service.base().resolve("bundle.zip").toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .contains("doctor.txt", "configuration.txt", "logs/logoffd.log");
            assertThat(new String(
                            zip.getInputStream(zip.getEntry("logs/logoffd.log")).readAllBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo("(left out)\n");
        }
        assertThat(prompt.batch("commands", "logoffd support bundle.zip", "exit /b %ERRORLEVEL%"))
                .satisfies(again -> assertThat(again.exitCode()).isEqualTo(1))
                .satisfies(again -> assertThat(again.output()).contains("exists and is not overwritten"));
    }
}
