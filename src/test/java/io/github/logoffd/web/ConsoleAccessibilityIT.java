package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.ESCAPE;
import static io.github.logoffd.web.ConsolePage.row;

import io.github.logoffd.audit.journal.JournalKind;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console for people with impairments, in light and dark. */
class ConsoleAccessibilityIT {

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyPartIsAccessible(String scheme) throws Exception {
        scene.page().look(1280, 800, scheme);
        scene.fixture()
                .history
                .add(JournalKind.SERVICE, Instant.now().toString(), "START", "message", "Started.", "sequence", 1);
        scene.page().open();
        scene.page().text("//h1");
        scene.page().assertAccessible("signing in", scheme);
        scene.page().signIn("operator");
        scene.page().await("//tbody", "alice");
        scene.warnAlice();
        scene.page().await(row("alice"), "Warned");
        scene.page().assertAccessible("the list", scheme);
        scene.page().open("alice");
        scene.page().text("//aside//h2");
        scene.page().assertAccessible("the details", scheme);
        scene.page().look(360, 740, scheme);
        scene.page().assertAccessible("the details on a phone", scheme);
        scene.page().click("//aside//button[contains(@class,'close')]");
        scene.page().awaitGone("//aside");
        scene.page().assertAccessible("the list on a phone", scheme);
        scene.page().look(1280, 800, scheme);
        scene.page().begin("warn", "carol");
        scene.page().assertAccessible("a dialog", scheme);
        scene.page().press(ESCAPE);
        scene.page().awaitGone("//dialog");
        scene.page().visit("History");
        scene.page().text("//table[contains(@class,'history')]");
        scene.page().assertAccessible("the history", scheme);
        scene.page().visit("Hosts");
        scene.page().text("//div[@class='chart']//canvas");
        scene.page().assertAccessible("the hosts", scheme);
        scene.host.fail("sessions", 1722);
        scene.refresh();
        scene.page().await("//ul[contains(@class,'banners')]", "cannot be read");
        scene.page().visit("Sessions");
        scene.page().await("//tbody", "alice");
        scene.page().assertAccessible("the list of a host that is down", scheme);
    }
}
