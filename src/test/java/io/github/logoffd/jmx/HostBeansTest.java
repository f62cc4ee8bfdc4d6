package io.github.logoffd.jmx;

import static io.github.logoffd.jmx.JmxFixture.HISTORY;
import static io.github.logoffd.jmx.JmxFixture.SERVICE;
import static io.github.logoffd.jmx.JmxFixture.SESSION_3;
import static io.github.logoffd.jmx.JmxFixture.SESSION_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When beans come and go, and what they say. */
class HostBeansTest {

    private final JmxFixture fixture = new JmxFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theHostIsThereBeforeItWasRead() throws Exception {
        assertThat(fixture.names()).containsExactly(HISTORY, SERVICE, SESSION_HOST);
        assertThat(fixture.get(SESSION_HOST, "Reachable")).isEqualTo(false);
        assertThat(fixture.get(SESSION_HOST, "SnapshotSeconds")).isEqualTo(-1L);
        assertThat(fixture.get(SESSION_HOST, "SnapshotTime")).isEqualTo("");
        assertThat((CompositeData[]) fixture.get(SESSION_HOST, "Sessions")).isEmpty();
    }

    @Test
    void everyRowHasABean() {
        fixture.monitor.refresh();

        assertThat(fixture.names())
                .containsExactlyInAnyOrder(
                        HISTORY,
                        SERVICE,
                        SESSION_HOST,
                        "logoffd:type=Session,host=HOST1,id=0",
                        "logoffd:type=Session,host=HOST1,id=1",
                        SESSION_3,
                        "logoffd:type=Session,host=HOST1,id=4",
                        "logoffd:type=Session,host=HOST1,id=65536");
    }

    @Test
    void anIdThatIsListedTwiceHasOneBeanThatActsOnNoUser() throws Exception {
        fixture.monitor.refresh();
        fixture.host.listAlso(new SessionRow(3, 3, "RDP-Tcp#9", SessionState.ACTIVE.code(), "bob", "CORP", "", ""));
        fixture.monitor.refresh();

        assertThat((CompositeData[]) fixture.get(SESSION_HOST, "Sessions")).hasSize(6);
        assertThat((String) fixture.get(SESSION_HOST, "LastError")).contains("two sessions with the id 3");
        assertThat(fixture.get(SESSION_3, "LogoffAllowed")).isEqualTo(false);
        CompositeData answer = (CompositeData) fixture.server.invoke(
                new ObjectName(SESSION_3), "logoff", new Object[] {false}, new String[] {"boolean"});
        assertThat(answer.get("Outcome")).isEqualTo("REFUSED_PROTECTED");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void beansComeAndGoWithTheSessions() {
        fixture.monitor.refresh();
        List<String> changes = registrations();

        fixture.host.end(4);
        fixture.host.with(Samples.active(7, "carol"));
        fixture.monitor.refresh();
        fixture.monitor.refresh();

        assertThat(changes)
                .containsExactly("-logoffd:type=Session,host=HOST1,id=4", "+logoffd:type=Session,host=HOST1,id=7");
    }

    @Test
    void anIdThatPassesToAnotherLogonGetsANewBean() throws Exception {
        fixture.monitor.refresh();
        Object oldKey = fixture.get(SESSION_3, "Key");
        List<String> changes = registrations();

        fixture.host.with(Samples.active(3, "alice"), Samples.detail(Samples.active(3, "alice"), Samples.NOW));
        fixture.monitor.refresh();

        assertThat(changes).containsExactly("-" + SESSION_3, "+" + SESSION_3);
        assertThat(fixture.get(SESSION_3, "Key")).isNotEqualTo(oldKey);
    }

    @Test
    void aSessionThatMerelyChangesKeepsItsBean() throws Exception {
        fixture.monitor.refresh();
        Object key = fixture.get(SESSION_3, "Key");
        List<String> changes = registrations();

        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.monitor.refresh();

        assertThat(changes).isEmpty();
        assertThat(fixture.get(SESSION_3, "Key")).isEqualTo(key);
        assertThat(fixture.get(SESSION_3, "State")).isEqualTo("DISCONNECTED");
    }

    @Test
    void anUnreachableHostKeepsItsBeansAndSaysSo() throws Exception {
        fixture.monitor.refresh();
        fixture.host.fail("sessions", 1722);
        List<String> changes = registrations();

        fixture.advance(Duration.ofSeconds(30));
        fixture.monitor.refresh();

        assertThat(changes).isEmpty();
        assertThat(fixture.get(SESSION_HOST, "Reachable")).isEqualTo(false);
        assertThat(fixture.get(SESSION_HOST, "LastErrorCode")).isEqualTo(1722);
        assertThat((String) fixture.get(SESSION_HOST, "LastError")).contains("The RPC server is unavailable");
        assertThat(fixture.get(SESSION_HOST, "SnapshotSeconds")).isEqualTo(30L);
        assertThat(fixture.get(SESSION_3, "SnapshotSeconds")).isEqualTo(30L);
        assertThat((CompositeData[]) fixture.get(SESSION_HOST, "Sessions")).hasSize(5);
    }

    @Test
    void closingTakesAwayWhatWasRegistered() {
        fixture.monitor.refresh();

        fixture.beans.close();
        fixture.monitor.refresh();

        assertThat(fixture.names()).containsExactly(HISTORY, SERVICE);
        assertThatThrownBy(() -> fixture.get(SESSION_3, "Id")).isInstanceOf(InstanceNotFoundException.class);
    }

    @Test
    void aBeanThatAnotherProgramUnregisteredIsNoProblem() throws Exception {
        fixture.monitor.refresh();
        fixture.server.unregisterMBean(JmxFixture.name(SESSION_3));
        fixture.host.end(3);

        fixture.monitor.refresh();

        assertThat(fixture.names()).doesNotContain(SESSION_3).hasSize(7);
    }

    @Test
    void aSessionSaysWhatTheHostSays() throws Exception {
        fixture.monitor.refresh();
        fixture.advance(Duration.ofSeconds(3));

        assertThat(fixture.get(SESSION_3, "Key")).isEqualTo("HOST1:3:2026-03-02T08:00:00.123456700Z");
        assertThat(fixture.get(SESSION_3, "Id")).isEqualTo(3L);
        assertThat(fixture.get(SESSION_3, "Name")).isEqualTo("RDP-Tcp#3");
        assertThat(fixture.get(SESSION_3, "Kind")).isEqualTo("USER");
        assertThat(fixture.get(SESSION_3, "StateCode")).isEqualTo(0);
        assertThat(fixture.get(SESSION_3, "Account")).isEqualTo("CORP\\alice");
        assertThat(fixture.get(SESSION_3, "Lock")).isEqualTo("UNLOCKED");
        assertThat(fixture.get(SESSION_3, "LogonTime")).isEqualTo("2026-03-02T08:00:00.123456700Z");
        assertThat(fixture.get(SESSION_3, "LogonSeconds")).isEqualTo(7200L);
        assertThat(fixture.get(SESSION_3, "ConnectSeconds")).isEqualTo(7205L);
        assertThat(fixture.get(SESSION_3, "IdleSeconds")).isEqualTo(90L);
        assertThat(fixture.get(SESSION_3, "DisconnectTime")).isEqualTo("");
        assertThat(fixture.get(SESSION_3, "DisconnectedSeconds")).isEqualTo(-1L);
        assertThat(fixture.get("logoffd:type=Session,host=HOST1,id=4", "DisconnectedSeconds"))
                .isEqualTo(600L);
        assertThat(fixture.get(SESSION_3, "ClientAddress")).isEqualTo("192.0.2.7");
        assertThat(fixture.get(SESSION_3, "ClientHeight")).isEqualTo(1080);
        assertThat(fixture.get(SESSION_3, "OutgoingBytes")).isEqualTo(2000L);
        assertThat(fixture.get(SESSION_3, "ProcessCount")).isEqualTo(2L);
        assertThat(fixture.get(SESSION_3, "CpuSeconds")).isEqualTo(4L);
        assertThat(fixture.get(SESSION_3, "WorkingSetBytes")).isEqualTo(3000L);
        assertThat(fixture.get(SESSION_3, "HandleCount")).isEqualTo(30L);
        assertThat(fixture.get(SESSION_3, "LogoffAllowed")).isEqualTo(true);
        assertThat(fixture.get(SESSION_3, "SnapshotSeconds")).isEqualTo(3L);
    }

    @Test
    void theHostCountsItsSessions() throws Exception {
        fixture.monitor.refresh();

        assertThat(fixture.get(SESSION_HOST, "Host")).isEqualTo("HOST1");
        assertThat(fixture.get(SESSION_HOST, "Mode")).isEqualTo("SIMULATED");
        assertThat(fixture.get(SESSION_HOST, "Reachable")).isEqualTo(true);
        assertThat(fixture.get(SESSION_HOST, "SnapshotTime")).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(fixture.get(SESSION_HOST, "SessionCount")).isEqualTo(5L);
        assertThat(fixture.get(SESSION_HOST, "UserCount")).isEqualTo(3L);
        assertThat(fixture.get(SESSION_HOST, "ActiveCount")).isEqualTo(2L);
        assertThat(fixture.get(SESSION_HOST, "DisconnectedCount")).isEqualTo(1L);
        assertThat(fixture.get(SESSION_HOST, "LockedCount")).isEqualTo(0L);
        assertThat(fixture.get(SESSION_HOST, "StuckCount")).isEqualTo(0L);
    }

    @Test
    void aLogoffIsFollowedFromClosingOverStuckToDone() throws Exception {
        fixture.monitor.refresh();
        CompositeData answer = (CompositeData) fixture.invoke(SESSION_3, "logoff", false);
        assertThat(answer.get("Outcome")).isEqualTo("ACCEPTED");
        assertThat(fixture.get(SESSION_3, "LogoffState")).isEqualTo("CLOSING");
        assertThat(fixture.get(SESSION_HOST, "LogoffsPending")).isEqualTo(1L);

        fixture.nanoTime.advance(Duration.ofMinutes(6));
        assertThat(fixture.get(SESSION_3, "LogoffState")).isEqualTo("STUCK");
        assertThat(fixture.get(SESSION_HOST, "StuckCount")).isEqualTo(1L);

        fixture.host.end(3);
        fixture.verifier.runNext();
        assertThat(fixture.names()).doesNotContain(SESSION_3);
        assertThat(fixture.get(SESSION_HOST, "LogoffsDone")).isEqualTo(1L);
        assertThat(fixture.get(SESSION_HOST, "LogoffsPending")).isEqualTo(0L);
    }

    @Test
    void aSessionThatIsDownIsStuck() throws Exception {
        fixture.host.with(new SessionRow(3, 3, "", SessionState.DOWN.code(), "alice", "CORP", "", ""));
        fixture.monitor.refresh();

        assertThat(fixture.get(SESSION_3, "LogoffState")).isEqualTo("STUCK");
        assertThat(fixture.get(SESSION_3, "LogoffAllowed")).isEqualTo(true);
        assertThat(fixture.get(SESSION_HOST, "StuckCount")).isEqualTo(1L);
    }

    @Test
    void refusalsAreForetold() throws Exception {
        fixture.monitor.refresh();
        String console = "logoffd:type=Session,host=HOST1,id=1";

        assertThat(fixture.get(console, "LogoffAllowed")).isEqualTo(false);
        assertThat((String) fixture.get(console, "LogoffRefusal")).contains("console");
        assertThat(((CompositeData) fixture.invoke(console, "logoff", true)).get("Outcome"))
                .isEqualTo("REFUSED_PROTECTED");
        assertThat(fixture.get(SESSION_HOST, "LogoffsRefused")).isEqualTo(1L);
    }

    @Test
    void refreshReadsTheHostNow() throws Exception {
        CompositeData answer = (CompositeData) fixture.invoke(SESSION_HOST, "refresh");

        assertThat(answer.get("SessionCount")).isEqualTo(5L);
        assertThat(answer.get("Reachable")).isEqualTo(true);
        assertThat(fixture.names()).hasSize(8);
    }

    @Test
    void readingNeverAsksTheHost() throws Exception {
        fixture.monitor.refresh();
        fixture.host.forgetCalls();

        fixture.get(SESSION_3, "IdleSeconds");
        fixture.get(SESSION_HOST, "Sessions");
        fixture.get(SESSION_HOST, "StuckCount");

        assertThat(fixture.host.calls()).isEmpty();
    }

    @Test
    void namesAreQuotedOnlyWhereTheyMustBe() {
        assertThat(ObjectNames.session("RDS-01.corp.local", 7))
                .hasToString("logoffd:type=Session,host=RDS-01.corp.local,id=7");
        assertThat(ObjectNames.sessionHost("RDS 01")).hasToString("logoffd:type=SessionHost,host=RDS 01");
        assertThat(ObjectNames.sessionHost("[2001:db8::1]"))
                .hasToString("logoffd:type=SessionHost,host=\"[2001:db8::1]\"");
        assertThat(ObjectNames.sessionHost("*").isPattern()).isFalse();
        assertThat(ObjectNames.sessionHost("A,type=Service").getKeyProperty("type"))
                .isEqualTo("SessionHost");
    }

    /** Returns a list that grows with every bean that comes (+) or goes (-). */
    private List<String> registrations() {
        List<String> changes = new ArrayList<>();
        try {
            fixture.server.addNotificationListener(
                    MBeanServerDelegate.DELEGATE_NAME,
                    (notification, unused) -> changes.add(
                            (notification.getType().equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)
                                            ? "+"
                                            : "-")
                                    + ((MBeanServerNotification) notification).getMBeanName()),
                    null,
                    null);
        } catch (InstanceNotFoundException e) {
            throw new AssertionError(e);
        }
        return changes;
    }
}
