package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitoring.Browser;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console of one installed service in the Windows JVM, from signing in to a session that is gone. */
@ExtendWith(WineExtension.class)
class ConsoleInWindowsIT {

    private static final int BUTTON_NO = 7;
    private static final String DETAILS = "//tbody/tr[contains(.,'%s')]//button[contains(@class,'link')]";
    private static final String OUTCOME = "//dialog//div[contains(@class,'outcome')][contains(.,'%s')]";

    @Test
    void anOperatorAsksAUserLogsAnotherOffAndFindsBothInTheHistory(WineMachine machine, @TempDir Path folder) {
        Browser.installed();
        StandIn standIn = new StandIn(machine.standInFolder());
        Instant logon = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));
        standIn.play(
                List.of(
                        Rows.nobody(0, "services", SessionState.DISCONNECTED),
                        Rows.nobody(1, "console", SessionState.CONNECTED),
                        Rows.user(2, "RDP-Tcp#2", SessionState.ACTIVE, "jörg.müller", logon, BUTTON_NO),
                        Rows.user(3, "", SessionState.DISCONNECTED, "Σοφία", logon, 0),
                        Rows.nobody(65536, "rdp-tcp", SessionState.LISTEN)),
                List.of(new ProcessInfo(2, 4711, "Übersicht.exe", 1500, 142_000_000, 900, 30)));
        InstalledService service = InstalledService.unpack(machine, folder.resolve("with blank"));
        service.configure("refresh.interval=1s");
        try (service) {
            service.installAndAwaitHealth();
            useConsole(service, folder);
        }
        assertThat(standIn.actingCalls())
                .anyMatch(call -> call.contains("WTSLogoffSession") && call.contains("\tsession=3\t"));
    }

    private static void useConsole(InstalledService service, Path folder) {
        try (Browser browser = Browser.start(folder)) {
            browser.look(1280, 800, "light");
            browser.open(service.uri("/").toString());
            browser.type("//input[@name='username']", "operator");
            browser.type("//input[@name='password']", service.password());
            browser.click("//form//button");
            assertThat(browser.text("//tbody")).contains("jörg.müller", "Σοφία");

            ask(browser);
            logOff(browser);
            browser.click("//header//button[.='History']");
            assertThat(browser.text(
                            "//table[contains(@class,'history')][contains(.,'Logoff') and contains(.,'Question')]"))
                    .contains("Σοφία", "ticket 7", "operator");
            browser.click("//header//button[.='Hosts']");
            assertThat(browser.text("//main[.//canvas]"))
                    .contains("guard.protectedAccounts", "Users in the last 24 hours");
        }
    }

    private static void ask(Browser browser) {
        browser.click(String.format(DETAILS, "jörg.müller"));
        browser.click("//aside//button[contains(@class,'act ask')]");
        browser.type("//dialog//textarea", "Läuft die Übersicht noch?");
        browser.click("//dialog//button[.='Ask']");
        browser.text(String.format(OUTCOME, "The user pressed No."));
        browser.click("//dialog//button[.='Close']");
    }

    private static void logOff(Browser browser) {
        browser.click(String.format(DETAILS, "Σοφία"));
        browser.click("//aside[contains(.,'Σοφία')]//button[contains(@class,'act logoff')]");
        browser.type("//dialog//input[@name='reason']", "ticket 7");
        browser.click("//dialog//button[.='Log off']");
        browser.text(String.format(OUTCOME, "The session is gone."));
        browser.click("//dialog//button[.='Close']");
    }
}
