package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.cli.check.CheckCommand;
import io.github.logoffd.cli.check.RequestLogoffCommand;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.jmx.ServiceBean;
import io.github.logoffd.jmx.ServiceFacts;
import io.github.logoffd.session.HostName;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * The plugin and what its event handler calls, against the whole HTTP side. Sessions are disconnected for 600 seconds.
 */
class CheckOverHttpTest {

    private static final String EVIL = "o'neill|\"a\\b\";`日本`$(x)";
    private static final Pattern TAG = Pattern.compile("session=(\\S+)");

    private final AtomicReference<ActingRules> acting = new AtomicReference<>(Controls.OPEN);
    private volatile List<String> problems = List.of();
    private ScriptedHost host;
    private HttpFixture fixture;
    private ServiceBean service;
    private String url = "";

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        host = new ScriptedHost().with(Samples.active(3, "alice")).with(Samples.disconnected(4, EVIL));
        fixture = HttpFixture.of(host).start();
        url = fixture.endpoint.jolokiaUrl();
        service = ServiceBean.register(
                ManagementFactory.getPlatformMBeanServer(),
                new ServiceFacts(
                        "1.2.3",
                        Samples.NOW,
                        List.of(Samples.HOST),
                        url,
                        "",
                        "audit.jsonl",
                        () -> problems,
                        acting::get,
                        () -> List.of("guard.spareActive=no"),
                        Optional::empty));
    }

    @AfterEach
    void stop() {
        service.close();
        fixture.close();
    }

    @Test
    void aProblemOfTheServiceIsAWarning() {
        problems = List.of("The journal of acts has 9 of 10 bytes | x=1", "The rules are damaged.");

        Result result = check();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines())
                .first()
                .asString()
                .startsWith("LOGOFFD WARNING - The journal of acts has 9 of 10 bytes ")
                .containsOnlyOnce("|");
        assertThat(result.out().lines()).last().asString().isEqualTo("WARNING The rules are damaged.");
    }

    @Test
    void withoutThresholdsAHostThatCanBeReadIsOk() {
        Result result = check();

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("LOGOFFD OK - HOST1: 2 users, 1 active, 1 disconnected, 0 locked, 0 stuck |"
                        + " HOST1.sessions=3;;;0 ");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST1", "host1", "Host1.corp.example"})
    void aHostIsFoundByItsShortNameAndItsFullNameInAnyCase(String name) {
        HostName.completeBy("corp.example");
        try {
            assertThat(check("--host", name).out()).startsWith("LOGOFFD OK - HOST1: ");
        } finally {
            HostName.completeBy("");
        }
    }

    @Test
    void aSessionThatTheCheckNamesIsLoggedOffOnceHoweverOftenItIsAskedFor() {
        Result alarm = check("--host", "host1", "--crit", "disconnectedSeconds=300");
        assertThat(alarm.code()).isEqualTo(2);
        String session = session(alarm);

        for (int i = 0; i < 10; i++) {
            Result result = request(session, "--request-id", "nagios 17", "--minimum-seconds", "300");
            assertThat(result.out()).startsWith("ACCEPTED HOST1:4:").contains(" CORP\\" + EVIL + ": ");
            assertThat(result.code()).isZero();
        }

        assertThat(host.actingCalls()).hasSize(1);
        assertThat(fixture.trail.lines())
                .anySatisfy(line -> assertThat(line.intent().requestId()).startsWith("nagios 17 HOST1:4:"));
    }

    @Test
    void aSessionThatIsGoneMeanwhileIsDone() {
        String session = session(check("--crit", "disconnectedSeconds=300"));
        host.end(4);

        Result result = request(session, "--request-id", "nagios 18");

        assertThat(result.out()).startsWith("GONE HOST1:4:");
        assertThat(result.code()).isZero();
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aSessionThatDoesNotMeetTheConditionsIsLeftAloneAndTheOthersAreAskedFor() {
        String session = session(check("--crit", "disconnectedSeconds=300"));

        Result result = request(
                "HOST1:99:none,x",
                "OTHER:1:none,x",
                session,
                "--request-id",
                "nagios 19",
                "--minimum-seconds",
                "86400");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("GONE HOST1:99:none x: "),
                        line -> assertThat(line).startsWith("REFUSED_STATE HOST1:4:"));
        assertThat(result.err()).isEqualToIgnoringNewLines("The service monitors no host of the session OTHER:1:none.");
        assertThat(host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HOST1:4:x", "HOST1:4:x,$(id)"})
    void aWordThatIsNoSessionIsAUsageError(String word) {
        assertThat(request(word, "--request-id", "nagios 20").code()).isEqualTo(2);
        assertThat(host.calls()).doesNotContain("logoff");
    }

    @ParameterizedTest
    @CsvSource({
        "--states, ''",
        "--states, ' '",
        "--states, ','",
        "--states, 'DISCONNECTED,'",
        "--states, ACTIV",
        "--request-id, ''",
        "--request-id, '\u00A0'"
    })
    void aConditionThatSaysNothingIsAUsageError(String option, String value) {
        String session = session(check("--crit", "disconnectedSeconds=300"));
        Result result = option.equals("--states")
                ? request(session, "--request-id", "nagios 21", option, value)
                : request(session, option, value);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(option);
        assertThat(host.actingCalls()).isEmpty();
    }

    @Test
    void aMonitorMayNotRequest() {
        Result result = command(
                "monitor", UsersFixture.PASSWORD, RequestLogoffCommand::new, "HOST1:4:x,y", "--request-id", "x");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("refuses this to monitor: ").doesNotContain("\tat ");
    }

    @Test
    void anExcludedAccountRaisesNoAlarm() {
        assertThat(check("--crit", "disconnectedSeconds=300", "--exclude", "CORP\\o'neill*")
                        .out())
                .startsWith("LOGOFFD OK - HOST1: 1 users, 1 active, 0 disconnected, 0 locked, 0 stuck, 1 left out |"
                        + " HOST1.sessions=2;;;0 ");
        assertThat(check("--crit", "disconnectedSeconds=300", "--include", "alice")
                        .code())
                .isZero();
        assertThat(check("--crit", "disconnectedSeconds=300", "--include", "o'*")
                        .code())
                .isEqualTo(2);
        assertThat(check("--include", " ").out()).startsWith("LOGOFFD UNKNOWN - --include is \" \".");
    }

    @Test
    void whatTheServiceWouldRefuseToEndRaisesNoAlarmIfSkipped() {
        host.with(Samples.CONSOLE);
        fixture.monitor.refresh();

        Result all = check("--crit", "active=1");
        Result skipped = check("--crit", "active=1", "--warn", "users=2", "--skip-protected");

        assertThat(all.out()).startsWith("LOGOFFD CRITICAL - HOST1: active is 2 (threshold 1) | ");
        assertThat(skipped.out())
                .startsWith("LOGOFFD OK - HOST1: 2 users, 1 active, 1 disconnected, 0 locked, 0 stuck, 1 left out |");
    }

    @Test
    void whileTheServiceRefusesEverythingNothingCountsAsProtected() {
        acting.set(new ActingRules(false, false, false, Controls.OPEN.guard(), Controls.OPEN.limits()));

        assertThat(check("--crit", "disconnectedSeconds=300", "--skip-protected")
                        .out())
                .startsWith("LOGOFFD UNKNOWN - The service refuses to end any session while acting is disabled"
                        + " (acting.enabled=no), so --skip-protected would leave out all of them.");
        assertThat(check("--crit", "disconnectedSeconds=300").code()).isEqualTo(2);
    }

    @Test
    void theMemoryAndTheProcessorTimeOfASessionCanBeCritical() {
        host.setProcesses(List.of(
                new ProcessInfo(3, 100, "word.exe", 2_500, 3_000, 10, 1),
                new ProcessInfo(3, 101, "excel.exe", 1_500, 2_000, 10, 1),
                new ProcessInfo(0, 4, "System", 900_000, 90_000, 10, 1)));
        fixture.monitor.refresh();

        assertThat(check("--crit", "memory=4999").out())
                .contains(" HOST1.memory=5000B;;4999;0 HOST1.cpu=4s;;;0 ")
                .contains("\nCRITICAL memory session=HOST1:3:")
                .contains(" ACTIVE with 5000 B CORP/alice");
        assertThat(check("--warn", "cpu=3").out())
                .contains("\nWARNING cpu session=HOST1:3:")
                .contains(" ACTIVE with 4 s of processor time CORP/alice");
        assertThat(check("--crit", "memory=5000", "--crit", "cpu=4").code()).isZero();
    }

    @Test
    void aHostThatCannotBeReadIsCritical() {
        host.fail("sessions", 1722);
        fixture.monitor.refresh();

        Result result = check("--crit", "stuck=0");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).startsWith("LOGOFFD CRITICAL - HOST1: the service cannot read it (");
    }

    @Test
    void aHostThatIsNotWatchedIsUnknown() {
        Result result = check("--host", "TS77");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .isEqualToIgnoringNewLines("LOGOFFD UNKNOWN - The service monitors no host TS77. Known: HOST1.");
    }

    @Test
    void aWrongPasswordIsUnknown() {
        Result result = command("monitor", "wrong one", CheckCommand::new);

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .startsWith("LOGOFFD UNKNOWN - The service at ")
                .contains("does not know a user monitor with this password")
                .doesNotContain("wrong one");
    }

    @Test
    void aServiceThatIsDownIsCritical() {
        fixture.close();

        Result result = check();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).startsWith("LOGOFFD CRITICAL - There is no connection to http://127.0.0.1:");
    }

    @Test
    void aWrongAddressOrThresholdIsUnknownInOneLine() {
        url = "nothing";
        assertThat(check().out())
                .startsWith("LOGOFFD UNKNOWN - The address \"nothing\" ")
                .hasLineCount(1);
        assertThat(check("--warn", "disconnected=9", "--crit", "disconnected=3").out())
                .startsWith("LOGOFFD UNKNOWN - --warn disconnected=9 never comes before ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeInTheCheckItselfIsUnknownAndNoStackTrace(Throwable mistake) {
        ServiceAccess access = new ServiceAccess(Map.of(), file -> raise(mistake), Optional::empty);

        Result result = run(new CheckCommand(access), "--user-file", "pom.xml");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .startsWith("LOGOFFD UNKNOWN - The check itself has failed (")
                .hasLineCount(1);
        assertThat(result.err()).isEmpty();
    }

    static Stream<Throwable> mistakes() {
        return Stream.of(new IllegalStateException("a\nb|c"), new StackOverflowError());
    }

    private static Optional<String> raise(Throwable mistake) {
        if (mistake instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) mistake;
    }

    private static String session(Result alarm) {
        Matcher matcher = TAG.matcher(alarm.out());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Result check(String... options) {
        return command("monitor", UsersFixture.PASSWORD, CheckCommand::new, options);
    }

    private Result request(String... options) {
        return command("operator", UsersFixture.PASSWORD, RequestLogoffCommand::new, options);
    }

    private Result command(String user, String password, Function<ServiceAccess, Object> command, String... options) {
        ServiceAccess access = new ServiceAccess(
                Map.of("LOGOFFD_URL", url, "LOGOFFD_USER", user, "LOGOFFD_PASSWORD", password),
                file -> Optional.empty(),
                Optional::empty);
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--timeout", "30"));
        return run(command.apply(access), all.toArray(String[]::new));
    }

    private static Result run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
