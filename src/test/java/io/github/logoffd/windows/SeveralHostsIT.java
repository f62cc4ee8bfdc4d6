package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.SceneSession;
import io.github.logoffd.testing.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One installed service in the Windows JVM that watches other hosts: one that works, one that is down, one with virtual
 * machines.
 */
@ExtendWith(WineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SeveralHostsIT {

    private static final String TS02 = "logoffd:type=SessionHost,host=TS02";
    private static final String COMES_AND_GOES = "logoffd:type=SessionHost,host=TS03";
    private static final String NEVER_UP = "logoffd:type=SessionHost,host=TS04";
    private static final String GUESTS = "logoffd:type=SessionHost,host=RDVH01";
    private static final long FIRST_GUEST = 70_001;
    private static final long SECOND_GUEST = 70_002;

    private StandIn standIn;
    private InstalledService service;
    private int callsBefore;
    private Instant logon = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));

    @BeforeAll
    void startService(WineMachine machine, @TempDir Path folder) {
        standIn = new StandIn(machine.standInFolder());
        standIn.remove("TS03");
        play();
        service = InstalledService.unpack(machine, folder);
        service.configure(
                "hosts=TS02, TS03, TS04, RDVH01 vm=true",
                "host.timeout=2s",
                "refresh.interval=200ms",
                "logoff.timeout=20s");
        service.installAndAwaitHealth();
    }

    @AfterAll
    void removeService() {
        service.close();
        Await.until("the handles are given back", () -> standIn.liveHandles() == 0);
        assertThat(standIn.liveAllocations()).isZero();
        assertThat(standIn.violations()).isZero();
    }

    @BeforeEach
    void logOnAnew() {
        logon = logon.plusSeconds(60);
        play();
        for (String bean : List.of(session("TS02", 2), session("RDVH01", FIRST_GUEST))) {
            Await.until("the new logons are seen", () -> logon.toString().equals(service.read(bean, "LogonTime")));
        }
        callsBefore = standIn.actingCalls().size();
    }

    private void play() {
        standIn.play(Rows.host(user(2, "anna")), List.of());
        standIn.playOn("TS02", Rows.host(user(2, "bernd"), user(3, "zoë")));
        standIn.playOn(
                "RDVH01",
                Rows.host(user(5, "carla")),
                StandIn.guest(user(1, "dora"), FIRST_GUEST, "VM-A", "FARM"),
                StandIn.guest(user(1, "dora"), SECOND_GUEST, "VM-B", "FARM"));
    }

    private SceneSession user(long id, String name) {
        return Rows.user(id, "RDP-Tcp#" + id, SessionState.ACTIVE, name, logon, 0);
    }

    private static String session(String host, long id) {
        return "logoffd:type=Session,host=" + host + ",id=" + id;
    }

    @Test
    void aSessionOfAnotherHostIsLoggedOffThereAndNowhereElse() {
        JSONObject answer = service.exec(session("TS02", 2), "logoff", "[true]");

        assertThat(answer)
                .containsEntry("Outcome", "DONE")
                .containsEntry("Host", "TS02")
                .containsEntry("Account", "CONTOSO\\bernd");
        assertThat(newCalls()).singleElement().asString().contains("server=TS02\tsession=2\t", "\tuser=bernd\t");
        assertThat(service.read(TS02, "UserCount")).isEqualTo(1L);
    }

    @Test
    void aHostThatIsDownKeepsItsBeanWithTheReasonAndAdvice() {
        assertThat(service.read(NEVER_UP, "Reachable")).isEqualTo(false);
        assertThat(service.read(NEVER_UP, "LastErrorCode")).isEqualTo(1722L);
        assertThat((String) service.read(NEVER_UP, "LastError")).contains("RPC_S_SERVER_UNAVAILABLE", "TCP port 445");
        assertThat(service.read(NEVER_UP, "SessionCount")).isEqualTo(0L);
        assertThat(service.exec(NEVER_UP, "logoffSession", "[\"2\",false]"))
                .containsEntry("Outcome", "FAILED")
                .containsEntry("Code", 1722L);
        assertThat(newCalls()).isEmpty();
    }

    @Test
    void aHostThatComesIsSeenAndOneThatGoesIsReportedToBeGone() {
        standIn.playOn("TS03", Rows.host(user(9, "emil")));
        Await.until("the host is seen", () -> Boolean.TRUE.equals(service.read(COMES_AND_GOES, "Reachable")));
        assertThat(service.read(session("TS03", 9), "UserName")).isEqualTo("emil");

        standIn.remove("TS03");
        Await.until("the host is away", () -> Boolean.FALSE.equals(service.read(COMES_AND_GOES, "Reachable")));
        assertThat(service.read(COMES_AND_GOES, "SessionCount")).isEqualTo(2L);
        assertThat(service.read(COMES_AND_GOES, "LastErrorCode")).isEqualTo(1722L);
    }

    @Test
    void ofTwoVirtualMachinesWithEqualIdsTheRightOneIsMeant() {
        assertThat(service.read(session("RDVH01", FIRST_GUEST), "Id")).isEqualTo(1L);
        assertThat(service.read(session("RDVH01", SECOND_GUEST), "Id")).isEqualTo(1L);
        assertThat(service.read(session("RDVH01", SECOND_GUEST), "VirtualMachine"))
                .isEqualTo("VM-B");
        assertThat(service.read(GUESTS, "UserCount")).isEqualTo(3L);

        JSONObject answer = service.exec(session("RDVH01", SECOND_GUEST), "logoff", "[true]");

        assertThat(answer).containsEntry("Outcome", "DONE").containsEntry("Account", "CONTOSO\\dora");
        assertThat(newCalls())
                .singleElement()
                .asString()
                .contains("server=RDVH01\tsession=" + SECOND_GUEST + "\t", "\tuser=dora\t");
        assertThat(service.read(session("RDVH01", FIRST_GUEST), "UserName")).isEqualTo("dora");
        assertThat(service.exec(GUESTS, "logoffSession", "[\"" + SECOND_GUEST + "\",false]"))
                .containsEntry("Outcome", "NOT_FOUND");
    }

    @Test
    void aHostThatHangsDelaysNoOtherAndRecovers() {
        standIn.playOn(
                "TS02", Rows.host(user(2, "bernd")), "hang\tfunction=WTSEnumerateSessionsExW\tmillis=8000\ttimes=1");

        Await.until("its silence is noticed", () -> Long.valueOf(1460).equals(service.read(TS02, "LastErrorCode")));
        assertThat(service.read(TS02, "Reachable")).isEqualTo(false);
        assertThat(service.read(TS02, "SessionCount")).isEqualTo(3L);
        assertThat(service.health()).contains("\"status\":\"DEGRADED\"");
        assertThat(service.exec("logoffd:type=Session,host=" + service.host() + ",id=2", "logoff", "[true]"))
                .containsEntry("Outcome", "DONE");

        Await.until("it answers again", () -> Boolean.TRUE.equals(service.read(TS02, "Reachable")));
        assertThat(service.read(TS02, "SessionCount")).isEqualTo(2L);
    }

    @Test
    void aLogoffThatWindowsDoesNotAnswerIsReportedToBeUnknown() {
        standIn.playOn("TS02", Rows.host(user(2, "bernd")), "hang\tfunction=WTSLogoffSession\tmillis=6000\ttimes=1");
        Await.until("the change is seen", () -> Long.valueOf(2).equals(service.read(TS02, "SessionCount")));

        JSONObject answer = service.exec(session("TS02", 2), "logoff", "[false]");

        assertThat(answer).containsEntry("Outcome", "FAILED").containsEntry("Code", 1460L);
        assertThat((String) answer.get("Message")).contains("was logged off is not known");
        assertThat((long) answer.get("ElapsedMillis")).isBetween(2000L, 6000L);
        Await.until("the call has come through", () -> newCalls().size() == 1);
    }

    private List<String> newCalls() {
        return standIn.actingCalls().stream()
                .skip(callsBefore)
                .filter(line -> !line.contains("\tdetach\t"))
                .toList();
    }
}
