package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.StandIn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The end of a service in the Windows JVM while a call to a host does not return for ten minutes. */
@ExtendWith(WineExtension.class)
class HangingHostIT {

    private static final String HANGING = "logoffd:type=SessionHost,host=TS02";

    @Test
    void theServiceStopsAllTheSame(WineMachine machine, @TempDir Path folder) {
        StandIn standIn = new StandIn(machine.standInFolder());
        standIn.play(Rows.host(Rows.nobody(1, "console", SessionState.CONNECTED)), List.of());
        standIn.playOn("TS02", Rows.host(Rows.user(2, "RDP-Tcp#2", SessionState.ACTIVE, "anna", Instant.now(), 0)));
        InstalledService service = InstalledService.unpack(machine, folder);
        service.configure("hosts=TS02", "host.timeout=2s", "refresh.interval=200ms");
        WineMachine.Result install = service.install("--no-archive");
        assertThat(install.exitCode()).as(install.output()).isZero();
        try {
            Await.until("the host is read", () -> Boolean.TRUE.equals(service.read(HANGING, "Reachable")));

            standIn.playOn("TS02", List.of(), "hang\tfunction=WTSEnumerateSessionsExW\tmillis=600000");
            Await.until(
                    "its silence is noticed", () -> Long.valueOf(1460).equals(service.read(HANGING, "LastErrorCode")));
            assertThat(service.read(HANGING, "SessionCount")).isEqualTo(2L);

            service.net("stop");
            service.awaitEnd();
            service.awaitEndOfProcess();
            service.forgetAfterStop();
        } finally {
            service.script("uninstall.cmd");
        }
    }
}
