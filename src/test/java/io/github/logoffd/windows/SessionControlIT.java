package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every operation of sessions and hosts, asked over HTTP of one installed service in the Windows JVM. */
@ExtendWith(WineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SessionControlIT {

    private static final int BUTTON_NO = 7;

    private StandIn standIn;
    private InstalledService service;
    private String host;
    private int callsBefore;
    private Instant logon = Instant.now()
            .truncatedTo(ChronoUnit.SECONDS)
            .minus(Duration.ofHours(2))
            .plusNanos(123_456_700);

    /**
     * The machine comes here and not to the constructor, which is called before the class can be aborted without one.
     */
    @BeforeAll
    void startService(WineMachine machine, @TempDir Path folder) {
        standIn = new StandIn(machine.standInFolder());
        play();
        service = InstalledService.unpack(machine, folder.resolve("with blank"));
        service.configure("refresh.interval=200ms");
        service.installAndAwaitHealth();
        host = service.host();
    }

    @AfterAll
    void removeService() {
        service.close();
        assertThat(standIn.liveAllocations()).isZero();
        assertThat(standIn.violations()).isZero();
    }

    /** Other logons than those of the last test, all of them seen by the service. */
    @BeforeEach
    void logOnAnew() {
        logon = logon.plusSeconds(60);
        play();
        Await.until("the new logons are seen", () -> logon.toString().equals(service.read(session(2), "LogonTime")));
        callsBefore = standIn.actingCalls().size();
    }

    private void play() {
        standIn.play(
                List.of(
                        Rows.nobody(0, "services", SessionState.DISCONNECTED),
                        Rows.nobody(1, "console", SessionState.CONNECTED),
                        Rows.user(2, "RDP-Tcp#2", SessionState.ACTIVE, "jörg.müller", logon, BUTTON_NO),
                        Rows.user(3, "", SessionState.DISCONNECTED, "Σοφία", logon, 0),
                        Rows.user(4, "RDP-Tcp#4", SessionState.ACTIVE, "Łukasz", logon, 0),
                        Rows.nobody(65536, "rdp-tcp", SessionState.LISTEN)),
                List.of(
                        new ProcessInfo(2, 4711, "Übersicht.exe", 1500, 142_000_000, 900, 30),
                        new ProcessInfo(3, 4712, "explorer.exe", 1500, 142_000_000, 900, 30)));
    }

    @Test
    void aMessageIsShownAndNotWaitedFor() {
        JSONObject answer = service.exec(session(2), "sendMessage", "[\"Wartung\",\"Bitte speichern – 日本\"]");

        assertOutcome(answer, "ACCEPTED");
        assertCalls("WTSSendMessageW session=2");
        assertThat(newCalls().get(0))
                .contains("\ttitle=Wartung\t", "\tmessage=Bitte speichern – 日本\t", "\twait=0\t", "\tuser=jörg.müller\t")
                .endsWith("\tresult=0");
    }

    @Test
    void aMessageWithoutATitleIsShown() {
        assertOutcome(service.exec(session(2), "sendMessage", "[\"\",\"Hello\"]"), "ACCEPTED");
        assertThat(newCalls()).singleElement().asString().contains("\tmessage=Hello\t");
    }

    @Test
    void aQuestionIsAnsweredByTheButton() {
        assertThat(value(session(2), "ask", "[\"\",\"Now?\",\"YES_NO\",30]")).isEqualTo("NO");
        assertThat(newCalls()).singleElement().asString().contains("\tstyle=4\t", "\ttimeout=30\t", "\twait=1\t");
    }

    @Test
    void aQuestionWithoutAnAnswerEnds() {
        assertThat(value(session(4), "ask", "[\"\",\"Now?\",\"OK_CANCEL\",1]")).isEqualTo("TIMEOUT");
    }

    @Test
    void aClientIsDropped() {
        assertOutcome(service.exec(session(2), "disconnect", "[true]"), "DONE");
        assertCalls("WTSDisconnectSession session=2");
        Await.until("the state is seen", () -> "DISCONNECTED".equals(service.read(session(2), "State")));
    }

    @Test
    void theProcessesAreThoseOfTheSession() {
        assertThat((JSONArray) value(session(2), "processes", "[]"))
                .singleElement()
                .satisfies(process -> assertThat((JSONObject) process)
                        .containsEntry("Pid", 4711L)
                        .containsEntry("Image", "Übersicht.exe")
                        .containsEntry("HandleCount", 900L));
        assertThat(newCalls()).isEmpty();
    }

    @Test
    void whoIsWarnedIsLoggedOffWhenTheTimeIsOver() {
        assertOutcome(service.exec(session(2), "warnAndLogoff", "[\"Please save.\",1]"), "WARNED");

        Await.until("the session is gone", () -> status(session(2)) == 404);
        assertCalls("WTSSendMessageW session=2", "WTSLogoffSession session=2");
        assertThat(newCalls().get(0)).contains("\tmessage=Please save.\t", "\twait=0\t");
    }

    @Test
    void aCountdownIsCancelled() {
        assertOutcome(service.exec(session(2), "warnAndLogoff", "[\"Please save.\",3600]"), "WARNED");
        assertThat(service.read(session(2), "LogoffState")).isEqualTo("WARNED");
        assertThat((long) service.read(session(2), "LogoffDueSeconds")).isBetween(3000L, 3600L);

        assertOutcome(service.exec(session(2), "cancelLogoff", "[]"), "CANCELLED");

        assertThat(service.read(session(2), "LogoffState")).isEqualTo("NONE");
        assertOutcome(service.exec(session(2), "cancelLogoff", "[]"), "NOT_FOUND");
        assertCalls("WTSSendMessageW session=2");
    }

    @Test
    void aHookAsksForALogoffUnderConditions() {
        String key = (String) service.read(session(2), "Key");

        assertOutcome(request(key, "jörg.müller", "job-1", true), "ACCEPTED");
        assertOutcome(request(key, "Łukasz", "job-2", false), "REFUSED_USER");
        assertThat(newCalls()).isEmpty();

        JSONObject first = request(key, "CONTOSO\\\\Jörg.Müller", "job-3", false);
        assertOutcome(first, "ACCEPTED");
        assertThat(request(key, "CONTOSO\\\\Jörg.Müller", "job-3", false)).isEqualTo(first);
        assertCalls("WTSLogoffSession session=2");
        Await.until("the session is gone", () -> status(session(2)) == 404);
        assertOutcome(request(key, "", "job-4", false), "GONE");
    }

    private JSONObject request(String key, String user, String requestId, boolean dryRun) {
        return service.exec(
                hostBean(),
                "requestLogoff",
                "[\"" + key + "\",\"" + user + "\",\"ACTIVE\",0,\"" + requestId + host + logon + "\",\"licence\","
                        + dryRun + ']');
    }

    @Test
    void disconnectedSessionsAreLoggedOff() {
        assertOutcomes(value(hostBean(), "logoffDisconnected", "[0,5,true]"), "3 DONE");
        assertCalls("WTSLogoffSession session=3");
    }

    @Test
    void allAreLoggedOffWhenTheyAreNotTooMany() {
        assertOutcomes(
                value(hostBean(), "logoffAll", "[2,true]"), "2 REFUSED_LIMIT", "3 REFUSED_LIMIT", "4 REFUSED_LIMIT");
        assertThat(newCalls()).isEmpty();

        assertOutcomes(value(hostBean(), "logoffAll", "[3,true]"), "2 DONE", "3 DONE", "4 DONE");
        assertCalls("WTSLogoffSession session=2", "WTSLogoffSession session=3", "WTSLogoffSession session=4");
        assertThat(service.audit().lines().filter(line -> line.contains("atMost=3 wait=true")))
                .hasSize(6)
                .allMatch(line -> line.contains("http"));
    }

    @Test
    void everyUserReadsAMessage() {
        assertOutcomes(
                value(hostBean(), "sendMessageToAll", "[\"\",\"Hello\"]"), "2 ACCEPTED", "3 ACCEPTED", "4 ACCEPTED");
        assertCalls("WTSSendMessageW session=2", "WTSSendMessageW session=3", "WTSSendMessageW session=4");
    }

    private static void assertOutcome(JSONObject answer, String outcome) {
        assertThat(answer.get("Outcome")).as(answer.toJSONString()).isEqualTo(outcome);
    }

    private static void assertOutcomes(Object answers, String... idsAndOutcomes) {
        assertThat(((JSONArray) answers)
                        .stream()
                                .map(JSONObject.class::cast)
                                .map(answer -> answer.get("Id") + " " + answer.get("Outcome")))
                .containsExactly(idsAndOutcomes);
    }

    /** In any order: what is done to many is done to several at once. */
    private void assertCalls(String... functionsAndSessions) {
        assertThat(newCalls().stream().map(line -> line.split("\t", -1)).map(field -> field[1] + ' ' + field[3]))
                .containsExactlyInAnyOrder(functionsAndSessions);
    }

    private List<String> newCalls() {
        return standIn.actingCalls().stream()
                .skip(callsBefore)
                .filter(line -> !line.contains("\tdetach\t"))
                .toList();
    }

    private String hostBean() {
        return "logoffd:type=SessionHost,host=" + host;
    }

    private String session(long id) {
        return "logoffd:type=Session,host=" + host + ",id=" + id;
    }

    private Object value(String mbean, String operation, String arguments) {
        JSONObject answer = service.jolokia("{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\""
                + operation + "\",\"arguments\":" + arguments + "}");
        assertThat(answer.get("status")).as(answer.toJSONString()).isEqualTo(200L);
        return answer.get("value");
    }

    private long status(String mbean) {
        return (long) service.jolokia("{\"type\":\"read\",\"mbean\":\"" + mbean + "\"}")
                .get("status");
    }
}
