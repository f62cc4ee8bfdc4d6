package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.HostName;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Windows commands through a service that monitors several hosts. */
class CommandsOnSeveralHostsTest extends CommandsThroughService {

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
    void aHostThatTheServiceCannotReadIsReported() {
        fixture.host.fail("sessions", 1722);
        fixture.monitor.refreshOnSchedule();

        assertThat(run("monitor", "quser")).isEqualTo(1);

        assertThat(err()).startsWith("The service cannot read HOST1 now: ").contains("1722");
    }
}
