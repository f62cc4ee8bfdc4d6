package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The source of the event log comes with the service and goes with it. */
@ExtendWith(WineExtension.class)
class EventSourceIT {

    private static final String KEY = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\logoffd";

    private final WineMachine machine;

    @TempDir
    Path folder;

    EventSourceIT(WineMachine machine) {
        this.machine = machine;
    }

    @AfterEach
    void uninstall() {
        machine.wine(folder, "sc", "delete", "logoffd");
    }

    @Test
    void theSourceIsRegisteredAndRemovedWithTheService() {
        InstalledService service = InstalledService.unpack(machine, folder);
        assertThat(source().exitCode()).isEqualTo(1);

        WineMachine.Result install = service.install("--no-archive", "--no-start");
        assertThat(install.exitCode()).as(install.output()).isZero();

        assertThat(source().output().lines().map(String::strip))
                .contains("EventMessageFile    REG_EXPAND_SZ    %SystemRoot%\\System32\\EventCreate.exe")
                .contains("TypesSupported    REG_DWORD    0x7");

        assertThat(service.script("uninstall.cmd").exitCode()).isZero();
        assertThat(source().exitCode()).isEqualTo(1);
    }

    private WineMachine.Result source() {
        return machine.wine(folder, "reg", "query", KEY);
    }
}
