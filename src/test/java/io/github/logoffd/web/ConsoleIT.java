package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.ENTER;
import static io.github.logoffd.web.ConsolePage.ESCAPE;
import static io.github.logoffd.web.ConsolePage.TAB;
import static io.github.logoffd.web.ConsolePage.row;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.monitoring.Browser;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in Chromium, from signing in to a session that is gone, and on bad days. */
class ConsoleIT {

    private static final String OUTCOME = "//dialog//div[contains(@class,'outcome')]";

    @TempDir
    private static Path folder;

    private static Browser browser;

    private final ScriptedHost host = new ScriptedHost()
            .with(Samples.CONSOLE)
            .with(Samples.active(3, "alice"))
            .with(Samples.disconnected(4, "bob"))
            .with(Samples.active(5, "carol"));
    private HttpFixture fixture;
    private ConsolePage page;

    @BeforeAll
    static void startBrowser() {
        Browser.installed();
        browser = Browser.start(folder);
        ConsolePage.countViolations(browser);
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() {
        browser.look(1280, 800, "light");
        fixture = HttpFixture.of(host).start();
        page = new ConsolePage(browser, fixture.port());
    }

    @AfterEach
    void stop() {
        browser.open("about:blank");
        fixture.close();
    }

    private void signIn(String user) {
        page.open().signIn(user);
        page.await("//tbody", "alice");
    }

    @Test
    void anOperatorLogsAUserOffAndSeesThatTheSessionIsGone() {
        host.during("logoff 3", () -> host.end(3));
        signIn("operator");

        page.begin("logoff", "alice");
        assertThat(page.text("//dialog")).contains("Log off CORP\\alice?", "HOST1", "LAPTOP7", "192.0.2.7", "Active");
        page.type("//dialog//input[@name='reason']", "ticket 7");
        page.confirm();

        page.await(OUTCOME, "The session is gone.");
        page.click("//dialog//button[.='Close']");
        page.awaitGone(row("alice"));
        assertThat(host.actingCalls()).containsExactly("logoff 3");
        assertThat(fixture.trail.lines())
                .first()
                .satisfies(line -> assertThat(line.intent().caller().reason()).isEqualTo("ticket 7"));
        page.assertClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "warn", "message", "disconnect"})
    void anIdThatChangedHandsSinceTheRowWasDrawnIsGoneAndNobodyIsTouched(String act) {
        signIn("operator");
        page.click(row("alice") + "//button[contains(@class,'link')]");
        page.click("//aside//button[contains(@class,'act " + act + "')]");
        SessionRow mallory = Samples.active(3, "mallory");
        host.with(mallory, Samples.detail(mallory, Samples.LOGON.plusSeconds(600)));

        if (act.equals("message")) {
            page.type("//dialog//textarea", "Hello");
        }
        page.confirm();

        page.await(OUTCOME, "This logon no longer exists.");
        assertThat(page.text(OUTCOME)).contains("Nobody was touched.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aCountdownOfAnotherOperatorIsSeenAndCalledOff() throws Exception {
        signIn("operator");

        fixture.exec(
                HOST_BEAN,
                "requestWarning",
                Samples.session(Samples.active(3, "alice")).key(),
                "Save",
                300);
        page.await(row("alice"), "Warned 4:5");
        page.begin("cancel", "alice");
        page.confirm();

        page.await(OUTCOME, "The logoff is called off.");
        page.click("//dialog//button[.='Close']");
        Await.until("the row shows no countdown", () -> !page.find(row("alice")).contains("Warned"));
        page.assertClean();
    }

    @Test
    void severalSelectedSessionsArePreviewedAndEachHasItsResult() throws Exception {
        signIn("operator");
        page.click(row("alice") + "//input[@type='checkbox']");
        page.click(row("bob") + "//input[@type='checkbox']");
        page.click(row("carol") + "//input[@type='checkbox']");
        SessionRow mallory = Samples.active(3, "mallory");
        host.with(mallory, Samples.detail(mallory, Samples.LOGON.plusSeconds(600)));

        page.click("//button[.='Log off selected…']");
        page.await("//dialog", "2 would be logged off now");
        assertThat(page.text("//dialog")).contains("1 is left out.", "This logon no longer exists.");
        page.assertAccessible("the preview", "light");
        assertThat(host.actingCalls()).isEmpty();
        page.click("//dialog//button[.='Log off 2']");

        page.await("//dialog", "2 accepted by Windows");
        assertThat(host.actingCalls()).containsExactlyInAnyOrder("logoff 4", "logoff 5");
        page.click("//dialog//button[.='Close']");
        page.awaitGone("//div[@class='selection']");
        page.assertClean();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        signIn("operator");

        page.begin("logoff", "alice");
        page.click("//dialog//button[.='Dry run']");

        page.await(OUTCOME, "Dry run: this would be carried out.");
        assertThat(host.actingCalls()).isEmpty();
        page.press(ESCAPE);
        page.awaitGone("//dialog");
    }

    @Test
    void whatTheGuardRefusesIsOffAndSaysWhy() {
        signIn("operator");

        String button = row("admin") + "//button[contains(@class,'act logoff')]";

        assertThat(page.run(
                        "return document.evaluate(arguments[0],document,null,9,null).singleNodeValue.title", button))
                .asString()
                .contains("console");
        page.click(button);
        assertThat(page.is("//dialog")).isFalse();
    }

    @Test
    void aMonitorSeesEverythingAndNoButtonThatActs() {
        signIn("monitor");
        page.click(row("alice") + "//button[contains(@class,'link')]");

        assertThat(page.text("//aside")).contains("RDP-Tcp#3", "192.0.2.7", "A logoff would be attempted.");
        assertThat(page.is("//button[contains(@class,'act')]")).isFalse();
        assertThat(page.text("//header")).contains("can only read");
        page.assertClean();
    }

    @Test
    void hostileTextStaysTextAndHidesNothing() {
        String markup = "<img src=x onerror=alert(1)>";
        String reversed = "x\u202Enimda\u200B";
        host.with(Samples.active(6, markup)).with(Samples.active(7, reversed));
        host.setClient(
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
        host.fail("sendMessage 6", 5);
        fixture.monitor.refresh();
        signIn("operator");

        page.await("//tbody", markup);
        assertThat(page.text("//tbody")).contains("x\\u{202e}nimda\\u{200b}", "<script>alert(2)</script>");
        page.click(row(markup) + "//button[contains(@class,'link')]");
        assertThat(page.text("//aside")).contains("<b>\\u{2066}p</b>", "'\"--><svg onload=alert(3)>");
        page.click("//aside//button[contains(@class,'act message')]");
        page.type("//dialog//textarea", markup);
        page.confirm();
        page.await(OUTCOME, "It failed.");

        assertThat(page.count("//*[@id='console']//img | //*[@id='console']//script | //*[@id='console']//b"))
                .isZero();
        assertThat(page.run("return document.querySelector('aside h2').innerText"))
                .isEqualTo("CORP\\" + markup);
        page.assertClean();
    }

    @Test
    void theKeyboardIsEnough() {
        page.open();
        Await.until("the name has the focus", () -> page.focused().equals("username"));
        page.press("operator" + TAB);
        page.press(UsersFixture.PASSWORD + ENTER);
        page.await("//tbody", "alice");

        for (int i = 0; i < 60 && !page.focused().startsWith("Log off: CORP\\alice"); i++) {
            page.press(TAB);
        }
        assertThat(page.focused()).isEqualTo("Log off: CORP\\alice (HOST1)");
        page.press(ENTER);
        Await.until("the safe button has the focus", () -> page.focused().equals("Cancel"));
        page.press(ESCAPE);
        page.awaitGone("//dialog");
        Await.until("the focus is back", () -> page.focused().equals("Log off: CORP\\alice (HOST1)"));
        assertThat(host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyPartIsAccessible(String scheme) throws Exception {
        page.look(1280, 800, scheme);
        page.open();
        page.text("//h1");
        page.assertAccessible("signing in", scheme);
        page.signIn("operator");
        page.await("//tbody", "alice");
        fixture.exec(
                HOST_BEAN,
                "requestWarning",
                Samples.session(Samples.active(3, "alice")).key(),
                "Save",
                300);
        page.await(row("alice"), "Warned");
        page.assertAccessible("the list", scheme);
        page.click(row("alice") + "//button[contains(@class,'link')]");
        page.text("//aside//h2");
        page.assertAccessible("the details", scheme);
        page.look(360, 740, scheme);
        page.assertAccessible("the details on a phone", scheme);
        page.click("//aside//button[contains(@class,'close')]");
        page.awaitGone("//aside");
        page.assertAccessible("the list on a phone", scheme);
        page.look(1280, 800, scheme);
        page.begin("warn", "carol");
        page.assertAccessible("a dialog", scheme);
        page.press(ESCAPE);
        page.awaitGone("//dialog");
        page.click("//header//button[.='Hosts']");
        page.text("//table[contains(@class,'hosts')]");
        page.assertAccessible("the hosts", scheme);
        host.fail("sessions", 1722);
        fixture.monitor.refresh();
        page.await("//ul[contains(@class,'banners')]", "cannot be read");
        page.click("//header//button[.='Sessions']");
        page.await("//tbody", "alice");
        page.assertAccessible("the list of a host that is down", scheme);
    }

    @Test
    void aHostThatCannotBeReadKeepsItsRowsWithoutActions() {
        signIn("operator");

        host.fail("sessions", 1722);
        fixture.monitor.refresh();

        page.await("//ul[contains(@class,'banners')]", "HOST1 cannot be read.");
        page.click(row("alice") + "//button[contains(@class,'act logoff')]");
        assertThat(page.is("//dialog")).isFalse();
        host.repair("sessions");
        fixture.monitor.refresh();
        Await.until(
                "it can be read again",
                () -> !page.find("//ul[contains(@class,'banners')]").contains("HOST1"));
        page.begin("logoff", "alice");
        page.assertClean();
    }

    @Test
    void aWrongPasswordIsSaidInThePageAndNotInADialogOfTheBrowser() {
        page.open();
        page.type("//input[@name='username']", "operator");
        page.type("//input[@name='password']", "wrong" + ENTER);

        page.await("//form", "There is no user with this name and password.");
        assertThat(page.run("return document.querySelector('[name=password]').value"))
                .isEqualTo("");
        page.signIn("operator");
        page.await("//tbody", "alice");
        page.assertClean("status of 401");
    }

    @Test
    void aServiceThatIsStartedAgainIsFollowedAgain() {
        signIn("operator");
        int port = fixture.port();

        fixture.close();
        page.await("//header", "reconnecting");
        host.with(Samples.active(8, "dave"));
        fixture = HttpFixture.of(host).port(port).start();

        page.await("//header", "live");
        page.await("//tbody", "dave");
        page.begin("logoff", "dave");
        page.assertClean("net::ERR", "status of 503");
    }

    @Test
    void aUserWhoIsChangedSignsInOverThePageWhichKeepsWhatItShows() throws Exception {
        UsersFixture users = new UsersFixture(folder);
        users.write("operator:operator", "second:operator");
        NanoClock clock = new NanoClock();
        LiveUsers live = users.open(clock, message -> {});
        fixture.close();
        fixture = HttpFixture.of(host).users(live).start();
        page = new ConsolePage(browser, fixture.port());
        signIn("second");
        page.type("//input[@type='search']", "bob");
        page.begin("logoff", "bob");

        users.write("operator:operator");
        clock.advance(Duration.ofSeconds(5));
        live.look();
        live.look();

        page.await("//dialog[.//h2[.='Sign in again']]", "stays as it was");
        page.type("//dialog//input[@name='username']", "operator");
        page.type("//dialog//input[@name='password']", UsersFixture.PASSWORD + ENTER);
        page.awaitGone("//dialog[.//h2[.='Sign in again']]");
        assertThat(page.text("//dialog//h2")).isEqualTo("Log off CORP\\bob?");
        assertThat(page.run("return document.querySelector('[type=search]').value"))
                .isEqualTo("bob");
        assertThat(host.actingCalls()).isEmpty();
        Await.until("it can be acted again", () -> page.is("//dialog//button[@class='danger' and not(@disabled)]"));
        page.confirm();
        page.await(OUTCOME, "Windows is logging the user off.");
        page.assertClean("status of 401");
    }

    @Test
    void aPageThatNobodyUsesWarnsAndSignsOut() {
        signIn("operator");

        page.run("const real=performance.now.bind(performance);window.ahead=0;performance.now=()=>real()+ahead;"
                + "ahead=(900-30)*1000");
        page.await("//dialog", "You will be signed out in");
        page.click("//dialog//button[.='Stay signed in']");
        page.awaitGone("//dialog");
        page.run("ahead+=901*1000");

        page.await("//main", "You were signed out because the page was not used");
        assertThat(page.find("//body")).doesNotContain("alice");
    }

    @Test
    void signingOutForgetsEverythingAndTheAddressKeepsTheView() {
        signIn("operator");
        page.type("//input[@type='search']", "bob");
        Await.until("only bob is shown", () -> page.count("//tbody/tr") == 1);

        page.click("//header//button[.='Sign out']");
        page.await("//main", "You are signed out.");
        assertThat(page.find("//body")).doesNotContain("CORP");
        page.signIn("operator");

        page.await("//tbody", "bob");
        assertThat(page.count("//tbody/tr")).isEqualTo(1);
        assertThat(page.text("//p[contains(@class,'count')]")).contains("1 of 4 sessions");
        page.assertClean();
    }

    @Test
    void eventsChangeTheListAndRowsDoNotMoveUnderThePointer() {
        signIn("operator");

        host.with(Samples.active(8, "aaron"));
        fixture.monitor.refresh();
        page.await("//tbody/tr[1]", "aaron");
        page.run("document.querySelector('tbody').dispatchEvent(new PointerEvent('pointerenter'))");
        host.with(Samples.active(9, "abel"));
        host.end(8);
        fixture.monitor.refresh();
        page.await("//div[contains(@class,'toolbar')]", "Show 2 changes");
        assertThat(page.find("//tbody/tr[1]")).contains("aaron");
        page.click("//button[.='Show 2 changes']");

        page.await("//tbody", "abel");
        page.awaitGone(row("aaron"));
    }

    @Test
    void fiveThousandSessionsArePagedAndSearched() {
        for (long id = 100; id < 5100; id++) {
            host.with(new SessionRow(id, id, "", SessionState.DISCONNECTED.code(), "user" + id, "CORP", "", ""));
        }
        fixture.monitor.refresh();
        signIn("monitor");

        page.await("//p[contains(@class,'count')]", "5004 sessions");
        assertThat(page.count("//tbody/tr")).isEqualTo(200);
        page.click("//nav[contains(@class,'pager')]//button[.='Next page']");
        page.await("//nav[contains(@class,'pager')]", "201–400 of 5004");
        page.type("//input[@type='search']", "user4711");
        page.await("//p[contains(@class,'count')]", "1 of 5004 sessions");
        page.assertClean();
    }

    @Test
    void theProcessesOfASessionAreListed() {
        host.setProcesses(List.of(new ProcessInfo(3, 77, "word<b>.exe", 60, 5_000_000, 10, 2)));
        fixture.monitor.refresh();
        signIn("monitor");

        page.click(row("alice") + "//button[contains(@class,'link')]");
        page.click("//aside//button[.='Show processes']");

        page.await("//aside//table", "word<b>.exe");
        page.assertClean();
    }
}
