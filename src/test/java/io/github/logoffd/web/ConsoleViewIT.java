package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person sets in the list of the console: filters, order and columns, and the address that keeps them. */
class ConsoleViewIT {

    private static final String COUNT = "//p[contains(@class,'count')]";

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @Test
    void filtersAreByStateHostAndTimeAndAreCleared() {
        HostMonitor unused = scene.fixture().alsoWatch(new ScriptedHost("HOST2").with(Samples.active(7, "dave")));
        SessionRow erin = Samples.active(8, "erin");
        scene.host.with(erin, Samples.detail(erin, LockState.LOCKED));
        scene.refresh();
        scene.signIn("monitor");
        scene.page().await(COUNT, "6 sessions");

        scene.page().choose("State", "Disconnected");
        scene.page().await(COUNT, "1 of 6 sessions");
        scene.page().choose("Not used for", "1 h");
        scene.page().await("//p[@class='empty']", "No session matches.");
        scene.page().choose("State", "Locked");
        scene.page().choose("Not used for", "Any time");
        scene.page().await(row("erin"), "locked");
        scene.page().choose("State", "All states");
        scene.page().choose("Host", "HOST2");
        scene.page().await(COUNT, "1 of 6 sessions");
        assertThat(scene.page().text("//tbody")).contains("dave");
        scene.page().click(COUNT + "//button[.='Clear filters']");
        scene.page().await(COUNT, "6 sessions");
        scene.page().assertClean();
    }

    @Test
    void aSessionIsUnusedSinceItsLastInputOrItsDisconnect() {
        scene.page().open().signIn("monitor");

        Object chosen = scene.browser()
                .runAsync("const done=arguments[0],base=document.querySelector('script[type=module]').src;"
                        + "const one=(name,State,DisconnectedSeconds,IdleSeconds)=>({name,State,DisconnectedSeconds,IdleSeconds,search:''});"
                        + "const all=[one('a','ACTIVE',-1,3599),one('b','ACTIVE',-1,3600),one('c','DISCONNECTED',4000,-1),one('d','ACTIVE',9000,5)];"
                        + "import(base.replace('main.js','filter.js')).then(filter=>done("
                        + "filter.select(all,{q:'',state:'',host:'',min:3600}).map(each=>each.name).join('')))");

        assertThat(chosen).isEqualTo("bc");
    }

    @Test
    void orderAndColumnsStayInTheAddressAndBackLeadsBack() {
        scene.signIn("monitor");
        assertThat(order("User")).isEqualTo("ascending");
        scene.page().click("//thead//button[@title='Sort by User']");
        Await.until("the order is turned", () -> order("User").equals("descending"));
        scene.page().click("//details/summary");
        scene.page().click("//details//label[.='Client']/input");
        scene.page().awaitGone("//th[.='Client']");

        String fragment = String.valueOf(scene.page().run("return location.hash"));
        assertThat(fragment).contains("sort=-user", "hide=client");
        scene.page().visit("Hosts");
        scene.page().text("//table[contains(@class,'hosts')]");
        scene.page().run("history.back()");
        scene.page().await("//tbody/tr[1]", "carol");
        scene.browser().open("about:blank");
        scene.page().openAt(fragment).signIn("monitor");

        scene.page().await("//tbody/tr[1]", "carol");
        assertThat(scene.page().find("//tbody/tr[last()]")).contains("admin");
        assertThat(order("User")).isEqualTo("descending");
        assertThat(scene.page().is("//th[.='Client']")).isFalse();
        scene.page().assertClean();
    }

    private String order(String column) {
        return String.valueOf(scene.page()
                .run(
                        "return document.querySelector(`th button[title='Sort by ${arguments[0]}']`).closest('th').ariaSort",
                        column));
    }

    @Test
    void timesAreThoseOfTheViewerWithUtcBeside() {
        scene.browser().chrome("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Tokyo"));
        try {
            scene.signIn("monitor");

            assertThat(scene.page().text(row("alice") + "//time")).contains("5:00");
            assertThat(scene.page().run("return document.querySelector('tbody time').title"))
                    .asString()
                    .contains("5:00:00", "GMT+9", "2026-03-02 08:00:00 UTC");
        } finally {
            scene.browser().chrome("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
        }
    }

    @Test
    void aListThatIsBeingReadAndOneWithoutSessionsSaySo() {
        for (long id : new long[] {1, 3, 4, 5}) {
            scene.host.end(id);
        }
        scene.host.with(Samples.SERVICES);
        scene.refresh();
        scene.page().open();
        scene.page()
                .run(
                        "window.real=fetch;window.fetch=async(path,init)=>{"
                                + "if(path.includes('jolokia'))await new Promise(go=>window.release=go);return real(path,init)}");
        scene.page().signIn("monitor");

        scene.page().await("//p[@class='empty']", "Reading the sessions…");
        scene.page().run("window.fetch=real;release()");
        scene.page().await("//p[@class='empty']", "No user is logged on.");
        scene.page().assertClean();
    }
}
