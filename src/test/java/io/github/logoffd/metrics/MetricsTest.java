package io.github.logoffd.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.config.MetricsConfig;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus reads about hosts and their sessions. */
class MetricsTest {

    private static final SessionRow ALICE = Samples.active(3, "alice");
    private static final SessionRow BOB = Samples.disconnected(4, "bob");
    private static final String ALICE_KEY = "HOST1:3:2026-03-02T08:00:00.123456700Z";
    private static final String BOB_KEY = "HOST1:4:2026-03-02T08:00:00.123456700Z";

    private MetricsFixture fixture =
            new MetricsFixture(new ScriptedHost().with(ALICE).with(BOB).with(Samples.LISTENER));

    @AfterEach
    void close() {
        fixture.close();
    }

    private void use(MetricsConfig config, ScriptedHost host) {
        fixture.close();
        fixture = new MetricsFixture(host, config);
    }

    @Test
    void sessionsAreCountedByStateAndEveryStateIsThere() {
        assertThat(fixture.series("logoffd_sessions"))
                .hasSize(SessionState.values().length)
                .contains(
                        "logoffd_sessions{host=\"HOST1\",state=\"ACTIVE\"} 1.0",
                        "logoffd_sessions{host=\"HOST1\",state=\"DISCONNECTED\"} 2.0",
                        "logoffd_sessions{host=\"HOST1\",state=\"LISTEN\"} 1.0",
                        "logoffd_sessions{host=\"HOST1\",state=\"DOWN\"} 0.0");
        assertThat(fixture.series("logoffd_user_sessions"))
                .contains(
                        "logoffd_user_sessions{host=\"HOST1\",state=\"ACTIVE\"} 1.0",
                        "logoffd_user_sessions{host=\"HOST1\",state=\"DISCONNECTED\"} 1.0",
                        "logoffd_user_sessions{host=\"HOST1\",state=\"LISTEN\"} 0.0");
    }

    @Test
    void textsAreInOneSeriesForEachSession() {
        assertThat(fixture.series("logoffd_session_info"))
                .hasSize(4)
                .contains("logoffd_session_info{account=\"CORP\\\\alice\",client_address=\"192.0.2.7\","
                        + "client_name=\"LAPTOP7\",client_protocol=\"RDP\",host=\"HOST1\",id=\"3\",key=\"" + ALICE_KEY
                        + "\",kind=\"USER\",lock=\"UNLOCKED\",logoff_state=\"NONE\",name=\"RDP-Tcp#3\","
                        + "state=\"ACTIVE\"} 1");
    }

    @Test
    void numbersGoByHostAndKeyOnlyAndAnUnknownOneIsLeftOut() {
        assertThat(fixture.series("logoffd_session_disconnected_seconds"))
                .contains("logoffd_session_disconnected_seconds{host=\"HOST1\",key=\"" + BOB_KEY + "\"} 600.0")
                .noneMatch(line -> line.contains(ALICE_KEY));
        assertThat(fixture.series("logoffd_session_idle_seconds"))
                .contains("logoffd_session_idle_seconds{host=\"HOST1\",key=\"" + ALICE_KEY + "\"} 90.0");
        assertThat(fixture.series("logoffd_session_logon_age_seconds"))
                .contains("logoffd_session_logon_age_seconds{host=\"HOST1\",key=\"" + ALICE_KEY + "\"} 7200.0");
    }

    @Test
    void aHostThatCannotBeReadSaysSoAndKeepsItsSnapshot() {
        fixture.host.fail("sessions", 1722);
        fixture.nanoTime.advance(Duration.ofSeconds(42));
        fixture.monitor.refresh();

        assertThat(fixture.series("logoffd_host_reachable"))
                .containsExactly("logoffd_host_reachable{host=\"HOST1\"} 0.0");
        assertThat(fixture.series("logoffd_host_snapshot_age_seconds"))
                .containsExactly("logoffd_host_snapshot_age_seconds{host=\"HOST1\"} 42.0");
        assertThat(fixture.series("logoffd_user_sessions"))
                .contains("logoffd_user_sessions{host=\"HOST1\",state=\"ACTIVE\"} 1.0");
    }

    @Test
    void onlyALockInFrontOfAClientCounts() {
        use(
                MetricsFixture.ALL,
                new ScriptedHost()
                        .with(ALICE, Samples.detail(ALICE, LockState.LOCKED))
                        .with(BOB, Samples.detail(BOB, LockState.LOCKED)));

        assertThat(fixture.series("logoffd_sessions_locked"))
                .containsExactly("logoffd_sessions_locked{host=\"HOST1\"} 1.0");
    }

    @Test
    void aLockThatCouldNotBeReadIsCountedApart() {
        assertThat(fixture.series("logoffd_sessions_lock_unknown"))
                .containsExactly("logoffd_sessions_lock_unknown{host=\"HOST1\"} 0.0");

        fixture.host.fail("detail 3", 5);
        fixture.monitor.refresh();

        assertThat(fixture.series("logoffd_sessions_lock_unknown"))
                .containsExactly("logoffd_sessions_lock_unknown{host=\"HOST1\"} 1.0");
        assertThat(fixture.series("logoffd_sessions_locked"))
                .containsExactly("logoffd_sessions_locked{host=\"HOST1\"} 0.0");
    }

    @Test
    void readingAsksWindowsForNothing() {
        assertThat(fixture.text()).contains("logoffd_host_reachable{host=\"HOST1\"} 1.0");
        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void logoffsEventsAndRequestsAreCounted() {
        fixture.control.logoff().logoffSession("99", false);
        fixture.control.logoff().logoffSession("0", false);
        fixture.events.publish("logoffd.session.logon", "HOST1", "", Map.of());
        fixture.events.publish("logoffd.session.logon", "HOST1", "", Map.of());
        fixture.metrics.countRequest("/metrics", 200);

        assertThat(fixture.series("logoffd_logoffs_total"))
                .containsExactly(
                        "logoffd_logoffs_total{host=\"HOST1\",outcome=\"done\"} 0.0",
                        "logoffd_logoffs_total{host=\"HOST1\",outcome=\"failed\"} 0.0",
                        "logoffd_logoffs_total{host=\"HOST1\",outcome=\"refused\"} 1.0");
        assertThat(fixture.series("logoffd_events_total"))
                .containsExactly("logoffd_events_total{host=\"HOST1\",type=\"logoffd.session.logon\"} 2.0");
        assertThat(fixture.series("logoffd_http_requests_total"))
                .containsExactly("logoffd_http_requests_total{path=\"/metrics\",status=\"200\"} 1.0");
    }

    @Test
    void theJavaVirtualMachineIsDescribedInTheUsualNames() {
        assertThat(fixture.text())
                .contains(
                        "\njvm_memory_used_bytes{area=\"heap\"}",
                        "\njvm_threads_current ",
                        "\njvm_gc_collection_seconds")
                .contains("\nprocess_start_time_seconds ", "\njvm_runtime_info{");
    }

    @Test
    void seriesOfSessionsCanBeSwitchedOff() {
        use(new MetricsConfig(false, true, 2000), new ScriptedHost().with(ALICE));

        assertThat(fixture.text()).doesNotContain("logoffd_session_").doesNotContain("alice");
        assertThat(fixture.series("logoffd_user_sessions")).isNotEmpty();
        assertThat(fixture.series("logoffd_sessions_left_out"))
                .containsExactly("logoffd_sessions_left_out{host=\"HOST1\"} 0.0");
    }

    @Test
    void whoItIsCanBeLeftOut() {
        use(new MetricsConfig(true, false, 2000), new ScriptedHost().with(ALICE));

        assertThat(fixture.text())
                .doesNotContain("alice")
                .doesNotContain("LAPTOP7")
                .doesNotContain("192.0.2.7");
        assertThat(fixture.series("logoffd_session_info")).hasSize(2);
    }

    @Test
    void theLimitOfSessionsWithSeriesHoldsAndTheRestIsCounted() {
        use(
                new MetricsConfig(true, true, 3),
                new ScriptedHost().with(ALICE).with(BOB).with(Samples.active(5, "eve")));

        assertThat(fixture.series("logoffd_session_info")).hasSize(3);
        assertThat(fixture.series("logoffd_session_processes")).hasSizeLessThanOrEqualTo(3);
        assertThat(fixture.series("logoffd_sessions_left_out"))
                .containsExactly("logoffd_sessions_left_out{host=\"HOST1\"} 1.0");
        assertThat(fixture.series("logoffd_user_sessions"))
                .contains("logoffd_user_sessions{host=\"HOST1\",state=\"ACTIVE\"} 2.0");
    }

    @Test
    void noUserIsLeftOutForAListenerOrTheServices() {
        use(
                new MetricsConfig(true, true, 2),
                new ScriptedHost()
                        .with(Samples.LISTENER)
                        .with(Samples.nobody(2))
                        .with(ALICE)
                        .with(BOB));

        assertThat(fixture.series("logoffd_session_info"))
                .hasSize(2)
                .anyMatch(line -> line.contains(ALICE_KEY))
                .anyMatch(line -> line.contains(BOB_KEY));
        assertThat(fixture.series("logoffd_sessions_left_out"))
                .containsExactly("logoffd_sessions_left_out{host=\"HOST1\"} 3.0");
    }

    @Test
    void itIsShownWhichSessionsMayBeLoggedOff() {
        use(MetricsFixture.ALL, new ScriptedHost().with(Samples.CONSOLE).with(ALICE));

        assertThat(fixture.series("logoffd_session_logoff_allowed"))
                .containsExactlyInAnyOrder(
                        "logoffd_session_logoff_allowed{host=\"HOST1\",key=\"HOST1:0:none\"} 0.0",
                        "logoffd_session_logoff_allowed{host=\"HOST1\",key=\"HOST1:1:2026-03-02T08:00:00.123456700Z\"} 0.0",
                        "logoffd_session_logoff_allowed{host=\"HOST1\",key=\"" + ALICE_KEY + "\"} 1.0");
    }

    @Test
    void twoThousandSessionsAreShown() {
        ScriptedHost host = new ScriptedHost();
        for (int id = 1; id < 2000; id++) {
            host.with(Samples.active(id, "user" + id));
        }
        use(MetricsFixture.ALL, host);

        assertThat(fixture.series("logoffd_session_info")).hasSize(2000);
        assertThat(fixture.series("logoffd_session_idle_seconds")).hasSize(2000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*/*", "text/plain;version=0.0.4", "text/html", "nonsense", ";;;,=", "application/json"})
    void allOtherClientsGetTheTextOfPrometheus(String accept) {
        assertThat(fixture.metrics.read(accept).contentType()).startsWith("text/plain; version=0.0.4; charset=utf-8");
        assertThat(fixture.text(accept))
                .contains("# TYPE logoffd_logoffs_total counter")
                .doesNotContain("# EOF");
    }

    @Test
    void whoAsksForOpenMetricsGetsIt() {
        String accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

        assertThat(fixture.metrics.read(accept).contentType())
                .startsWith("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(fixture.openMetrics())
                .contains("# TYPE logoffd_logoffs counter", "# TYPE logoffd_session info")
                .contains("# UNIT logoffd_session_idle_seconds seconds")
                .endsWith("# EOF\n");
    }
}
