package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.ESCAPE;
import static io.github.logoffd.web.ConsolePage.row;

import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The console in windows of all widths, from a phone to a large screen, with names that are as long as Windows lets.
 */
class ConsoleWidthsIT {

    private static final String LONG_NAME = "annemarie-elisabeth.von-der-waldmuehle";
    private static final String LONG_HOST = "RDS-PRODUCTION1";

    /** Where each picture is kept for a person to look at, if this is set. */
    private static final String PICTURES = System.getProperty("logoffd.pictures", "");

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @ParameterizedTest
    @CsvSource({
        "320,640,light",
        "360,740,light",
        "360,740,dark",
        "1024,768,light",
        "1024,768,dark",
        "1920,1080,light",
        "1920,1080,dark",
        "3840,2160,light"
    })
    void nothingIsCut(int width, int height, String scheme) throws Exception {
        ScriptedHost other = new ScriptedHost(LONG_HOST)
                .with(Samples.active(6, LONG_NAME))
                .with(Samples.disconnected(7, LONG_NAME + "2"));
        other.setClient(
                6,
                new ClientInfo(
                        "WORKSTATION-2041",
                        "2001:db8:1234:5678:9abc:def0:1234:5678",
                        ClientProtocol.RDP,
                        1,
                        2,
                        3,
                        4,
                        "C:\\Program Files\\Company\\" + LONG_NAME + "\\start.exe",
                        ""));
        HostMonitor unused = scene.fixture().alsoWatch(other);
        scene.fixture()
                .history
                .add(
                        JournalKind.ACTS,
                        Instant.now().toString(),
                        "ASKED",
                        "channel",
                        "http",
                        "user",
                        "operator",
                        "operation",
                        "requestLogoff",
                        "reason",
                        "INC-4711, away for five hours",
                        "host",
                        LONG_HOST,
                        "id",
                        6,
                        "account",
                        "CORP\\" + LONG_NAME,
                        "sequence",
                        1);
        scene.page().look(width, height, scheme);
        scene.page().open();
        scene.page().text("//form");
        check("sign-in", width, scheme);
        scene.page().signIn("operator");
        scene.page().await("//tbody", LONG_NAME);
        scene.warnAlice();
        scene.page().await(row("alice"), "Warned");
        check("list", width, scheme);
        scene.page().open(LONG_NAME);
        check("session", width, scheme);
        for (String act : List.of("message", "ask", "disconnect", "warn", "logoff")) {
            scene.page().click("//aside//button[contains(@class,'act " + act + "')]");
            scene.page().text("//dialog//h2");
            check(act, width, scheme);
            scene.page().press(ESCAPE);
            scene.page().awaitGone("//dialog");
        }
        scene.page().click("//aside//button[contains(@class,'close')]");
        scene.page().awaitGone("//aside");
        scene.page().visit("History");
        scene.page().text("//table[contains(@class,'history')]");
        check("history", width, scheme);
        scene.page().visit("Hosts");
        scene.page().text("//div[@class='chart']//canvas");
        check("hosts", width, scheme);
    }

    private void check(String what, int width, String scheme) throws Exception {
        if (!PICTURES.isEmpty()) {
            Path folder = Files.createDirectories(Path.of(PICTURES));
            scene.page().picture(folder.resolve(what + '-' + width + '-' + scheme + ".png"));
        }
        scene.page().assertNothingIsCut(what + " at " + width);
    }
}
