package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.cli.client.Credentials;
import io.github.logoffd.cli.client.ServiceAddress;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.cli.windows.CommandContext;
import io.github.logoffd.cli.windows.CommandTarget;
import io.github.logoffd.cli.windows.HostChoice;
import io.github.logoffd.cli.windows.Notice;
import io.github.logoffd.cli.windows.ServiceTarget;
import io.github.logoffd.cli.windows.Terminal;
import io.github.logoffd.cli.windows.WindowsCommands;
import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.session.HostName;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Windows commands through a service: its users, roles and audit, and the same columns and lines. */
class CommandsThroughServiceTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Duration logoffTimeout = Duration.ofMinutes(5);

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.start();

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
        CommandTarget target = ServiceTarget.find(
                        client("operator"),
                        new HostChoice(Optional.empty(), false, false, false, "", List.of()),
                        logoffTimeout)
                .get(0);
        Session alice = target.sessions().stream()
                .filter(session -> session.id() == 3)
                .findFirst()
                .orElseThrow();
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

    @ParameterizedTest
    @ValueSource(strings = {"HOST1", "host1", "Host1.corp.example", "host1.corp.example."})
    void aHostIsFoundByItsShortNameAndItsFullNameInAnyCase(String name) {
        HostName.completeBy("corp.example");
        try {
            assertThat(run("monitor", "quser", "alice", "/SERVER:" + name))
                    .as(err())
                    .isZero();
        } finally {
            HostName.completeBy("");
        }
    }

    @Test
    void aHostThatTheServiceDoesNotWatchIsReported() {
        assertThat(run("monitor", "quser", "/SERVER:other")).isEqualTo(1);

        assertThat(err()).isEqualTo("The service does not monitor other. Give /SERVER: with one of HOST1.\n");
    }

    @Test
    void listsHaveTheSessionsOfAllHosts() {
        watchAnotherHost();

        assertThat(run("monitor", "quser", "alice")).as(err()).isZero();
        assertThat(run("monitor", "query", "session", "rdp-tcp#3", "/COUNTER"))
                .as(err())
                .isZero();
        HostName.completeBy("corp.example");
        try {
            assertThat(run("monitor", "quser", "alice", "/SERVER:rds02.corp.example"))
                    .as(err())
                    .isZero();
        } finally {
            HostName.completeBy("");
        }

        assertThat(lines(out))
                .containsExactly(
                        "HOST  USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME",
                        "HOST1 alice                 RDP-Tcp#3           3  Active          1  3/2/2026 8:00 AM",
                        "RDS02 alice                                     4  Disc           10  3/2/2026 8:00 AM",
                        "HOST  SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE",
                        "HOST1 RDP-Tcp#3         alice                     3  Active",
                        "RDS02 RDP-Tcp#3         carol                     3  Active",
                        "Sessions now: 7",
                        "Active now: 4",
                        "Disconnected users now: 1",
                        " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME",
                        " alice                                     4  Disc           10  3/2/2026 8:00 AM");
    }

    @Test
    void aHostThatCannotBeReadDoesNotHideTheOthersAndIsAFailure() {
        watchAnotherHost();
        fixture.host.fail("sessions", 1722);
        fixture.monitor.refreshOnSchedule();

        assertThat(run("monitor", "quser", "carol")).isEqualTo(1);

        assertThat(lines(out)).hasSize(2).last().asString().startsWith("RDS02 carol ");
        assertThat(err())
                .startsWith("HOST1: The service cannot read HOST1 now: ")
                .hasLineCount(1);
    }

    @Test
    void aUserIsLoggedOffWhereverTheSessionIs() {
        ScriptedHost other = watchAnotherHost();
        other.during("logoff 3", () -> other.end(3));

        assertThat(run("operator", "logoff", "--user", "carol", "/V")).as(err()).isZero();

        assertThat(lines(out))
                .containsExactly(
                        "Logging off session ID 3 on RDS02", "RDS02: CORP\\carol was logged off from session 3.");
        assertThat(other.actingCalls()).containsExactly("logoff 3");
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().arguments())
                .allSatisfy(arguments -> assertThat(arguments)
                        .startsWith("session=RDS02:3:2026-03-02T08:00:00.123456700Z expectedUser=CORP\\carol "));
    }

    @Test
    void aUserWithASecondSessionOnAnotherHostIsNotLoggedOffFromEither() {
        ScriptedHost other = watchAnotherHost();

        assertThat(run("operator", "logoff", "--user", "alice")).isEqualTo(1);

        assertThat(err()).isEqualTo("""
                alice has 2 sessions, more than --at-most 1, so none was logged off. Give --at-most 2, or one of these by its id and /SERVER:
                HOST  USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME
                HOST1 alice                 RDP-Tcp#3           3  Active          1  3/2/2026 8:00 AM
                RDS02 alice                                     4  Disc           10  3/2/2026 8:00 AM
                """);
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(other.actingCalls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void whileAHostCannotBeReadAUserIsNotLoggedOffAnywhere() {
        ScriptedHost other = watchAnotherHost();
        fixture.host.fail("sessions", 1722);
        fixture.monitor.refreshOnSchedule();

        assertThat(run("operator", "logoff", "--user", "carol")).isEqualTo(1);

        assertThat(err())
                .startsWith("The service cannot read HOST1 now: ")
                .contains("Whether carol has a session there is not known, so no session was logged off.");
        assertThat(other.actingCalls()).isEmpty();
    }

    @Test
    void aLogonThatFollowedTheOneOfTheListIsLeftAloneOnAnotherHostToo() {
        ScriptedHost other = watchAnotherHost();
        other.with(
                Samples.active(3, "carol"), Samples.detail(Samples.active(3, "carol"), Samples.LOGON.plusSeconds(60)));

        assertThat(run("operator", "logoff", "--user", "carol", "/JSON")).isZero();

        assertThat(other.actingCalls()).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("[{").contains("\"Outcome\":\"GONE\"");
    }

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
        CommandTarget target = ServiceTarget.find(
                        client("operator"),
                        new HostChoice(Optional.empty(), false, false, false, "", List.of()),
                        logoffTimeout)
                .get(0);
        Session alice = target.sessions().stream()
                .filter(session -> session.id() == 3)
                .findFirst()
                .orElseThrow();
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

    private ScriptedHost watchAnotherHost() {
        ScriptedHost other =
                new ScriptedHost("RDS02").with(Samples.active(3, "carol")).with(Samples.disconnected(4, "alice"));
        fixture.alsoWatch(other);
        return other;
    }

    @Test
    void aHostThatTheServiceCannotReadIsReported() {
        fixture.host.fail("sessions", 1722);
        fixture.monitor.refreshOnSchedule();

        assertThat(run("monitor", "quser")).isEqualTo(1);

        assertThat(err()).startsWith("The service cannot read HOST1 now: ").contains("1722");
    }

    private int run(String user, String... arguments) {
        Terminal terminal = Terminal.of(out, err, InputStream.nullInputStream(), StandardCharsets.UTF_8);
        return WindowsCommands.run(
                new CommandContext(
                        terminal,
                        (choice, note) ->
                                ServiceTarget.find(client(user).because(choice.reason()), choice, logoffTimeout),
                        "boss",
                        () -> ZoneOffset.UTC),
                arguments);
    }

    private ServiceClient client(String user) throws IOException {
        return new ServiceClient(
                ServiceAddress.parse(fixture.endpoint.jolokiaUrl()),
                new Credentials(user, UsersFixture.PASSWORD),
                Optional.empty(),
                Duration.ofSeconds(20));
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
