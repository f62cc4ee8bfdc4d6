package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.ENTER;
import static io.github.logoffd.web.ConsolePage.row;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the console shows when something is wrong: with the host, the service, the network or the browser. */
class ConsoleBadDaysIT {

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @Test
    void aHostThatCannotBeReadKeepsItsRowsWithoutActions() {
        scene.signIn("operator");

        scene.host.fail("sessions", 1722);
        scene.refresh();

        scene.page().await("//ul[contains(@class,'banners')]", "HOST1 cannot be read.");
        scene.page().click(row("alice") + "//button[contains(@class,'act logoff')]");
        assertThat(scene.page().is("//dialog")).isFalse();
        scene.host.repair("sessions");
        scene.refresh();
        Await.until(
                "it can be read again",
                () -> !scene.page().find("//ul[contains(@class,'banners')]").contains("HOST1"));
        scene.page().begin("logoff", "alice");
        scene.page().assertClean();
    }

    @Test
    void aHostThatWasNeverReadIsNamedAndItsSessionsAreNotSaidToBeNone() {
        scene.host.fail("sessions", 1722);
        scene.restart(builder -> builder);
        scene.page().open().signIn("operator");

        scene.page().await("//ul[contains(@class,'banners')]", "HOST1 cannot be read.");
        scene.page().await("//p[@class='empty']", "No host can be read, so no session is known.");
        assertThat(scene.page().find("//ul[contains(@class,'banners')]")).doesNotContain("cannot use");
        HostMonitor unused = scene.fixture().alsoWatch(new ScriptedHost("HOST2").with(Samples.SERVICES));
        scene.page().showAgain();
        scene.page().await("//p[@class='empty']", "No user is logged on to the hosts that can be read.");
        scene.host.repair("sessions");
        scene.refresh();
        scene.page().await("//tbody", "alice");
        scene.page().assertClean();
    }

    @Test
    void aServiceThatIsStartedAgainIsFollowedAgain() {
        scene.signIn("operator");
        int port = scene.fixture().port();

        scene.fixture().close();
        scene.page().await("//header", "reconnecting");
        scene.host.with(Samples.active(8, "dave"));
        scene.start(builder -> builder.port(port));

        scene.page().await("//header", "live");
        scene.page().await("//tbody", "dave");
        scene.page().begin("logoff", "dave");
        scene.page().assertClean("net::ERR", "status of 503");
    }

    @Test
    void afterManyWrongPasswordsThePageSaysHowLongToWait() {
        scene.page().open();
        scene.page()
                .run("window.real=fetch;window.fetch=()=>Promise.resolve("
                        + "new Response('{\"error\":\"Too many.\"}',{status:429,headers:{'Retry-After':'90'}}))");
        scene.page().type("//input[@name='username']", "operator");
        scene.page().type("//input[@name='password']", "wrong" + ENTER);

        scene.page().await("//form", "Too many attempts. Try again in 90 s.");
        scene.page().run("window.fetch=real");
        scene.page().signIn("operator");
        scene.page().await("//tbody", "alice");
        scene.page().assertClean();
    }

    @Test
    void aServiceThatIsBusyIsReadAgainWhenItSaysAndRowsStay() {
        scene.signIn("operator");
        scene.page()
                .run(
                        "window.real=fetch;window.fetch=(path,init)=>path.includes('jolokia')"
                                + "?Promise.resolve(new Response('{\"error\":\"Full.\"}',{status:503,headers:{'Retry-After':'1'}})):real(path,init)");
        scene.page().showAgain();

        scene.page().await("//ul[contains(@class,'banners')]", "The service is busy.");
        assertThat(scene.page().find("//tbody")).contains("alice");
        scene.page().begin("logoff", "alice");
        scene.page().confirm();
        scene.page().await(ConsolePage.OUTCOME, "Not done: the service is busy.");
        scene.page().run("window.fetch=real");
        Await.until(
                "the banner is gone",
                () -> !scene.page().find("//ul[contains(@class,'banners')]").contains("busy"));
        scene.page().confirm();
        scene.page().await(ConsolePage.OUTCOME, "Windows is logging the user off.");
        scene.page().assertClean();
    }

    @Test
    void aHostThatHangsIsMarkedAndTheOtherOnesWorkOn() {
        ScriptedHost other = new ScriptedHost("HOST2").with(Samples.active(7, "dave"));
        HostMonitor second = scene.fixture().alsoWatch(other);
        scene.signIn("operator");
        CountDownLatch answers = new CountDownLatch(1);
        scene.host.onceDuring("sessions", () -> Await.release(answers));
        Thread refresh = new Thread(scene::refresh);
        try {
            refresh.start();
            Await.until("the call hangs", () -> {
                scene.fixture().monitor.noticeSilence(Duration.ofMillis(1));
                return !scene.fixture().monitor.status().reachable();
            });

            scene.page().await("//ul[contains(@class,'banners')]", "HOST1 cannot be read.");
            assertThat(scene.page().find("//ul[contains(@class,'banners')]")).contains("has not answered in time");
            scene.page().click(row("alice") + "//button[contains(@class,'act logoff')]");
            assertThat(scene.page().is("//dialog")).isFalse();
            leaveTheList();
            other.with(Samples.active(8, "erin"));
            second.refresh();
            scene.page().await("//tbody", "erin");
            scene.page().begin("logoff", "dave");
        } finally {
            answers.countDown();
        }
        scene.page().assertClean();
    }

    /** While the pointer or the focus is in the list, its rows do not move. */
    private void leaveTheList() {
        scene.page().click("//input[@type='search']");
    }

    @Test
    void aSessionThatAnotherOperatorEndsIsNotActedOnInAnOpenDialog() throws Exception {
        scene.signIn("operator");
        scene.page().begin("logoff", "alice");

        scene.host.during("logoff 3", () -> scene.host.end(3));
        scene.fixture().exec(HOST_BEAN, "logoffSession", "3", true);
        scene.refresh();

        scene.page().await("//dialog", "This session has ended.");
        assertThat(scene.page().is("//dialog//button[@class='danger' and @disabled]"))
                .isTrue();
        assertThat(scene.host.actingCalls()).containsExactly("logoff 3");
        scene.page().assertClean();
    }

    @Test
    void twoOperatorsWhoLogTheSameUserOffShareOneLogoff() throws Exception {
        scene.signIn("operator");
        scene.page().begin("logoff", "alice");
        scene.fixture().exec(HOST_BEAN, "logoffSession", "3", false);

        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "Windows is logging the user off.");
        assertThat(scene.host.actingCalls()).containsExactly("logoff 3");
        scene.host.end(3);
        scene.refresh();
        scene.page().await(ConsolePage.OUTCOME, "The session is gone.");
        scene.page().assertClean();
    }

    @Test
    void aClockOfTheBrowserThatIsWrongChangesNoAgeAndNoCountdown() throws Exception {
        scene.page().open();
        scene.page()
                .run(
                        "const R=Date;window.Date=class extends R{constructor(...a){a.length?super(...a):super(R.now()+3*864e5)}"
                                + "static now(){return R.now()+3*864e5}}");
        scene.page().signIn("operator");
        scene.page().await("//tbody", "alice");

        scene.warnAlice();
        scene.page().await(row("alice"), "Warned 4:5");
        scene.page().begin("logoff", "carol");
        assertThat(scene.page().find("//ul[contains(@class,'banners')]")).doesNotContain("was last read");
        scene.page().assertClean();
    }

    @Test
    void aPageFromTheMemoryOfTheBrowserReadsAnewBeforeItActs() {
        scene.signIn("operator");
        scene.page().run("dispatchEvent(new PageTransitionEvent('pagehide',{persisted:true}))");
        scene.page().await("//header", "reconnecting");
        scene.page().click(row("alice") + "//button[contains(@class,'act logoff')]");
        assertThat(scene.page().is("//dialog")).isFalse();
        leaveTheList();
        scene.host.end(3);
        scene.host.with(Samples.active(8, "dave"));
        scene.refresh();

        scene.page().showAgain();

        scene.page().await("//tbody", "dave");
        scene.page().awaitGone(row("alice"));
        scene.page().begin("logoff", "dave");
        scene.page().assertClean();
    }

    @Test
    void aBrowserThatIsTooOldIsTold() {
        scene.browser().chrome("Network.setBlockedURLs", Map.of("urls", List.of("*preact.module.js")));
        try {
            scene.page().open();
            scene.page().await("//body", "the browser is too old");
        } finally {
            scene.browser().chrome("Network.setBlockedURLs", Map.of("urls", List.of()));
        }
    }

    @Test
    void withSevenWindowsTheSeventhWorksAndTheFirstReadsAtIntervalsUntilItIsUsed() {
        scene.restart(builder -> builder.streams(64));
        List<String> windows = new ArrayList<>(List.of(scene.browser().window()));
        scene.signIn("operator");
        try {
            for (int i = 1; i < 7; i++) {
                windows.add(scene.browser().openWindow());
                scene.signIn("operator");
            }
            scene.page().await("//header", "live");
            scene.host.with(Samples.active(8, "dave"));
            scene.refresh();
            scene.page().await("//tbody", "dave");

            scene.browser().useWindow(windows.get(0));
            scene.page().await("//header", "read at intervals");
            scene.page().begin("logoff", "carol");
            scene.page().run("dispatchEvent(new Event('focus'))");
            scene.page().await("//header", "live");
        } finally {
            windows.subList(1, windows.size()).forEach(scene.browser()::closeWindow);
            scene.browser().useWindow(windows.get(0));
        }
    }

    @Test
    void windowsThatCrashedDoNotCountForEver() {
        scene.page().open();
        scene.page()
                .run("window.other=new BroadcastChannel('logoffd-console');window.heard=0;other.onmessage=()=>heard++;"
                        + "window.has=(...ids)=>ids.forEach(id=>other.postMessage({id,has:true}))");
        scene.page().run("has('a','b','c','d')");
        scene.page().signIn("operator");
        scene.page().await("//header", "live");
        scene.page().run("const now=performance.now.bind(performance);performance.now=()=>now()+60000");

        scene.page().run("has('e','f','g')");
        Await.until(
                "the page has heard of them",
                () -> Boolean.TRUE.equals(scene.page().run("return heard>=4")));
        assertThat(scene.page().find("//header")).contains("live");
        scene.page().run("has('h')");

        scene.page().await("//header", "read at intervals");
    }

    @Test
    void aPageForWhichTheServiceHasNoStreamReadsAtIntervalsUntilThereIsOne() throws Exception {
        List<InputStream> streams = new ArrayList<>();
        try {
            HttpResponse<InputStream> stream = scene.fixture().stream("/events");
            while (stream.statusCode() == 200) {
                streams.add(stream.body());
                stream = scene.fixture().stream("/events");
            }
            scene.signIn("operator");

            scene.page().await("//header", "read at intervals");
            scene.page().begin("logoff", "carol");
        } finally {
            for (InputStream stream : streams) {
                stream.close();
            }
        }
        scene.page().await("//header", "live");
        scene.page().assertClean("status of 503");
    }

    @Test
    void anAnswerThatIsOlderThanAnEventDoesNotBringAnEndedSessionBack() {
        scene.signIn("operator");
        scene.page()
                .run(
                        "window.real=fetch;window.fetch=async(path,init)=>{const answer=await real(path,init);"
                                + "if(String(init.body).includes('\"Sessions\"')&&!window.release)await new Promise(go=>window.release=go);return answer}");
        scene.page().showAgain();
        Await.until("an answer is held", () -> Boolean.TRUE.equals(scene.page().run("return !!window.release")));
        scene.page().await("//header", "live");
        scene.host.end(3);
        scene.refresh();
        scene.page().awaitGone(row("alice"));

        scene.page().run("release()");
        scene.host.with(Samples.active(8, "dave"));
        scene.refresh();

        scene.page().await("//tbody", "dave");
        assertThat(scene.page().is(row("alice"))).isFalse();
        scene.page().assertClean();
    }
}
