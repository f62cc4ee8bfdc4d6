package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.jmx.ServiceBean;
import io.github.logoffd.jmx.ServiceFacts;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of hosts and service in the console. */
class ConsoleHostsIT {

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    private ServiceBean service;

    @BeforeEach
    void register() throws Exception {
        register(Samples.NOW);
    }

    private void register(Instant start) throws Exception {
        service = ServiceBean.register(
                ManagementFactory.getPlatformMBeanServer(),
                new ServiceFacts(
                        "1.2.3",
                        start,
                        List.of(Samples.HOST),
                        "http://127.0.0.1/jolokia/",
                        "",
                        "audit.jsonl",
                        () -> List.of("The clock of HOST1 was set. <b>Check it.</b>"),
                        () -> Controls.OPEN,
                        () -> List.of("guard.protectedAccounts=CORP\\\\svc-*", "limit.logoffsPerHour=nothing"),
                        () -> Optional.of(Instant.parse("2031-05-06T07:08:09Z"))));
    }

    @AfterEach
    void unregister() {
        service.close();
    }

    private void open(String user) {
        scene.signIn(user);
        scene.page().visit("Hosts");
        scene.page().text("//table[contains(@class,'hosts')]");
    }

    @Test
    void theLastDayIsAChartWithItsMeaningInWords() {
        open("monitor");

        scene.page().await("//main", "Now 4 users; most: 4 at");
        scene.page().text("//div[@class='chart']//canvas");
        assertThat(scene.page().run("return document.querySelector('.chart').getAttribute('aria-label')"))
                .asString()
                .startsWith("Users in the last 24 hours. Now 4 users");
        assertThat(scene.page().find("//main")).doesNotContain("The service counts in memory only");
        scene.page().assertClean();
    }

    @Test
    void theChartOfAServiceThatStartedTodaySaysSinceWhenItCounts() throws Exception {
        unregister();
        Instant start = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
        register(start);
        open("monitor");

        scene.page().await("//main", "The service counts in memory only, so the chart begins at its start:");
        assertThat(scene.page().is("//p[contains(.,'in memory only')]/time[@datetime='" + start + "']"))
                .isTrue();
        scene.page().assertClean();
    }

    @Test
    void aSingleMinuteIsNotDrawnAsYears() {
        open("monitor");

        Object times = scene.browser()
                .runAsync("const done=arguments[0],base=document.querySelector('script[type=module]').src;"
                        + "import(base.replace('main.js','chart.js')).then(chart=>done(JSON.stringify(chart.lines("
                        + "{from:'2026-01-01T00:01:00Z',stepSeconds:60,hosts:{A:{users:[5],active:[3],disconnected:[2]}}},''))"
                        + "+JSON.stringify(chart.lines({from:'2026-01-01T00:01:00Z',stepSeconds:60,hosts:{}},''))))");

        assertThat(times).isEqualTo("[[1767225600,1767225660],[null,5],[null,3],[null,2]][[],[],[],[]]");
    }

    @Test
    void aChartWhoseLibraryCannotBeLoadedSaysWhatToDo() {
        scene.browser().chrome("Network.setBlockedURLs", Map.of("urls", List.of("*uPlot.esm.js")));
        try {
            open("monitor");

            scene.page().await("//main", "The chart cannot be drawn: a part of the page could not be loaded.");
            scene.page().await("//main", "Now 4 users");
        } finally {
            scene.browser().chrome("Network.setBlockedURLs", Map.of("urls", List.of()));
        }
    }

    @Test
    void theServiceShowsItsVersionItsRulesItsCertificateAndItsProblems() {
        open("monitor");

        assertThat(scene.page().text("//main"))
                .contains(
                        "1.2.3", "2031", "CORP\\\\svc-*", "guard.protectedAccounts", "limit.logoffsPerHour", "not set")
                .contains("The clock of HOST1 was set. <b>Check it.</b>");
        scene.page().assertClean();
    }

    @Test
    void anErrorOfAHostHasAdvice() {
        scene.host.fail("sessions", 5);
        scene.refresh();
        scene.page().open().signIn("monitor");
        scene.page().visit("Hosts");

        scene.page().await("//table[contains(@class,'hosts')]", "needs the right to query sessions on this host");
    }

    @Test
    void memoryAndProcessorAreSummedByUser() {
        scene.host.with(Samples.active(9, "alice"));
        scene.host.setProcesses(List.of(
                new ProcessInfo(3, 77, "word.exe", 60_000, 300 << 20, 10, 2),
                new ProcessInfo(9, 78, "word.exe", 60_000, 200 << 20, 10, 2),
                new ProcessInfo(5, 79, "idle.exe", 7_200_000, 100 << 20, 10, 2)));
        scene.refresh();
        open("monitor");

        String table = "//table[@class='load']/tbody";
        scene.page().await(table + "/tr[1]", "CORP\\alice");
        assertThat(scene.page().text(table + "/tr[1]")).contains("2", "500 MB", "2 min");
        scene.page().click("//table[@class='load']//button[contains(.,'CPU time')]");
        scene.page().await(table + "/tr[1]", "CORP\\carol");
        scene.page().assertClean();
    }
}
