package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.testing.Samples;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The history in the console: as a list with search, and as the story of one session. */
class ConsoleHistoryIT {

    private static final String TABLE = "//table[contains(@class,'history')]";
    private static final String KEY =
            Samples.session(Samples.active(3, "alice")).key();

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    private static String ago(int minutes) {
        return Instant.now()
                .minus(minutes, ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }

    private void logon(String account, String key, int minutesAgo, int sequence) {
        scene.fixture()
                .history
                .add(
                        JournalKind.SESSIONS,
                        ago(minutesAgo),
                        "SESSION",
                        "event",
                        "logoffd.session.logon",
                        "host",
                        "HOST1",
                        "id",
                        3,
                        "session",
                        key,
                        "account",
                        account,
                        "clientName",
                        "PC-17",
                        "sequence",
                        sequence);
    }

    private void request(String reason, int minutesAgo, int sequence) {
        scene.fixture()
                .history
                .add(
                        JournalKind.ACTS,
                        ago(minutesAgo),
                        "ASKED",
                        "channel",
                        "http",
                        "address",
                        "192.0.2.44",
                        "user",
                        "otto",
                        "role",
                        "operator",
                        "operation",
                        "requestLogoff",
                        "reason",
                        reason,
                        "host",
                        "HOST1",
                        "session",
                        KEY,
                        "id",
                        3,
                        "account",
                        "CORP\\alice",
                        "sequence",
                        sequence);
    }

    private void openHistory(String user) {
        scene.signIn(user);
        scene.page().visit("History");
        scene.page().text(TABLE);
    }

    @Test
    void theNewestComesFirstAndTheSearchIsByUserHostKindAndTime() {
        logon("CORP\\alice", KEY, 90, 1);
        logon("CORP\\bob", KEY.replace(":3:", ":4:"), 60 * 30, 2);
        request("ticket <b>7</b>", 10, 3);
        openHistory("operator");

        scene.page().await(TABLE + "/tbody/tr[1]", "Logoff requested");
        assertThat(scene.page().text(TABLE + "/tbody/tr[1]"))
                .contains("Reason: ticket <b>7</b>", "otto", "operator · http", "192.0.2.44", "CORP\\alice", "HOST1");
        assertThat(scene.page().count(TABLE + "/tbody/tr")).isEqualTo(3);
        scene.page()
                .run("document.querySelector('[name=since]').value='24h';"
                        + "document.querySelector('[name=since]').dispatchEvent(new Event('change'))");
        scene.page().awaitGone(TABLE + "//tr[contains(.,'bob')]");
        scene.page()
                .run("document.querySelector('[name=kind]').value='sessions';"
                        + "document.querySelector('[name=kind]').dispatchEvent(new Event('change'))");
        scene.page().awaitGone(TABLE + "//tr[contains(.,'Logoff requested')]");
        scene.page().type("//input[@name='who']", "mallory");
        scene.page().await("//main", "There is no entry.");
        scene.page().assertClean();
    }

    @Test
    void aMonitorSeesNoAddressOfACaller() {
        request("ticket 7", 10, 1);
        openHistory("monitor");

        assertThat(scene.page().text(TABLE)).contains("otto").doesNotContain("192.0.2.44");
        scene.page().assertClean();
    }

    @Test
    void aLongHistoryHasPages() {
        for (int i = 0; i < 230; i++) {
            request("number " + i + ".", 300 - i, i);
        }
        openHistory("operator");

        scene.page().await(TABLE + "/tbody/tr[1]", "number 229.");
        assertThat(scene.page().count(TABLE + "/tbody/tr")).isEqualTo(100);
        scene.page().click("//button[.='Older']");
        scene.page().await(TABLE + "/tbody/tr[1]", "number 129.");
        scene.page().click("//button[.='Older']");
        scene.page().await(TABLE + "/tbody/tr[1]", "number 29.");
        assertThat(scene.page().count(TABLE + "/tbody/tr")).isEqualTo(30);
        scene.page().click("//button[.='Newer']");
        scene.page().await(TABLE + "/tbody/tr[1]", "number 129.");
        scene.page().assertClean();
    }

    @Test
    void theStoryOfASessionIsInItsDetailsOldestFirst() {
        logon("CORP\\alice", KEY, 90, 1);
        logon("CORP\\bob", KEY.replace(":3:", ":4:"), 80, 2);
        request("ticket 7", 10, 3);
        scene.signIn("operator");

        scene.page().open("alice");

        scene.page().await("//aside//ol/li[1]", "Logged on");
        scene.page().await("//aside//ol/li[2]", "ticket 7");
        assertThat(scene.page().count("//aside//ol/li")).isEqualTo(2);
        scene.page().assertClean();
    }

    @Test
    void aSessionThatHasEndedHasItsStoryToo() {
        String key = KEY.replace(":3:", ":77:");
        logon("CORP\\gone", key, 90, 1);
        openHistory("operator");

        scene.page().click(TABLE + "//button[contains(.,'gone')]");

        scene.page().await("//aside", "This session has ended.");
        scene.page().await("//aside//ol", "Logged on");
        scene.page().assertClean();
    }

    @Test
    void anIndexThatIsNotThereOrNotCompleteIsSaid() {
        scene.fixture().history.setComplete(false);
        logon("CORP\\alice", KEY, 90, 1);
        openHistory("operator");
        scene.page().await("//main", "older entries can be missing");

        scene.fixture().history.setUnavailable("The index cannot be written.");
        scene.page().click("//main//button[.='Read again']");
        scene.page().await("//main", "The history cannot be read now.");
        scene.page().await("//main", "The index cannot be written.");
        scene.page().assertClean("status of 503");
    }
}
