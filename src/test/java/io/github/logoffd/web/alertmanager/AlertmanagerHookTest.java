package io.github.logoffd.web.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.config.AlertmanagerConfig;
import io.github.logoffd.control.SessionControl;
import io.github.logoffd.control.request.AuditedRequests;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.HandDrivenScheduler;
import io.github.logoffd.testing.MemoryAuditTrail;
import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an alert to a request, and what becomes of it when it comes again. */
class AlertmanagerHookTest {

    private static final String BOB =
            Samples.session(Samples.disconnected(4, "bob")).key();

    private final ScriptedHost host = new ScriptedHost().with(Samples.disconnected(4, "bob"));
    private final MemoryAuditTrail trail = new MemoryAuditTrail();
    private final MutableClock clock = new MutableClock(Samples.NOW);
    private final NanoClock nanoTime = new NanoClock();
    private final HandDrivenScheduler thread = new HandDrivenScheduler();
    private final SessionControl control = Controls.of(
            host,
            1,
            new AuditedRequests(trail, CurrentCaller::get, clock, nanoTime),
            (happening, answer) -> {},
            thread,
            thread,
            clock,
            nanoTime,
            () -> {});
    private final AlertmanagerHook hook = hook(false);

    @AfterEach
    void close() {
        control.close();
    }

    private AlertmanagerHook hook(boolean dryRun) {
        AlertmanagerConfig config = new AlertmanagerConfig(
                Set.of("Away"),
                Set.of(SessionState.DISCONNECTED),
                Duration.ZERO,
                dryRun,
                new AlertmanagerConfig.LabelNames("host", "key", "account", "logoff_states", "logoff_seconds"));
        return new AlertmanagerHook(config, name -> Optional.of(control.automation()));
    }

    private static Alert alert(String name) {
        return new Alert(
                true,
                "0123456789abcdef",
                Instant.parse("2026-03-02T09:00:00Z"),
                Map.of("alertname", name, "host", "HOST1", "key", BOB, "account", "bob"));
    }

    private static Outcome outcome(List<AlertOutcome> outcomes) {
        return outcomes.get(0).answer().orElseThrow().outcome();
    }

    @Test
    void anAlertThatMayNotActIsIgnored() {
        List<AlertOutcome> outcomes = hook.handle(List.of(alert("Stuck"), alert("away")));

        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.answer()).isEmpty();
            assertThat(outcome.again()).isFalse();
        });
        assertThat(outcomes.get(0).message())
                .isEqualTo("The alert Stuck is not in hooks.alertmanager.alerts; nothing was done.");
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void aDryRunTakesTheWholeWayAndDoesNothing() {
        List<AlertOutcome> outcomes = hook(true).handle(List.of(alert("Away")));

        assertThat(outcomes.get(0).answer().orElseThrow().dryRun()).isTrue();
        assertThat(trail.lines()).hasSize(2);
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void theAuditSaysThatItCameThroughTheHookAndWhoSentIt() throws Exception {
        Caller sender = new Caller("http", "192.0.2.9", "am", "operator");
        CurrentCaller.during(sender, () -> {
            hook.handle(List.of(alert("Away")));
            assertThat(CurrentCaller.get()).isEqualTo(sender);
            return sender;
        });

        assertThat(trail.lines())
                .isNotEmpty()
                .extracting(line -> line.intent().caller())
                .allMatch(caller -> caller.equals(
                        new Caller("alertmanager", "192.0.2.9", "am", "operator").because(caller.reason())))
                .allMatch(caller -> caller.reason().startsWith("alert Away ("));
    }

    @Test
    void whatWasRefusedForNowIsTriedAgainWhenTheAlertComesAgain() {
        Alert late =
                new Alert(true, "fedcba9876543210", Instant.EPOCH, alert("Away").labels());
        // The only place that there is for requests is taken then.
        host.during(
                "sessions",
                () -> assertThat(outcome(hook.handle(List.of(late)))).isEqualTo(Outcome.REFUSED_LIMIT));
        assertThat(outcome(hook.handle(List.of(alert("Away"))))).isEqualTo(Outcome.ACCEPTED);
        host.during("sessions", () -> {});

        assertThat(outcome(hook.handle(List.of(late)))).isEqualTo(Outcome.ACCEPTED);
        assertThat(host.actingCalls()).containsExactly("logoff 4");
    }

    @Test
    void whatWasRefusedByItsStateIsDecidedAnewWhenTheAlertComesAgain() {
        host.with(Samples.active(4, "bob"));
        assertThat(outcome(hook.handle(List.of(alert("Away"))))).isEqualTo(Outcome.REFUSED_STATE);
        host.with(Samples.disconnected(4, "bob"));

        assertThat(outcome(hook.handle(List.of(alert("Away"))))).isEqualTo(Outcome.ACCEPTED);
        assertThat(host.actingCalls()).containsExactly("logoff 4");
    }

    @Test
    void anAlertThatWasADryRunActsWhenItComesAgain() {
        assertThat(outcome(hook(true).handle(List.of(alert("Away"))))).isEqualTo(Outcome.ACCEPTED);

        assertThat(outcome(hook.handle(List.of(alert("Away"))))).isEqualTo(Outcome.ACCEPTED);
        assertThat(host.actingCalls()).containsExactly("logoff 4");
    }

    @Test
    void anAlertThatActedActsOnce() {
        hook.handle(List.of(alert("Away")));
        hook.handle(List.of(alert("Away")));

        assertThat(host.actingCalls()).containsExactly("logoff 4");
        assertThat(trail.lines())
                .extracting(line -> line.intent().requestId())
                .containsOnly("0123456789abcdef@2026-03-02T09:00:00Z@" + BOB);
    }

    @Test
    void anAlertWhoseEffectIsNotKnownActsOnce() {
        host.fail("logoff 4", 1460);
        assertThat(outcome(hook.handle(List.of(alert("Away"))))).isEqualTo(Outcome.FAILED);
        host.repair("logoff 4");

        assertThat(outcome(hook.handle(List.of(alert("Away"))))).isEqualTo(Outcome.FAILED);
        assertThat(host.actingCalls()).containsExactly("logoff 4");
    }

    @Test
    void anotherBeginningOfTheAlertIsAnotherRequest() {
        Alert later =
                new Alert(true, "0123456789abcdef", Instant.EPOCH, alert("Away").labels());
        hook.handle(List.of(alert("Away")));

        assertThat(outcome(hook.handle(List.of(later)))).isEqualTo(Outcome.ACCEPTED);
        assertThat(trail.lines())
                .extracting(line -> line.intent().requestId())
                .contains("0123456789abcdef@1970-01-01T00:00:00Z@" + BOB);
    }
}
