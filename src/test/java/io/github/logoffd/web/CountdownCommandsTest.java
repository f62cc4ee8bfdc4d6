package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.cli.windows.CommandTarget;
import io.github.logoffd.cli.windows.Notice;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.Session;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logoffs with a warning, without a wait and with a reason, by the Windows commands through a service. */
class CountdownCommandsTest extends CommandsThroughService {

    @Test
    void aLogoffNeedNotBeWaitedFor() {
        logoffTimeout = Duration.ZERO;

        assertThat(run("operator", "logoff", "3", "/NOWAIT", "/V")).as(err()).isZero();

        assertThat(lines(out))
                .containsExactly("Logging off session ID 3", "Windows is logging CORP\\alice off from session 3.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logoff 3 /NOWAIT",
                "msg 3 hello",
                "msg 3 /W hello",
                "tsdiscon 3",
                "warn 3 --grace 90s --message hi"
            })
    void theReasonOfACommandIsInTheAudit(String line) {
        fixture.host.during("disconnect 3", () -> fixture.host.with(Samples.disconnected(3, "alice")));
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.add(1, "/Reason:Störung 5 % – \"Ticket 4711\"");

        assertThat(run("operator", words.toArray(String[]::new))).as(err()).isZero();

        assertThat(fixture.trail.lines())
                .extracting(audited -> audited.intent().caller().reason())
                .hasSize(2)
                .containsOnly("Störung 5 % – \"Ticket 4711\"");
    }

    @Test
    void aReasonThatIsTooLongIsReportedAndNothingIsDone() {
        assertThat(run("operator", "logoff", "3", "--reason", "x".repeat(1025))).isEqualTo(1);

        assertThat(err()).isEqualTo("The reason has 1025 characters. Allowed: at most 1024.\n");
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void aUserIsWarnedAndTheCountdownCancelled() {
        assertThat(run(
                        "operator",
                        "warn",
                        "rdp-tcp#3",
                        "--grace",
                        "10m",
                        "--message",
                        "Please save your work",
                        "--reason",
                        "update"))
                .as(err())
                .isZero();
        assertThat(fixture.host.messages()).extracting(Message::text).containsExactly("Please save your work");
        assertThat(run("operator", "cancel", "3", "--reason", "postponed"))
                .as(err())
                .isZero();
        assertThat(run("operator", "cancel", "3")).isEqualTo(1);

        assertThat(lines(out))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("CORP\\alice was warned; the logoff is due at "),
                        line -> assertThat(line).matches("The logoff that was due at .* is cancelled."));
        assertThat(err()).isEqualTo("""
                        Could not cancel the logoff of session ID 3 from session RDP-Tcp#3
                        There is no countdown to cancel for this session.
                        """);
        assertThat(fixture.host.actingCalls()).containsExactly("sendMessage 3");
        assertThat(fixture.trail.lines())
                .extracting(line ->
                        line.intent().operation() + ' ' + line.intent().caller().reason())
                .containsExactly(
                        "warnAndLogoff update",
                        "warnAndLogoff update",
                        "cancelLogoff postponed",
                        "cancelLogoff postponed",
                        "cancelLogoff ",
                        "cancelLogoff ");
    }

    /** As alerts have it; it names the host too. */
    @Test
    void aUserIsWarnedByTheKeyOfTheSession() {
        ScriptedHost other = watchAnotherHost();
        String key = "RDS02:3:" + Samples.LOGON;

        assertThat(run("operator", "warn", key, "--grace", "10m", "--message", "Please save your work"))
                .as(err())
                .isZero();
        assertThat(run("operator", "msg", key, "hi")).as(err()).isZero();
        assertThat(run("operator", "cancel", key)).as(err()).isZero();
        assertThat(run("operator", "quser", key)).as(err()).isZero();
        assertThat(run("operator", "cancel", key, "/SERVER:HOST1")).isEqualTo(1);
        assertThat(run("operator", "cancel", "RDS03:3:" + Samples.LOGON)).isEqualTo(1);
        assertThat(run("operator", "cancel", "RDS02:3:2026-03-02T07:00:00Z")).isEqualTo(1);

        assertThat(other.messages()).extracting(Message::text).containsExactly("Please save your work", "hi");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(lines(out))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("CORP\\carol was warned; the logoff is due at "),
                        line -> assertThat(line).matches("The logoff that was due at .* is cancelled."),
                        line -> assertThat(line).startsWith(" USERNAME "),
                        line -> assertThat(line).startsWith(" carol "));
        assertThat(err().lines())
                .containsExactly(
                        key + " is the Key of a session on another host than HOST1.",
                        "RDS03:3:" + Samples.LOGON + " is the Key of a session on another host than HOST1, RDS02.",
                        "There is no session with the Key RDS02:3:2026-03-02T07:00:00Z on RDS02 now.");
    }

    @Test
    void nothingReachesAnotherLogonThatHasTheIdByNow() throws Exception {
        CommandTarget target = target();
        Session alice = alice(target);
        fixture.host.with(
                Samples.active(3, "carol"), Samples.detail(Samples.active(3, "carol"), Samples.LOGON.plusSeconds(60)));
        fixture.monitor.refresh();

        assertThat(List.of(
                        target.warn(alice, "Save your work", Duration.ofMinutes(10)),
                        target.cancel(alice),
                        target.disconnect(alice),
                        target.show(alice, new Notice("Title", "Text", Optional.empty(), false)),
                        target.show(alice, new Notice("Title", "Text", Optional.of(5), true))))
                .extracting(LogoffAnswer::outcome)
                .containsOnly(Outcome.GONE);

        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aMonitorMayNotCancelACountdown() {
        assertThat(run("monitor", "cancel", "3")).isEqualTo(1);

        assertThat(err()).contains("monitor").hasLineCount(1);
        assertThat(fixture.trail.lines()).isEmpty();
    }
}
