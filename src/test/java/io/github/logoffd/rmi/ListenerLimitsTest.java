package io.github.logoffd.rmi;

import static io.github.logoffd.rmi.RmiFixture.MONITOR;
import static io.github.logoffd.rmi.RmiFixture.OPERATOR;
import static io.github.logoffd.rmi.RmiFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.testing.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.NotificationFilterSupport;
import javax.management.NotificationListener;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients may leave in the service, over real connections. */
class ListenerLimitsTest {

    private RmiFixture rmi;
    private final List<JMXConnector> open = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        rmi = new RmiFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        for (JMXConnector each : open) {
            each.close();
        }
        rmi.close();
    }

    private static NotificationListener add(MBeanServerConnection beans, int filterBytes) throws Exception {
        // Captures something, so that each is an object of its own.
        NotificationListener listener = (told, handback) -> assertThat(beans).isNotNull();
        NotificationFilterSupport filter = new NotificationFilterSupport();
        IntStream.range(0, filterBytes / 1_000).forEach(i -> filter.enableType("t" + i + "x".repeat(1_000)));
        beans.addNotificationListener(SERVICE, listener, filter, null);
        return listener;
    }

    private JMXConnector connect() throws Exception {
        JMXConnector connector = rmi.connect(MONITOR);
        open.add(connector);
        return connector;
    }

    /** Returns the number of listeners until one is refused. */
    private static int fill(MBeanServerConnection beans, int filterBytes) throws Exception {
        for (int added = 0; added <= 3_000; added++) {
            try {
                add(beans, filterBytes);
            } catch (SecurityException e) {
                assertThat(e)
                        .hasMessageStartingWith("The limit of notification listeners of ")
                        .hasMessageContaining("Remove listeners");
                return added;
            }
        }
        throw new AssertionError("Nothing was refused.");
    }

    @Test
    void oneConnectionHasALimitOfListeners() throws Exception {
        MBeanServerConnection beans = connect().getMBeanServerConnection();
        NotificationListener first = add(beans, 0);

        // The client itself has one, to learn of beans that go.
        assertThat(fill(beans, 0)).isEqualTo(ListenerLimits.MOST_OF_CONNECTION - 2);

        beans.removeNotificationListener(SERVICE, first);
        assertThatCode(() -> add(beans, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> add(beans, 0)).isInstanceOf(SecurityException.class);
    }

    @Test
    void oneConnectionHasALimitOfBytes() throws Exception {
        MBeanServerConnection beans = connect().getMBeanServerConnection();

        assertThat(fill(beans, 60_000)).isBetween(3, 4);
    }

    @Test
    void oneUserHasALimitAndOthersHaveTheirs() throws Exception {
        int listeners = 0;
        int last = ListenerLimits.MOST_OF_CONNECTION;
        while (last >= ListenerLimits.MOST_OF_CONNECTION - 1) {
            last = fill(connect().getMBeanServerConnection(), 0);
            listeners += last;
        }

        assertThat(listeners).isBetween(980, 1_000);
        MBeanServerConnection other = rmi.as(OPERATOR);
        assertThatCode(() -> add(other, 0)).doesNotThrowAnyException();
    }

    @Test
    void aConnectionThatIsClosedGivesItsListenersBack() throws Exception {
        for (int i = 0; i < 8; i++) {
            try (JMXConnector connector = rmi.connect(MONITOR)) {
                assertThat(fill(connector.getMBeanServerConnection(), 0))
                        .isEqualTo(ListenerLimits.MOST_OF_CONNECTION - 1);
            }
        }
    }

    @Test
    void aConnectionThatIsClosedKeepsNoThread() throws Exception {
        try (JMXConnector connector = rmi.connect(MONITOR)) {
            add(connector.getMBeanServerConnection(), 0);
            Await.until("a thread waits for notifications", ListenerLimitsTest::isWaiting);
        }

        Await.until("no thread waits for notifications", () -> !isWaiting());
    }

    private static boolean isWaiting() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(GuardedConnection.class.getName())
                        && frame.getMethodName().equals("fetchNotifications"));
    }
}
