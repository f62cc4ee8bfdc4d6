package io.github.logoffd.jmx;

import static io.github.logoffd.jmx.JmxFixture.SESSION_3;
import static io.github.logoffd.jmx.JmxFixture.SESSION_HOST;
import static io.github.logoffd.jmx.JmxFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.request.LogoffAnswer;
import io.github.logoffd.control.request.LogoffListener.Happening;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.monitor.Event;
import io.github.logoffd.monitor.EventJournal;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notifications to JMX clients, and events. */
class HostNotificationsTest {

    private static final LogoffAnswer ANSWER = new LogoffAnswer(
            "HOST1:3:x", "HOST1", 3, "CORP\\alice", Outcome.DONE, 0, "alice was logged off.", 1200, "job-7", false);

    private final JmxFixture fixture = new JmxFixture();
    private final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theContractsTypesAreDeclared() throws Exception {
        MBeanNotificationInfo[] infos =
                fixture.server.getMBeanInfo(JmxFixture.name(SESSION_HOST)).getNotifications();

        assertThat(Stream.of(infos).flatMap(info -> Stream.of(info.getNotifTypes())))
                .containsExactly(
                        "logoffd.session.created",
                        "logoffd.session.removed",
                        "logoffd.session.logon",
                        "logoffd.session.logoff",
                        "logoffd.session.connected",
                        "logoffd.session.disconnected",
                        "logoffd.session.locked",
                        "logoffd.session.unlocked",
                        "logoffd.logoff.warned",
                        "logoffd.logoff.cancelled",
                        "logoffd.logoff.requested",
                        "logoffd.logoff.done",
                        "logoffd.logoff.ended",
                        "logoffd.logoff.stuck",
                        "logoffd.logoff.refused",
                        "logoffd.logoff.failed",
                        "logoffd.host.unreachable",
                        "logoffd.host.reachable",
                        "logoffd.service.acting");
    }

    @Test
    void aChangeOfASessionIsReported() throws Exception {
        fixture.monitor.refresh();
        listen();

        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.monitor.refresh();

        Notification notification = next();
        assertThat(notification.getType()).isEqualTo("logoffd.session.disconnected");
        assertThat(notification.getSource()).isEqualTo(JmxFixture.name(SESSION_HOST));
        assertThat(notification.getMessage()).isEqualTo("The client of session 3 of HOST1 (CORP\\alice) disconnected.");
        assertThat(notification.getTimeStamp()).isEqualTo(START.toEpochMilli());
        assertThat(notification.getSequenceNumber()).isEqualTo(START.toEpochMilli() * 1024);
        CompositeData session = (CompositeData) notification.getUserData();
        assertThat(session.getCompositeType()).isEqualTo(SessionBeanType.SHAPE.type());
        assertThat(session.get("State")).isEqualTo("DISCONNECTED");
        assertThat(session.get("Account")).isEqualTo("CORP\\alice");
    }

    @Test
    void theFirstSnapshotAndARefreshWithoutChangesAreNoNews() {
        fixture.monitor.refresh();
        fixture.monitor.refresh();

        assertThat(events()).isEmpty();
    }

    @Test
    void theBeansAreThereWhenTheirSessionIsAnnounced() throws Exception {
        fixture.monitor.refresh();
        BlockingQueue<Boolean> registered = new LinkedBlockingQueue<>();
        fixture.server.addNotificationListener(
                JmxFixture.name(SESSION_HOST),
                (notification, unused) -> registered.add(fixture.names().contains(SESSION_3.replace("=3", "=7"))),
                null,
                null);

        fixture.host.with(Samples.active(7, "carol"));
        fixture.monitor.refresh();

        assertThat(registered.poll(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLogoffAndANewLogonComeInOrderWithRisingNumbers() throws Exception {
        fixture.monitor.refresh();
        listen();

        fixture.host.with(Samples.active(3, "carol"), Samples.detail(Samples.active(3, "carol"), Samples.NOW));
        fixture.monitor.refresh();

        List<Notification> four = List.of(next(), next(), next(), next());
        assertThat(four)
                .extracting(Notification::getType)
                .containsExactly(
                        "logoffd.session.logoff",
                        "logoffd.session.removed",
                        "logoffd.session.created",
                        "logoffd.session.logon");
        assertThat(four).extracting(Notification::getSequenceNumber).isSorted().doesNotHaveDuplicates();
        assertThat(((CompositeData) four.get(0).getUserData()).get("UserName")).isEqualTo("alice");
        assertThat(((CompositeData) four.get(3).getUserData()).get("UserName")).isEqualTo("carol");
    }

    @Test
    void aHostThatGoesAndComesBackIsReportedOnceEach() throws Exception {
        fixture.monitor.refresh();
        fixture.host.fail("sessions", 1722);
        fixture.monitor.refresh();
        fixture.monitor.refresh();
        fixture.host.repair("sessions");
        fixture.host.end(4);
        fixture.monitor.refresh();

        assertThat(events())
                .extracting(Event::type)
                .containsExactly(
                        "logoffd.host.unreachable",
                        "logoffd.host.reachable",
                        "logoffd.session.logoff",
                        "logoffd.session.removed");
        assertThat(events().get(0).message())
                .startsWith("HOST1 cannot be read: ")
                .contains("The RPC server is unavailable");
        assertThat(events().get(0).data())
                .containsEntry("Reachable", false)
                .containsEntry("LastErrorCode", 1722)
                .containsEntry("SessionCount", 5L);
    }

    @Test
    void aHostThatCannotBeReadAtTheStartIsReportedToo() {
        fixture.host.fail("sessions", 5);
        fixture.monitor.refresh();
        fixture.host.repair("sessions");
        fixture.monitor.refresh();

        assertThat(events())
                .extracting(Event::type)
                .containsExactly("logoffd.host.unreachable", "logoffd.host.reachable");
    }

    @Test
    void anEventSaysWhatTheNotificationSays() throws Exception {
        listen();

        fixture.notifications.happened(Happening.DONE, ANSWER);

        Event event = events().get(0);
        Notification notification = next();
        assertThat(event.type()).isEqualTo("logoffd.logoff.done").isEqualTo(notification.getType());
        assertThat(event.sequence()).isEqualTo(notification.getSequenceNumber());
        assertThat(event.host()).isEqualTo("HOST1");
        assertThat(event.message()).isEqualTo("alice was logged off.").isEqualTo(notification.getMessage());
        assertThat(event.data().keySet())
                .containsExactly(
                        "Session",
                        "Host",
                        "Id",
                        "Account",
                        "Outcome",
                        "Code",
                        "Message",
                        "ElapsedMillis",
                        "RequestId",
                        "DryRun");
        assertThat(event.data()).containsEntry("Outcome", "DONE").containsEntry("Id", 3L);
        assertThat(notification.getUserData()).isEqualTo(AnswerShape.SHAPE.data(ANSWER));
    }

    @Test
    void everyHappeningHasItsType() {
        for (Happening happening : Happening.values()) {
            fixture.notifications.happened(happening, ANSWER);
        }

        assertThat(events())
                .extracting(Event::type)
                .containsExactly(
                        "logoffd.logoff.warned",
                        "logoffd.logoff.cancelled",
                        "logoffd.logoff.requested",
                        "logoffd.logoff.done",
                        "logoffd.logoff.ended",
                        "logoffd.logoff.stuck",
                        "logoffd.logoff.refused",
                        "logoffd.logoff.failed");
    }

    @Test
    void aListenerThatHangsHoldsUpNoRefreshAndLosesOnlyWhatIsTooMuch() throws Exception {
        fixture.monitor.refresh();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        fixture.server.addNotificationListener(
                JmxFixture.name(SESSION_HOST),
                (notification, unused) -> {
                    hanging.countDown();
                    heard.add(notification);
                    awaitLatch(go);
                },
                null,
                null);
        fixture.notifications.happened(Happening.DONE, ANSWER);
        awaitLatch(hanging);

        IntStream.range(0, NotifyingBean.MOST_WAITING + 50)
                .forEach(i -> fixture.notifications.happened(Happening.DONE, ANSWER));
        fixture.host.end(3);
        assertThat(fixture.monitor.refresh().snapshot().sessions()).hasSize(4);
        go.countDown();
        Await.until("those that waited were sent", () -> heard.size() == NotifyingBean.MOST_WAITING + 1);
        fixture.notifications.happened(Happening.STUCK, ANSWER);

        Await.until("the next one was sent", () -> heard.size() == NotifyingBean.MOST_WAITING + 2);
        List<Notification> all = List.copyOf(heard);
        long before = all.get(all.size() - 2).getSequenceNumber();
        assertThat(all.get(all.size() - 1).getSequenceNumber()).isEqualTo(before + 53);
    }

    @Test
    void afterTheEndNothingIsReported() {
        fixture.monitor.refresh();
        fixture.beans.close();
        fixture.host.end(3);

        fixture.monitor.refresh();
        fixture.notifications.happened(Happening.DONE, ANSWER);

        assertThat(events()).extracting(Event::type).containsExactly("logoffd.logoff.done");
    }

    /** The address is that of the test's own server, with the stub in it: nothing is looked up. */
    @SuppressWarnings("BanJNDI")
    @Test
    void clientsOverRmiAreReportedWithoutOurClasses() throws Exception {
        fixture.monitor.refresh();
        JMXConnectorServer connector = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", null, 0),
                Map.of(
                        RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                        (java.rmi.server.RMIServerSocketFactory)
                                port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()),
                        RMIConnectorServer.RMI_CLIENT_SOCKET_FACTORY_ATTRIBUTE,
                        new LoopbackSockets()),
                fixture.server);
        connector.start();
        try (JMXConnector client = JMXConnectorFactory.connect(connector.getAddress())) {
            MBeanServerConnection remote = client.getMBeanServerConnection();
            remote.addNotificationListener(
                    JmxFixture.name(SESSION_HOST), (notification, unused) -> heard.add(notification), null, null);

            fixture.host.end(3);
            fixture.monitor.refresh();

            assertThat(next().getType()).isEqualTo("logoffd.session.logoff");
            Notification removed = next();
            assertThat(removed.getType()).isEqualTo("logoffd.session.removed");
            assertThat(((CompositeData) removed.getUserData()).get("Account")).isEqualTo("CORP\\alice");
        } finally {
            connector.stop();
        }
    }

    /**
     * The stub of the server carries this to the client, so that no other network is used whatever the machine's name
     * is.
     */
    private static final class LoopbackSockets implements RMIClientSocketFactory, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        }
    }

    private void listen() throws Exception {
        fixture.server.addNotificationListener(
                JmxFixture.name(SESSION_HOST), (notification, unused) -> heard.add(notification), null, null);
    }

    private Notification next() throws InterruptedException {
        Notification notification = heard.poll(20, TimeUnit.SECONDS);
        assertThat(notification).as("a notification within 20 seconds").isNotNull();
        return notification;
    }

    private List<Event> events() {
        try (EventJournal.Subscription all =
                fixture.events.subscribeAfter(EventJournal.FROM_THE_BEGINNING).orElseThrow()) {
            return all.next();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        Await.until("the latch is open", () -> latch.getCount() == 0);
    }
}
