package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitoring.Browser;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The console of a host with four users, for one test. All tests share one browser, which starts with the first. */
final class ConsoleScene implements BeforeEachCallback, AfterEachCallback {

    private static final String PROFILE = "logoffd-console";

    final ScriptedHost host = new ScriptedHost()
            .with(Samples.CONSOLE)
            .with(Samples.active(3, "alice"))
            .with(Samples.disconnected(4, "bob"))
            .with(Samples.active(5, "carol"));

    private Optional<Browser> browser = Optional.empty();
    private Optional<HttpFixture> fixture = Optional.empty();
    private Optional<ConsolePage> page = Optional.empty();

    @Override
    public void beforeEach(ExtensionContext context) {
        Browser.installed();
        browser = Optional.of(context.getRoot()
                .getStore(Namespace.create(ConsoleScene.class))
                .getOrComputeIfAbsent(PROFILE, name -> open(), Browser.class));
        browser().look(1280, 800, "light");
        start(builder -> builder);
    }

    private static Browser open() {
        try {
            Path folder = Files.createTempDirectory(PROFILE);
            Browser started = Browser.start(folder);
            ConsolePage.countViolations(started);
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the service with what differs from the usual, and another page for it. */
    void start(UnaryOperator<HttpFixture.Builder> different) {
        fixture = Optional.of(different.apply(HttpFixture.of(host)).start());
        page = Optional.of(new ConsolePage(browser(), fixture().port()));
    }

    void restart(UnaryOperator<HttpFixture.Builder> different) {
        fixture().close();
        start(different);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        browser.ifPresent(shown -> shown.open("about:blank"));
        fixture.ifPresent(HttpFixture::close);
    }

    Browser browser() {
        return browser.orElseThrow();
    }

    HttpFixture fixture() {
        return fixture.orElseThrow();
    }

    ConsolePage page() {
        return page.orElseThrow();
    }

    /** Lets the service read the host again. */
    void refresh() {
        fixture().monitor.refresh();
    }

    /** Lets another client warn alice, who is logged off in five minutes. */
    void warnAlice() throws Exception {
        warn(Samples.active(3, "alice"));
    }

    void warn(SessionRow row) throws Exception {
        String key = Samples.session(row).key();
        assertThat(fixture().exec(HttpFixture.HOST_BEAN, "requestWarning", key, "Save", 300))
                .containsEntry("status", 200L);
    }

    /** Opens the page and signs in. */
    void signIn(String user) {
        page().open().signIn(user);
        page().await("//tbody", "alice");
    }
}
