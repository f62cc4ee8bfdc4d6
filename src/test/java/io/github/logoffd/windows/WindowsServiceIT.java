package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.SceneSession;
import io.github.logoffd.testing.StandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The distribution as an administrator gets it: unpacked, installed by its scripts, started by Windows, asked over HTTP
 * from outside, stopped and removed.
 */
@ExtendWith(WineExtension.class)
class WindowsServiceIT {

    private static final Instant LOGON = Instant.parse("2026-08-15T07:15:02.123456700Z");
    private static final ClientInfo CLIENT =
            new ClientInfo("PC-17", "10.0.0.17", ClientProtocol.RDP, 22631, 1920, 1080, 32, "", "");

    private final WineMachine machine;

    /** With a blank in its name, as in Program Files. */
    @TempDir
    Path folder;

    private StandIn standIn;
    private InstalledService service;
    private int callsBefore;

    WindowsServiceIT(WineMachine machine) {
        this.machine = machine;
    }

    @BeforeEach
    void unpack() {
        standIn = new StandIn(machine.standInFolder());
        service = InstalledService.unpack(machine, folder.resolve("with blank"));
        callsBefore = standIn.actingCalls().size();
    }

    @AfterEach
    void uninstall() {
        service.script("uninstall.cmd");
    }

    @Test
    void sessionsAreReadAndLoggedOffByTheInstalledService() {
        play(user(2, "jörg.müller", LOGON), disconnected(3, "Σοφία"), user(4, "Łukasz", LOGON));
        service.configure("refresh.interval=200ms");
        WineMachine.Result install = service.install("--no-archive");
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(install.output())
                .contains("is installed with Java 17")
                .contains("is running")
                .contains("The initial passwords are in ");
        service.awaitHealth();
        assertThat(service.statusWithoutAUser()).isEqualTo(401);

        JSONObject host =
                (JSONObject) firstOf(service.jolokia("{\"type\":\"read\",\"mbean\":\"logoffd:type=SessionHost,*\"}"));
        String name = (String) host.get("Host");
        assertThat(host.get("Mode")).isEqualTo("WINDOWS");
        assertThat(host.get("LastError")).isEqualTo("");
        assertThat(accounts((JSONArray) host.get("Sessions")))
                .containsExactly("", "", "CONTOSO\\jörg.müller", "CONTOSO\\Σοφία", "CONTOSO\\Łukasz", "");
        JSONObject second = read(session(name, 2));
        assertThat(second.get("LogonTime")).isEqualTo("2026-08-15T07:15:02.123456700Z");
        assertThat(second.get("ClientAddress")).isEqualTo("10.0.0.17");
        assertThat(second.get("ProcessCount")).isEqualTo(1L);
        assertThat(second.get("LogoffAllowed")).isEqualTo(true);

        JSONObject answer = service.exec(session(name, 2), "logoff", "[true]");
        assertThat(answer.get("Outcome")).isEqualTo("DONE");
        assertThat(answer.get("Account")).isEqualTo("CONTOSO\\jörg.müller");
        assertThat(status(session(name, 2))).isEqualTo(404L);
        assertThat(newCalls())
                .singleElement()
                .asString()
                .contains("WTSLogoffSession\tserver=\tsession=2\twait=0\tuser=jörg.müller");
        assertThat(service.audit().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("jörg.müller"))
                .allMatch(line -> line.contains("\"user\":\"operator\""));

        WineMachine.Result uninstall = service.script("uninstall.cmd");
        assertThat(uninstall.exitCode()).as(uninstall.output()).isZero();
        assertThat(uninstall.output()).contains("The service logoffd is removed.");
        service.awaitEndOfProcess();
        assertThat(service.log()).doesNotContain("system event log");
        assertThat(standIn.liveAllocations()).isZero();
        assertThat(standIn.violations()).isZero();
        assertThat(service.data().resolve("config/users.txt")).exists();
        assertThat(service.script("status.cmd").exitCode()).isEqualTo(3);
    }

    @Test
    void anIdThatPassedToAnotherLogonIsGoneAndWindowsIsNotCalled() {
        List<String> withoutEvents = List.of("fail\tfunction=WTSWaitSystemEvent\tcode=120");
        playWithRules(withoutEvents, user(2, "alice", LOGON));
        String host = installAndStart("refresh.interval=1h");
        playWithRules(withoutEvents, user(2, "bob", LOGON.plusSeconds(60)));

        JSONObject answer = service.exec(session(host, 2), "logoff", "[true]");

        assertThat(answer.get("Outcome")).isEqualTo("GONE");
        assertThat(answer.get("Account")).isEqualTo("CONTOSO\\alice");
        assertThat(newCalls()).isEmpty();
        service.exec("logoffd:type=SessionHost,host=" + host, "refresh", "[]");
        assertThat(read(session(host, 2)).get("UserName")).isEqualTo("bob");
    }

    @Test
    void deniedRightsAndAHostThatDoesNotAnswerAreReported() {
        play(user(2, "alice", LOGON), user(3, "bob", LOGON));
        String host = installAndStart("refresh.interval=200ms", "logoff.timeout=2s");
        playWithRules(
                List.of(
                        "fail\tfunction=WTSLogoffSession\tsession=2\tcode=5",
                        "fail\tfunction=WTSQuerySessionInformationW\tsession=3\tcode=5"),
                user(2, "alice", LOGON),
                user(3, "bob", LOGON));

        JSONObject denied = service.exec(session(host, 2), "logoff", "[true]");
        assertThat(denied.get("Outcome")).isEqualTo("FAILED");
        assertThat(denied.get("Code")).isEqualTo(5L);
        assertThat((String) denied.get("Message")).startsWith("Error [5]: Access is denied.");
        String sessionHost = "logoffd:type=SessionHost,host=" + host;
        Await.until(
                "the denied query shows",
                () -> Long.valueOf(5).equals(read(sessionHost).get("LastErrorCode")));
        assertThat(read(sessionHost).get("Reachable")).isEqualTo(true);
        JSONObject unverified = service.exec(session(host, 3), "logoff", "[true]");
        assertThat(unverified.get("Outcome")).isEqualTo("FAILED");
        assertThat(unverified.get("Code")).isEqualTo(5L);
        assertThat(newCalls()).singleElement().asString().endsWith("result=5");

        playWithRules(List.of("fail\tfunction=WTSEnumerateSessionsExW\tcode=1722"), user(2, "alice", LOGON));
        JSONObject refresh = service.exec(sessionHost, "refresh", "[]");
        assertThat(refresh.get("Reachable")).isEqualTo(false);
        assertThat(refresh.get("LastErrorCode")).isEqualTo(1722L);
        assertThat((long) refresh.get("SessionCount"))
                .as("the old snapshot stays")
                .isEqualTo(5);
    }

    @Test
    void aWrongConfigurationIsReportedAndNothingIsInstalled() {
        service.configure("refresh.intervall=2s", "logoff.timeout=soon");

        WineMachine.Result install = service.install("--no-archive");

        assertThat(install.exitCode()).as(install.output()).isEqualTo(1);
        assertThat(install.output())
                .contains("Did you mean refresh.interval?")
                .contains("logoff.timeout is \"soon\"")
                .doesNotContain("is installed");
        assertThat(service.script("status.cmd").exitCode()).isEqualTo(3);
        assertThat(service.program()).doesNotExist();
    }

    @Test
    void aServiceThatCannotStartSaysWhyAndDoesNotClaimToRun() {
        play(user(2, "alice", LOGON));
        service.configure("refresh.interval=200ms");
        assertThat(service.install("--no-archive", "--no-start").exitCode()).isZero();
        service.configure("refresh.intervall=2s", "logoff.timeout=soon");

        service.net("start");

        Await.until("the log says why", () -> service.log().contains("Unknown key \"refresh.intervall\""));
        assertThat(service.log()).contains("Did you mean refresh.interval?").contains("logoff.timeout is \"soon\"");
        WineMachine.Result status = service.script("status.cmd");
        assertThat(status.exitCode()).as(status.output()).isEqualTo(1);
        assertThat(status.output()).contains("Did you mean refresh.interval?").doesNotContain("is running:");
    }

    @Test
    void aStopDuringASlowStartIsHeardAtOnce() {
        playWithRules(List.of("hang\tfunction=WTSEnumerateSessionsExW\tmillis=60000"), user(2, "alice", LOGON));
        service.configure("refresh.interval=200ms");
        WineMachine.Result install = service.install("--no-archive", "--no-start");
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(service.net("start").output()).contains("started");
        Path countdowns = service.data().resolve("logs/countdowns.txt");
        Await.until("the start waits for the host", () -> Files.exists(countdowns));

        service.net("stop");
        // Under Wine the command does not wait for the service.
        Await.until("the stop is heard", () -> service.log().contains("Stopping"));
        service.awaitEndOfProcess();

        assertThat(service.log()).doesNotContain("answers at");
        assertThat(service.data().resolve("logoffd.url")).doesNotExist();
        assertThat(service.script("status.cmd").exitCode()).isEqualTo(1);
        service.forgetAfterStop();
    }

    private String installAndStart(String... configuration) {
        service.configure(configuration);
        WineMachine.Result install = service.install("--no-archive", "--no-start");
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(service.program().resolve("logoffd.jsa")).doesNotExist();
        service.startAndAwaitHealth();
        return (String)
                ((JSONObject) firstOf(service.jolokia("{\"type\":\"read\",\"mbean\":\"logoffd:type=SessionHost,*\"}")))
                        .get("Host");
    }

    private void play(SceneSession... users) {
        playWithRules(List.of(), users);
    }

    private void playWithRules(List<String> rules, SceneSession... users) {
        List<SceneSession> sessions = new ArrayList<>();
        sessions.add(nobody(0, "services", SessionState.DISCONNECTED));
        sessions.add(nobody(1, "console", SessionState.CONNECTED));
        sessions.addAll(List.of(users));
        sessions.add(nobody(65536, "rdp-tcp", SessionState.LISTEN));
        List<ProcessInfo> processes = List.of(new ProcessInfo(2, 4711, "explorer.exe", 1500, 142_000_000, 900, 30));
        standIn.play(sessions, processes, rules.toArray(String[]::new));
    }

    private static SceneSession user(long id, String user, Instant logon) {
        return new SceneSession(
                id,
                "RDP-Tcp#" + id,
                SessionState.ACTIVE,
                LockState.UNLOCKED,
                user,
                "CONTOSO",
                times(logon, Optional.empty()),
                CLIENT,
                Duration.ofMillis(300),
                0);
    }

    private static SceneSession disconnected(long id, String user) {
        return new SceneSession(
                id,
                "",
                SessionState.DISCONNECTED,
                LockState.UNLOCKED,
                user,
                "CONTOSO",
                times(LOGON, Optional.of(LOGON.plusSeconds(3600))),
                ClientInfo.NONE,
                Duration.ZERO,
                0);
    }

    private static SceneSession nobody(long id, String name, SessionState state) {
        return new SceneSession(
                id, name, state, LockState.UNKNOWN, "", "", SessionTimes.UNKNOWN, ClientInfo.NONE, Duration.ZERO, 0);
    }

    private static SessionTimes times(Instant logon, Optional<Instant> disconnect) {
        return new SessionTimes(
                Optional.of(logon), Optional.of(logon.minusSeconds(5)), disconnect, Optional.empty(), Optional.empty());
    }

    private List<String> newCalls() {
        return standIn.actingCalls().stream()
                .skip(callsBefore)
                .filter(line -> !line.contains("\tdetach\t"))
                .toList();
    }

    private static String session(String host, long id) {
        return "logoffd:type=Session,host=" + host + ",id=" + id;
    }

    private JSONObject read(String mbean) {
        return (JSONObject) service.jolokia(readRequest(mbean)).get("value");
    }

    private long status(String mbean) {
        return (long) service.jolokia(readRequest(mbean)).get("status");
    }

    private static String readRequest(String mbean) {
        return "{\"type\":\"read\",\"mbean\":\"" + mbean + "\"}";
    }

    private static Object firstOf(JSONObject answer) {
        return ((JSONObject) answer.get("value")).values().iterator().next();
    }

    private static List<String> accounts(JSONArray sessions) {
        return sessions.stream()
                .map(session -> (String) ((JSONObject) session).get("Account"))
                .toList();
    }
}
