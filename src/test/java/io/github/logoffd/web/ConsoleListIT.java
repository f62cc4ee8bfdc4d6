package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of the console: events, many sessions, hostile names, details. */
class ConsoleListIT {

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @Test
    void hostileTextStaysTextAndHidesNothing() {
        String markup = "<img src=x onerror=alert(1)>";
        String reversed = "x\u202Enimda\u200B";
        scene.host.with(Samples.active(6, markup)).with(Samples.active(7, reversed));
        scene.host.setClient(
                6,
                new ClientInfo(
                        "<script>alert(2)</script>",
                        "192.0.2.8",
                        ClientProtocol.RDP,
                        1,
                        2,
                        3,
                        4,
                        "<b>\u2066p</b>",
                        "'\"--><svg onload=alert(3)>"));
        scene.host.fail("sendMessage 6", 5);
        scene.refresh();
        scene.signIn("operator");

        scene.page().await("//tbody", markup);
        assertThat(scene.page().text("//tbody")).contains("x\\u{202e}nimda\\u{200b}", "<script>alert(2)</script>");
        scene.page().open(markup);
        assertThat(scene.page().text("//aside")).contains("<b>\\u{2066}p</b>", "'\"--><svg onload=alert(3)>");
        scene.page().click("//aside//button[contains(@class,'act message')]");
        scene.page().type("//dialog//textarea", markup);
        scene.page().confirm();
        scene.page().await(ConsolePage.OUTCOME, "It failed.");

        assertThat(scene.page().count("//*[@id='console']//img | //*[@id='console']//script | //*[@id='console']//b"))
                .isZero();
        assertThat(scene.page().run("return document.querySelector('aside h2').innerText"))
                .isEqualTo("CORP\\" + markup);
        scene.page().assertClean();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#sort=__proto__",
                "#sort=-constructor",
                "#state=__proto__",
                "#state=toString",
                "#at=-1",
                "#at=1e9",
                "#at=0.5",
                "#min=-1",
                "#page=__proto__",
                "#toString=x&hasOwnProperty=y&__proto__=z",
                "#hide=user state __proto__"
            })
    void aLinkThatWasMadeToBreakThePageShowsTheList(String fragment) {
        scene.page().openAt(fragment).signIn("operator");

        scene.page().await("//tbody", "alice");
        assertThat(scene.page().run("return document.title")).isEqualTo("Sessions – logoffd");
        scene.page().type("//input[@type='search']", "carol");
        scene.page().awaitGone(row("alice"));
        assertThat(scene.page().is(row("carol"))).isTrue();
        scene.page().assertClean();
    }

    @Test
    void eventsChangeTheListAndRowsDoNotMoveUnderThePointer() {
        scene.signIn("operator");

        scene.host.with(Samples.active(8, "aaron"));
        scene.refresh();
        scene.page().await("//tbody/tr[1]", "aaron");
        scene.page().run("document.querySelector('tbody').dispatchEvent(new PointerEvent('pointerenter'))");
        scene.host.with(Samples.active(9, "abel"));
        scene.host.end(8);
        scene.refresh();
        scene.page().await("//div[contains(@class,'toolbar')]", "Show 2 changes");
        assertThat(scene.page().find("//tbody/tr[1]")).contains("aaron");
        scene.page().click("//button[.='Show 2 changes']");

        scene.page().await("//tbody", "abel");
        scene.page().awaitGone(row("aaron"));
    }

    @Test
    void fiveThousandSessionsArePagedAndSearched() {
        for (long id = 100; id < 5100; id++) {
            scene.host.with(new SessionRow(id, id, "", SessionState.DISCONNECTED.code(), "user" + id, "CORP", "", ""));
        }
        scene.refresh();
        scene.signIn("monitor");

        scene.page().await("//p[contains(@class,'count')]", "5004 sessions");
        awaitTwoHundredRows();
        scene.page().click("//nav[contains(@class,'pager')]//button[.='Next page']");
        scene.page().await("//nav[contains(@class,'pager')]", "201–400 of 5004");
        awaitTwoHundredRows();
        scene.page().type("//input[@type='search']", "user4711");
        scene.page().await("//p[contains(@class,'count')]", "1 of 5004 sessions");
        scene.page().assertClean();
    }

    private void awaitTwoHundredRows() {
        Await.until("200 rows are drawn", () -> scene.page().count("//tbody/tr") == 200);
    }

    @Test
    void aPageComesInPartsThatAreDrawnInAFrameAndWhatIsBelowDoesNotMove() {
        for (long id = 100; id < 700; id++) {
            scene.host.with(new SessionRow(id, id, "", SessionState.DISCONNECTED.code(), "user" + id, "CORP", "", ""));
        }
        scene.refresh();
        scene.signIn("monitor");
        scene.page().await("//p[contains(@class,'count')]", "604 sessions");
        awaitTwoHundredRows();
        scene.page()
                .run(
                        "const top=()=>document.querySelector('.pager').getBoundingClientRect().top+document.querySelector('main').scrollTop;"
                                + "window.most=0;window.moved=0;const before=top();new MutationObserver(list=>{"
                                + "most=Math.max(most,list.reduce((sum,each)=>sum+each.addedNodes.length,0));"
                                + "moved=Math.max(moved,before-top())}).observe(document.querySelector('tbody'),{childList:true})");

        scene.page().click("//nav[contains(@class,'pager')]//button[.='Next page']");
        scene.page().await("//nav[contains(@class,'pager')]", "201–400 of 604");
        scene.page().awaitGone("//tbody//bdi[.='user100']");
        awaitTwoHundredRows();

        assertThat((long) scene.page().run("return most")).isBetween(1L, 12L);
        assertThat((long) scene.page().run("return Math.round(moved)")).isLessThanOrEqualTo(1);
    }

    @Test
    void theDetailsOfADisconnectedSessionSayThatItHasNoClient() {
        scene.signIn("monitor");
        scene.page().open("alice");
        assertThat(scene.page().text("//aside")).contains("LAPTOP7", "Remote Desktop (RDP)");

        scene.page().open("bob");

        scene.page().await("//aside", "none, since the session is disconnected");
        assertThat(scene.page().text("//aside")).doesNotContain("Protocol", "UNKNOWN", "unknown");
    }

    @Test
    void theProcessesOfASessionAreListed() {
        scene.host.setProcesses(List.of(new ProcessInfo(3, 77, "word<b>.exe", 60, 5_000_000, 10, 2)));
        scene.refresh();
        scene.signIn("monitor");

        scene.page().open("alice");
        scene.page().click("//aside//button[.='Show processes']");

        scene.page().await("//aside//table", "word<b>.exe");
        scene.page().assertClean();
    }
}
