package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.cli.windows.CommandTarget;
import io.github.logoffd.cli.windows.Notice;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Windows commands through a service: its users, roles and audit, and the same columns and lines. */
class CommandsThroughServiceTest extends CommandsThroughService {

    @Test
    void aMonitorSeesTheSameColumns() {
        assertThat(run("monitor", "query", "session")).isZero();
        assertThat(run("monitor", "quser", "alice")).isZero();

        assertThat(lines(out))
                .containsExactly(
                        " SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE",
                        " Services                                    0  Disc",
                        " Console           admin                     1  Active",
                        " RDP-Tcp#3         alice                     3  Active",
                        " RDP-Tcp#4         Jürgen_日本\ud83d\ude00                4  Active",
                        " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME",
                        " alice                 RDP-Tcp#3           3  Active          1  3/2/2026 8:00 AM");
    }

    @Test
    void anOperatorLogsOffAndWaitsUntilTheSessionIsGone() {
        fixture.host.during("logoff 3", () -> fixture.host.end(3));

        assertThat(run("operator", "logoff", "rdp-tcp#3", "/V")).as(err()).isZero();

        assertThat(lines(out))
                .containsExactly("Logging off session ID 3", "CORP\\alice was logged off from session 3.");
        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().operation())
                .containsOnly("requestLogoff");
        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().caller().user())
                .containsOnly("operator");
    }

    @Test
    void aSessionThatHasEndedSinceItWasListedIsGone() throws Exception {
        CommandTarget target = target();
        Session alice = alice(target);
        fixture.host.end(3);
        fixture.monitor.refresh();

        assertThat(List.of(
                        target.disconnect(alice),
                        target.show(alice, new Notice("Title", "Text", Optional.empty(), false)),
                        target.show(alice, new Notice("Title", "Text", Optional.of(5), true))))
                .allSatisfy(answer -> {
                    assertThat(answer.outcome()).isEqualTo(Outcome.GONE);
                    assertThat(answer.session()).isEqualTo(alice.key());
                    assertThat(answer.message())
                            .isEqualTo(
                                    "The logon of CORP\\alice in session 3 no longer exists. Windows was not called.");
                });
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void whatHasNotEndedInTimeIsReported() {
        logoffTimeout = Duration.ZERO;

        assertThat(run("operator", "logoff", "3")).isEqualTo(1);

        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
        assertThat(err())
                .isEqualTo("Could not logoff session ID 3 from session RDP-Tcp#3\nSession 3 is still closing.\n"
                        + "A repeated logoff calls Windows again. If that does not help, an administrator can use \"reset"
                        + " session 3\" on the host, end the session's winlogon.exe, or restart the host; unsaved work is"
                        + " lost.\n");
    }

    @Test
    void aMonitorMayNotLogOff() {
        assertThat(run("monitor", "logoff", "3")).isEqualTo(1);

        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(err()).contains("monitor").hasLineCount(1);
    }

    @Test
    void theConsoleIsRefusedAsOnTheHost() {
        assertThat(run("operator", "logoff", "1")).isEqualTo(1);

        assertThat(err()).isEqualTo("""
                        Could not logoff session ID 1 from session Console, Error code 5
                        Error [5]: Access is denied.
                        """);
    }

    @Test
    void aLogonThatTheServiceKnewIsNotMistakenForTheNext() {
        fixture.host.with(
                Samples.active(3, "carol"), Samples.detail(Samples.active(3, "carol"), Samples.LOGON.plusSeconds(60)));

        assertThat(run("operator", "logoff", "3", "/JSON")).isZero();

        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"Outcome\":\"GONE\"");
    }

    @Test
    void aMessageIsShownAndItsAnswerAwaited() {
        fixture.host.press(MessageResponse.OK);

        assertThat(run("operator", "msg", "alice", "Hello")).as(err()).isZero();
        assertThat(run("operator", "msg", "3", "/W", "/TIME:5", "/V", "Hello"))
                .as(err())
                .isZero();
        assertThat(run("operator", "msg", "3", "/TIME:5", "Hello")).isEqualTo(1);

        assertThat(fixture.host.messages()).hasSize(2);
        assertThat(lines(out)).contains("CORP\\alice was asked: OK.");
        assertThat(err()).contains("Give /TIME only together with /W");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u200b"})
    void aBlankWordIsNoUser(String blank) {
        fixture.host.with(new SessionRow(7, 7, blank, SessionState.ACTIVE.code(), "carol", "CORP", "", ""));
        fixture.monitor.refreshOnSchedule();

        for (String command : List.of("logoff", "tsdiscon", "msg", "quser")) {
            assertThat(run("operator", command, blank)).as(command).isEqualTo(2);
        }

        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aWordThatCanBeAnIdOrAUserIsRefused() {
        fixture.host.with(Samples.active(7, "3"));
        fixture.monitor.refreshOnSchedule();

        assertThat(run("operator", "msg", "3", "hello")).isEqualTo(1);

        assertThat(err())
                .startsWith("\"3\" can mean session 3 of CORP\\alice, or user CORP\\3 in session 7. ")
                .hasLineCount(1);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anExpectedUserIsTakenAsTheTablePrintsIt() {
        fixture.host.with(Samples.active(7, "anna 7"));
        fixture.monitor.refreshOnSchedule();
        fixture.host.during("logoff 7", () -> fixture.host.end(7));

        assertThat(run("operator", "logoff", "3", "/EXPECT:anna_7")).isEqualTo(1);
        assertThat(run("operator", "logoff", "7", "/EXPECT:anna_7")).as(err()).isZero();

        assertThat(fixture.host.actingCalls()).containsExactly("logoff 7");
        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().arguments())
                .allSatisfy(arguments -> assertThat(arguments).contains("expectedUser=CORP\\anna 7 "));
    }

    @Test
    void aClientIsDropped() {
        fixture.host.during("disconnect 3", () -> fixture.host.with(Samples.disconnected(3, "alice")));

        assertThat(run("operator", "tsdiscon", "3")).as(err()).isZero();

        assertThat(fixture.host.actingCalls()).containsExactly("disconnect 3");
    }

    @Test
    void thereIsNoOwnSessionBehindAService() {
        assertThat(run("operator", "logoff")).isEqualTo(1);

        assertThat(err()).startsWith("This command does not run in a user's session of HOST1");
    }
}
