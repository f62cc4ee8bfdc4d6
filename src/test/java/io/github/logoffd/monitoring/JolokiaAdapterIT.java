package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any Java program sees of the beans over HTTP, through Jolokia's client for JMX. */
class JolokiaAdapterIT {

    @TempDir
    private static Path folder;

    private static RunningService service;

    private JolokiaAdapter adapter;

    @BeforeAll
    static void start() {
        service = RunningService.demo(folder);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void load() throws IOException {
        adapter = new JolokiaAdapter();
    }

    @AfterEach
    void unload() throws IOException {
        if (adapter != null) {
            adapter.close();
        }
    }

    @Test
    void namesTypesDescriptionsAndOperationsComeOver() throws Exception {
        try (JMXConnector connector = connect("operator")) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            ObjectName name = sessionOf("m.svensson");

            assertThat(beans.queryNames(new ObjectName("logoffd:type=Session,*"), null))
                    .hasSize(8)
                    .contains(name);
            assertThat(beans.getAttribute(name, "Account")).isEqualTo("CONTOSO\\m.svensson");
            assertThat(beans.getAttribute(name, "DisconnectedSeconds")).isInstanceOf(Long.class);
            assertThat(beans.getAttribute(name, "LogoffAllowed")).isEqualTo(true);
            assertThat(description(beans.getMBeanInfo(name), "State"))
                    .isEqualTo("ACTIVE, CONNECTED, CONNECT_QUERY, SHADOW, DISCONNECTED, IDLE, LISTEN, RESET, DOWN, INIT"
                            + " or UNKNOWN");
            assertThat(((CompositeData[]) beans.getAttribute(host(), "Sessions")))
                    .hasSize(8);

            CompositeData answer = (CompositeData)
                    beans.invoke(name, "logoff", new Object[] {true}, new String[] {boolean.class.getName()});

            assertThat(answer.get("Outcome")).isEqualTo("DONE");
            assertThat(beans.isRegistered(name)).isFalse();
        }
    }

    @Test
    void aMonitorReadsAndGetsTheReasonWhyItMayNotAct() throws Exception {
        try (JMXConnector connector = connect("monitor")) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            assertThat(beans.getAttribute(host(), "Host")).isEqualTo(RunningService.HOST);
            assertThatThrownBy(() -> beans.invoke(host(), "refresh", new Object[0], new String[0]))
                    .hasStackTraceContaining("exec needs the role operator; this user has the role monitor.");
        }
    }

    @Test
    void aBeanThatMayNotBeSeenIsNotThere() throws Exception {
        try (JMXConnector connector = connect("monitor")) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            assertThat(beans.isRegistered(new ObjectName("com.sun.management:type=HotSpotDiagnostic")))
                    .isFalse();
            assertThat(beans.isRegistered(new ObjectName("java.lang:type=Runtime")))
                    .isTrue();
        }
    }

    private JMXConnector connect(String user) throws IOException {
        return adapter.connect(service.uri("/jolokia/"), user, service.password(user));
    }

    private static ObjectName sessionOf(String user) throws Exception {
        return new ObjectName("logoffd:type=Session,host=" + RunningService.HOST + ",id="
                + service.sessionOf(user).orElseThrow().get("Id"));
    }

    private static ObjectName host() throws Exception {
        return new ObjectName("logoffd:type=SessionHost,host=" + RunningService.HOST);
    }

    private static String description(MBeanInfo info, String attribute) {
        return Stream.of(info.getAttributes())
                .filter(each -> each.getName().equals(attribute))
                .map(MBeanAttributeInfo::getDescription)
                .findFirst()
                .orElseThrow();
    }
}
