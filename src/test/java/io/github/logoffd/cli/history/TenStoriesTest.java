package io.github.logoffd.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.service.LogoffdService;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;

/**
 * How a session ended, told word for word by the command, by HTTP and by the bean: ten ways, with the running service
 * and a host that does what the test says.
 */
class TenStoriesTest extends RunningStories {

    @Test
    void anOperatorOverHttp() {
        endAtOnce();
        exec("logoffd:type=Session,host=HOST1,id=3", "logoff", true);

        assertThat(story(ALICE, 4))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a logoff with wait=true, for the reason \"Ticket 4711\".",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff was answered after a while with DONE:"
                                + " CORP\\alice was logged off from session 3.");
    }

    @Test
    @SuppressWarnings("BanJNDI") // this is how JMX clients find the server
    void anOperatorByJConsole() throws Exception {
        endAtOnce();
        Map<String, ?> credentials = Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", password()});
        try (JMXConnector jconsole = JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + rmiPort + "/jmxrmi"), credentials)) {
            MBeanServerConnection beans = jconsole.getMBeanServerConnection();
            beans.invoke(
                    new ObjectName("logoffd:type=Session,host=HOST1,id=3"),
                    "logoff",
                    new Object[] {true},
                    new String[] {"boolean"});
        }

        assertThat(story(ALICE, 4))
                .containsExactlyInAnyOrder(
                        "operator (operator) by rmi from 127.0.0.1 asked for a logoff with wait=true.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by rmi from 127.0.0.1 for a logoff was answered after a while with DONE:"
                                + " CORP\\alice was logged off from session 3.");
    }

    @Test
    void anAlert() {
        endAtOnce();
        host.with(Samples.disconnected(3, "alice"));
        post(
                "/hooks/alertmanager",
                Map.of(
                        "version",
                        "4",
                        "status",
                        "firing",
                        "receiver",
                        "logoffd",
                        "groupKey",
                        "x",
                        "alerts",
                        List.of(Map.of(
                                "status",
                                "firing",
                                "startsAt",
                                "2026-03-02T10:00:00Z",
                                "fingerprint",
                                "0123456789abcdef",
                                "labels",
                                Map.of(
                                        "alertname",
                                        "Away",
                                        "host",
                                        "HOST1",
                                        "key",
                                        ALICE,
                                        "account",
                                        "CORP\\alice")))));

        assertThat(story(ALICE, 6))
                .containsExactlyInAnyOrder(
                        DISCONNECTED,
                        "operator (operator) by alertmanager from 127.0.0.1 asked for a logoff with session=" + ALICE
                                + " expectedUser=CORP\\alice allowedStates=DISCONNECTED minimumSeconds=0 reason="
                                + ALERT
                                + " dryRun=false, for the reason \"" + ALERT + "\", with the request id"
                                + " 0123456789abcdef@2026-03-02T10:00:00Z@" + ALICE + '.',
                        "The request of operator (operator) by alertmanager from 127.0.0.1 for a logoff was answered after a"
                                + " while with ACCEPTED: Windows is logging CORP\\alice off from session 3.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by alertmanager from 127.0.0.1 for a logoff has ended after a"
                                + " while with DONE: CORP\\alice was logged off from session 3.");
    }

    @Test
    void aCountdown() {
        endAtOnce();
        exec("logoffd:type=Session,host=HOST1,id=3", "warnAndLogoff", "Please save your work.", 1);

        assertThat(story(ALICE, 7))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a warning and a later logoff with message=Please"
                                + " save your work. graceSeconds=1, for the reason \"Ticket 4711\".",
                        "The request of operator (operator) by http from 127.0.0.1 for a warning and a later logoff was"
                                + " answered after a while with WARNED: CORP\\alice was warned; the logoff is due at TIME.",
                        "The logoff that operator (operator) by http from 127.0.0.1 asked for is due at TIME, for the reason"
                                + " \"Ticket 4711\".",
                        "The request of operator (operator) by http from 127.0.0.1 for the logoff that was due at TIME was"
                                + " answered after a while with ACCEPTED: Windows is logging CORP\\alice off from session 3.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for the logoff that was due at TIME has"
                                + " ended after a while with DONE: CORP\\alice was logged off from session 3.");
    }

    @Test
    void aCountdownThatTheUserCallsOffByComingBack() {
        host.with(Samples.disconnected(3, "alice"));
        story(ALICE, 1);
        exec("logoffd:type=Session,host=HOST1,id=3", "warnAndLogoff", "Please save your work.", 600);
        host.with(Samples.active(3, "alice"));

        assertThat(story(ALICE, 5))
                .containsExactlyInAnyOrder(
                        DISCONNECTED,
                        "operator (operator) by http from 127.0.0.1 asked for a warning and a later logoff with message=Please"
                                + " save your work. graceSeconds=600, for the reason \"Ticket 4711\".",
                        "The request of operator (operator) by http from 127.0.0.1 for a warning and a later logoff was"
                                + " answered after a while with WARNED: CORP\\alice was warned; the logoff is due at TIME."
                                + " The session is disconnected, so no client shows the warning.",
                        "A client connected to session 3 of HOST1 from LAPTOP7 (192.0.2.7).",
                        "The request of operator (operator) by http from 127.0.0.1 for a warning and a later logoff has"
                                + " ended after a while with CANCELLED: The user has reconnected, so the logoff is"
                                + " cancelled.");
    }

    @Test
    void aCommandOfWindowsOrTheUser() {
        host.end(3);

        assertThat(story(ALICE, 2)).containsExactly(GONE, REMOVED);
    }

    @Test
    void theUserWhoDisconnectsFirst() {
        host.with(Samples.disconnected(3, "alice"));
        story(ALICE, 1);
        host.end(3);

        assertThat(story(ALICE, 3)).containsExactly(DISCONNECTED, GONE, REMOVED);
    }

    @Test
    void aRestartOfTheHost() {
        host.fail("sessions", 1722);
        Await.until("the host is away", () -> !reachable());
        host.end(3);
        host.repair("sessions");

        assertThat(story(ALICE, 2)).containsExactly(GONE, REMOVED);
    }

    /** The id is that of another logon a moment later; each has its own story. */
    @Test
    void anIdThatIsUsedAgain() {
        SessionRow bob = Samples.active(3, "bob");
        host.with(bob, Samples.detail(bob, Samples.LOGON.plusSeconds(60)));

        assertThat(story("HOST1:3:2026-03-02T08:01:00.123456700Z", 2))
                .containsExactly(
                        "There is a new session 3 of HOST1 (CORP\\bob).",
                        "CORP\\bob logged on to session 3 of HOST1 from LAPTOP7 (192.0.2.7).");
        assertThat(story(ALICE, 2)).containsExactly(GONE, REMOVED);
    }

    @Test
    void aCrashBetweenIntentAndAnswer() throws Exception {
        endAtOnce();
        exec("logoffd:type=Session,host=HOST1,id=3", "logoff", true);
        story(ALICE, 4);
        service.close();
        Path acts = folder.resolve("logs/audit.jsonl");
        Files.writeString(acts, Files.readAllLines(acts).get(0) + '\n');
        Files.deleteIfExists(folder.resolve("logs/history.index"));
        service = new LogoffdService();
        run();

        assertThat(story(ALICE, 4))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a logoff with wait=true, for the reason \"Ticket 4711\".",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff was answered with FAILED: The"
                                + " service ended before it answered; whether Windows was called is not known.");
    }

    @Test
    void aSessionThatIsStuckAndLaterGone() {
        exec("logoffd:type=Session,host=HOST1,id=3", "logoff", true);
        story(ALICE, 2);
        host.end(3);

        assertThat(story(ALICE, 5))
                .containsExactlyInAnyOrder(
                        "operator (operator) by http from 127.0.0.1 asked for a logoff with wait=true, for the reason"
                                + " \"Ticket 4711\".",
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff was answered after a"
                                + " while with PENDING: Session 3 is still closing; see LogoffState.",
                        GONE,
                        REMOVED,
                        "The request of operator (operator) by http from 127.0.0.1 for a logoff has ended after a"
                                + " while with DONE: CORP\\alice was logged off from session 3.");
    }

    @Test
    void noStoryIsNoError() {
        assertThat(told("HOST1:9:2026-03-02T08:00:00.123456700Z")).isEmpty();
    }
}
