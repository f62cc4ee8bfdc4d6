package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Acting on several sessions by the console: a preview, and one result for each. */
class ConsoleBulkIT {

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @Test
    void severalSelectedSessionsArePreviewedAndEachHasItsResult() throws Exception {
        scene.signIn("operator");
        scene.page().click(row("alice") + "//input[@type='checkbox']");
        scene.page().click(row("bob") + "//input[@type='checkbox']");
        scene.page().click(row("carol") + "//input[@type='checkbox']");
        SessionRow mallory = Samples.active(3, "mallory");
        scene.host.with(mallory, Samples.detail(mallory, Samples.LOGON.plusSeconds(600)));

        scene.page().click("//button[.='Log off selected…']");
        scene.page().await("//dialog", "2 would be logged off now");
        assertThat(scene.page().text("//dialog")).contains("1 is left out.", "This logon no longer exists.");
        scene.page().assertAccessible("the preview", "light");
        assertThat(scene.host.actingCalls()).isEmpty();
        scene.page().click("//dialog//button[.='Log off 2']");

        scene.page().await("//dialog", "2 accepted by Windows");
        assertThat(scene.host.actingCalls()).containsExactlyInAnyOrder("logoff 4", "logoff 5");
        scene.page().click("//dialog//button[.='Close']");
        scene.page().awaitGone("//div[@class='selection']");
        scene.page().assertClean();
    }

    private void select(String... users) {
        for (String user : users) {
            scene.page().click(row(user) + "//input[@type='checkbox']");
        }
    }

    @Test
    void severalUsersAreWarnedAfterAPreviewThatNamesWhoIsProtected() {
        scene.signIn("operator");
        select("alice", "carol", "admin");

        scene.page().click("//button[.='Warn selected…']");
        scene.page().type("//dialog//input[@name='reason']", "ticket 7");
        scene.page().click("//dialog//button[.='Preview']");
        scene.page().await("//dialog", "2 would be warned now and logged off later. 1 is left out.");
        assertThat(scene.page().text("//dialog")).contains("Refused: this session is protected.");
        assertThat(scene.host.actingCalls()).isEmpty();
        scene.page().click("//dialog//button[.='Warn 2']");

        scene.page().await("//dialog", "2 warned; the list shows the countdowns.");
        assertThat(scene.host.actingCalls()).containsExactlyInAnyOrder("sendMessage 3", "sendMessage 5");
        scene.page().click("//dialog//button[.='Close']");
        scene.page().await(row("alice"), "Warned 4:5");
        scene.page().await(row("carol"), "Warned 4:5");
        assertThat(scene.fixture().trail.lines())
                .extracting(line -> line.intent().caller().reason())
                .containsOnly("ticket 7");
        scene.page().assertClean();
    }

    @Test
    void aMessageGoesToEachSelectedUserAndTheTextCanBeChangedAfterThePreview() {
        scene.signIn("operator");
        select("alice", "bob");

        scene.page().click("//button[.='Message selected…']");
        scene.page().type("//dialog//textarea", "Restart at noon");
        scene.page().click("//dialog//button[.='Preview']");
        scene.page().await("//dialog", "2 would get the message.");
        scene.page().click("//dialog//button[.='Change']");
        scene.page().type("//dialog//textarea", "Restart at two");
        scene.page().click("//dialog//button[.='Preview']");
        scene.page().click("//dialog//button[.='Send to 2']");

        scene.page().await("//dialog", "2 sent.");
        assertThat(scene.host.messages()).extracting(Message::text).containsOnly("Restart at two");
        scene.page().assertClean();
    }

    @Test
    void aReasonThatIsRequiredGoesAlongWithAMessageToSeveralUsers() {
        scene.fixture().rules.set(new ActingRules(true, false, true, Controls.OPEN.guard(), Controls.OPEN.limits()));
        scene.signIn("operator");
        select("alice", "carol");

        scene.page().click("//button[.='Message selected…']");
        scene.page().type("//dialog//textarea", "Restart at noon");
        scene.page().click("//dialog//button[.='Preview']");
        scene.page().await("//dialog", "Refused: a reason is required.");
        scene.page().click("//dialog//button[.='Change']");
        scene.page().type("//dialog//input[@name='reason']", "ticket 7");
        scene.page().click("//dialog//button[.='Preview']");
        scene.page().click("//dialog//button[.='Send to 2']");

        scene.page().await("//dialog", "2 sent.");
        assertThat(scene.host.messages()).hasSize(2);
        assertThat(scene.fixture().trail.lines())
                .last()
                .satisfies(line -> assertThat(line.intent().caller().reason()).isEqualTo("ticket 7"));
        scene.page().assertClean();
    }

    @Test
    void whatFailedIsTriedAgainAfterAnotherPreview() {
        scene.host.fail("logoff 4", 5);
        scene.signIn("operator");
        select("alice", "bob");
        scene.page().click("//button[.='Log off selected…']");
        scene.page().click("//dialog//button[.='Log off 2']");

        scene.page().await("//dialog", "1 accepted by Windows; the list shows when they are gone. 1 not done.");
        assertThat(scene.page().text("//dialog//tbody/tr[1]")).contains("bob", "It failed.");
        scene.host.repair("logoff 4");
        scene.page().click("//dialog//button[.='Try 1 again']");
        scene.page().click("//dialog//button[.='Log off 1']");

        scene.page().awaitGone("//dialog//tr[contains(.,'alice')]");
        scene.page().await("//dialog", "1 accepted by Windows");
        assertThat(scene.host.actingCalls()).containsExactlyInAnyOrder("logoff 3", "logoff 4", "logoff 4");
        scene.page().assertClean();
    }

    @Test
    void allThatMatchAreSelectedOverPagesAndThePreviewIsOfAll() {
        for (long id = 100; id < 350; id++) {
            scene.host.with(Samples.active(id, "user" + id));
        }
        scene.refresh();
        scene.signIn("operator");
        scene.page().type("//input[@type='search']", "user");
        scene.page().await("//p[contains(@class,'count')]", "250 of 254 sessions");

        scene.page().click("//thead//input[@type='checkbox']");
        scene.page().click("//button[.='Select all 250 that match']");
        scene.page().await("//div[@class='selection']", "250 selected");
        scene.page().click("//button[.='Log off selected…']");

        scene.page().await("//dialog", "250 would be logged off now");
        assertThat(scene.page().text("//dialog")).contains("… and 50 more");
        assertThat(scene.host.actingCalls()).isEmpty();
        scene.page().assertClean();
    }
}
