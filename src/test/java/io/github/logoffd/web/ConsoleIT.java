package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.ENTER;
import static io.github.logoffd.web.ConsolePage.ESCAPE;
import static io.github.logoffd.web.ConsolePage.TAB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in Chromium: who signs in, what is shown, and how it ends. */
class ConsoleIT {

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @Test
    void aMonitorSeesEverythingAndNoButtonThatActs() {
        scene.signIn("monitor");
        scene.page().open("alice");

        assertThat(scene.page().text("//aside")).contains("RDP-Tcp#3", "192.0.2.7", "A logoff would be attempted.");
        assertThat(scene.page().is("//button[contains(@class,'act')]")).isFalse();
        assertThat(scene.page().text("//header")).contains("can only read");
        scene.page().assertClean();
    }

    @Test
    void theKeyboardIsEnough() {
        scene.page().open();
        Await.until("the name has the focus", () -> scene.page().focused().equals("username"));
        scene.page().press("operator" + TAB);
        scene.page().press(UsersFixture.PASSWORD + ENTER);
        scene.page().await("//tbody", "alice");

        for (int i = 0; i < 60 && !scene.page().focused().startsWith("Log off: CORP\\alice"); i++) {
            scene.page().press(TAB);
        }
        assertThat(scene.page().focused()).isEqualTo("Log off: CORP\\alice (HOST1)");
        scene.page().press(ENTER);
        Await.until(
                "the safe button has the focus", () -> scene.page().focused().equals("Cancel"));
        scene.page().press(ESCAPE);
        scene.page().awaitGone("//dialog");
        Await.until("the focus is back", () -> scene.page().focused().equals("Log off: CORP\\alice (HOST1)"));
        assertThat(scene.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void theFocusReturnsFromTheDetailsToTheRow(int width) {
        scene.page().look(width, 800, "light");
        scene.signIn("operator");

        scene.page().open("alice");
        Await.until("the details have the focus", () -> scene.page().focused().equals("Close"));
        scene.page().press(ESCAPE);

        scene.page().awaitGone("//aside");
        Await.until("the row has the focus", () -> scene.page().focused().equals("alice"));
    }

    @Test
    void aWrongPasswordIsSaidInThePageAndNotInADialogOfTheBrowser() {
        scene.page().open();
        scene.page().type("//input[@name='username']", "operator");
        scene.page().type("//input[@name='password']", "wrong" + ENTER);

        scene.page().await("//form", "There is no user with this name and password.");
        assertThat(scene.page().run("return document.querySelector('[name=password]').value"))
                .isEqualTo("");
        scene.page().signIn("operator");
        scene.page().await("//tbody", "alice");
        scene.page().assertClean("status of 401");
    }

    @Test
    void aUserWhoIsChangedSignsInOverThePageWhichKeepsWhatItShows(@TempDir Path folder) throws Exception {
        UsersFixture users = new UsersFixture(folder);
        users.write("operator:operator", "second:operator");
        NanoClock clock = new NanoClock();
        LiveUsers live = users.open(clock, message -> {});
        scene.restart(builder -> builder.users(live));
        scene.signIn("second");
        scene.page().type("//input[@type='search']", "bob");
        scene.page().begin("logoff", "bob");

        users.write("operator:operator");
        clock.advance(Duration.ofSeconds(5));
        live.look();
        live.look();

        scene.page().await("//dialog[.//h2[.='Sign in again']]", "stays as it was");
        scene.page().assertAccessible("signing in again", "light");
        scene.page().type("//dialog//input[@name='username']", "operator");
        scene.page().type("//dialog//input[@name='password']", UsersFixture.PASSWORD + ENTER);
        scene.page().awaitGone("//dialog[.//h2[.='Sign in again']]");
        assertThat(scene.page().text("//dialog//h2")).isEqualTo("Log off CORP\\bob?");
        assertThat(scene.page().run("return document.querySelector('[type=search]').value"))
                .isEqualTo("bob");
        assertThat(scene.host.actingCalls()).isEmpty();
        Await.until(
                "it can be acted again", () -> scene.page().is("//dialog//button[@class='danger' and not(@disabled)]"));
        scene.page().confirm();
        scene.page().await(ConsolePage.OUTCOME, "Windows is logging the user off.");
        scene.page().assertClean("status of 401");
    }

    @Test
    void aPageThatNobodyUsesWarnsAndSignsOut() {
        scene.signIn("operator");

        scene.page()
                .run("const real=performance.now.bind(performance);window.ahead=0;performance.now=()=>real()+ahead;"
                        + "ahead=(900-30)*1000");
        scene.page().await("//dialog", "You will be signed out in");
        scene.page().click("//dialog//button[.='Stay signed in']");
        scene.page().awaitGone("//dialog");
        scene.page().run("ahead+=901*1000");

        scene.page().await("//main", "You were signed out because the page was not used");
        assertThat(scene.page().find("//body")).doesNotContain("alice");
    }

    @Test
    void signingOutForgetsEverythingAndTheAddressKeepsTheView() {
        scene.signIn("operator");
        scene.page().type("//input[@type='search']", "bob");
        Await.until("only bob is shown", () -> scene.page().count("//tbody/tr") == 1);

        scene.page().click("//header//button[.='Sign out']");
        scene.page().await("//main", "You are signed out.");
        assertThat(scene.page().find("//body")).doesNotContain("CORP");
        scene.page().signIn("operator");

        scene.page().await("//tbody", "bob");
        assertThat(scene.page().count("//tbody/tr")).isEqualTo(1);
        assertThat(scene.page().text("//p[contains(@class,'count')]")).contains("1 of 4 sessions");
        scene.page().assertClean();
    }
}
