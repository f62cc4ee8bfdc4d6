package io.github.logoffd.rmi;

import static io.github.logoffd.rmi.RmiFixture.HIDDEN;
import static io.github.logoffd.rmi.RmiFixture.MONITOR;
import static io.github.logoffd.rmi.RmiFixture.SERVICE;
import static io.github.logoffd.rmi.RmiFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationFilterSupport;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the connector does beside answering: the registry, notifications, the limit of connections, the end. */
class RmiConnectorTest {

    @TempDir
    private Path folder;

    private RmiFixture rmi;

    @BeforeEach
    void start() throws Exception {
        rmi = new RmiFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rmi.close();
    }

    @Test
    void theRegistryHasOneNameThatNoClientCanChange() throws Exception {
        Registry registry = LocateRegistry.getRegistry("127.0.0.1", rmi.port());

        assertThat(registry.list()).containsExactly("jmxrmi");
        assertThatThrownBy(() -> registry.rebind("jmxrmi", registry.lookup("jmxrmi")))
                .hasRootCauseInstanceOf(AccessException.class);
        assertThatThrownBy(() -> registry.bind("other", registry.lookup("jmxrmi")))
                .hasRootCauseInstanceOf(AccessException.class);
        assertThatThrownBy(() -> registry.unbind("jmxrmi")).hasRootCauseInstanceOf(AccessException.class);
        assertThat(registry.list()).containsExactly("jmxrmi");
    }

    @Test
    void notificationsComeInOrder() throws Exception {
        List<Long> received = new CopyOnWriteArrayList<>();
        rmi.as(MONITOR)
                .addNotificationListener(
                        SERVICE, (told, handback) -> received.add(told.getSequenceNumber()), null, null);

        for (long i = 1; i <= 20; i++) {
            rmi.probe.send(i);
        }

        Await.until("all notifications are there", () -> received.size() == 20);
        assertThat(received)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void standardFiltersAreTakenAndOthersAreNot() throws Exception {
        MBeanServerConnection connection = rmi.as(MONITOR);
        NotificationFilterSupport filter = new NotificationFilterSupport();
        filter.enableType("probe");
        List<Notification> received = new CopyOnWriteArrayList<>();
        connection.addNotificationListener(SERVICE, (told, handback) -> received.add(told), filter, null);

        rmi.probe.send(1);

        Await.until("the notification is there", () -> received.size() == 1);
        assertThatThrownBy(
                        () -> connection.addNotificationListener(SERVICE, (told, handback) -> {}, told -> true, null))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> connection.addNotificationListener(HIDDEN, (told, handback) -> {}, null, null))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(
                        () -> connection.addNotificationListener(name("logoffd:*"), (told, handback) -> {}, null, null))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void ofTheBeansThatComeOnlyThoseThatMayBeSeenAreReported() throws Exception {
        List<ObjectName> received = new CopyOnWriteArrayList<>();
        rmi.as(MONITOR)
                .addNotificationListener(
                        MBeanServerDelegate.DELEGATE_NAME,
                        (told, handback) -> received.add(((MBeanServerNotification) told).getMBeanName()),
                        null,
                        null);

        List<ObjectName> names = List.of(name("hidden:type=Probe"), name("logoffd:type=Probe"));
        for (ObjectName each : names) {
            rmi.server.registerMBean(new StandardMBean(new Probe(), ProbeMXBean.class, true), each);
        }
        try {
            Await.until("a bean is told", () -> !received.isEmpty());
            assertThat(received).containsExactly(names.get(1));
        } finally {
            for (ObjectName each : names) {
                rmi.server.unregisterMBean(each);
            }
        }
    }

    @Test
    void thereAreOnlySoManySocketsAndClosedOnesMakeRoom() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < ClientSockets.MOST_OPEN; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), rmi.port()));
            }
            Await.until("all are accepted", () -> rmi.endpoint.openSockets() == ClientSockets.MOST_OPEN);
            assertThatThrownBy(() -> rmi.as(MONITOR)).isInstanceOf(IOException.class);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Await.until("they are gone", () -> rmi.endpoint.openSockets() == 0);
        assertThat(rmi.as(MONITOR).getAttribute(SERVICE, "Version")).isEqualTo("1");
    }

    /** Returns a connection that RMI has greeted. Counting is not enough: others may end meanwhile. */
    private Socket accepted() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rmi.port());
        socket.getOutputStream().write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b});
        assertThat(socket.getInputStream().read()).isEqualTo(0x4e);
        return socket;
    }

    @Test
    void clientsWithAWrongPasswordThatAreKeptWaitingMakeRoomForOthers() throws Exception {
        for (int i = 0; i < 30; i++) {
            rmi.users
                    .authenticator()
                    .authenticate("operator", "guess", InetAddress.getLoopbackAddress())
                    .join();
        }
        List<Thread> guessers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread guesser = new Thread(() -> assertThatThrownBy(() -> rmi.login(new String[] {"operator", "wrong"}))
                    .isNotNull());
            guesser.start();
            guessers.add(guesser);
        }
        Await.until("they have guessed", () -> rmi.denied.size() == guessers.size());
        List<Socket> sockets = new ArrayList<>();
        while (rmi.endpoint.openSockets() < ClientSockets.MOST_OPEN) {
            sockets.add(accepted());
        }

        assertThat(rmi.as(MONITOR).getAttribute(SERVICE, "Version")).isEqualTo("1");

        rmi.endpoint.close();
        for (Thread guesser : guessers) {
            guesser.join();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void theEndClosesConnectionsAndFreesThePort() throws Exception {
        MBeanServerConnection connection = rmi.as(MONITOR);
        connection.addNotificationListener(SERVICE, (told, handback) -> {}, null, null);
        int port = rmi.port();

        rmi.endpoint.close();

        assertThat(rmi.endpoint.openSockets()).isZero();
        assertThatThrownBy(() -> connection.getAttribute(SERVICE, "Version")).isInstanceOf(IOException.class);
        try (ServerSocket free = new ServerSocket(port)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void aTakenPortIsReportedInOneSentence() throws Exception {
        assertThatThrownBy(() -> rmi.again())
                .hasMessageContaining("is not available")
                .hasMessageContaining("rmi.port");
    }

    @Test
    void thatAllConnectionsAreTakenIsReportedOnceAMinuteAtMost() throws Exception {
        try (RecordedLog log = new RecordedLog(ClientSockets.class)) {
            for (int round = 0; round < 2; round++) {
                List<Socket> sockets = new ArrayList<>();
                for (int i = 0; i < ClientSockets.MOST_OPEN + 1; i++) {
                    sockets.add(new Socket(InetAddress.getLoopbackAddress(), rmi.port()));
                }
                assertThat(sockets.get(ClientSockets.MOST_OPEN).getInputStream().read())
                        .isEqualTo(-1);
                for (Socket socket : sockets) {
                    socket.close();
                }
                Await.until("they are gone", () -> rmi.endpoint.openSockets() == 0);
            }

            assertThat(log.lines()).containsExactly("WARN RMI connection limit (160) reached, closing new connections");
        }
    }
}
