package io.github.logoffd.rmi;

import static io.github.logoffd.rmi.RmiFixture.HIDDEN;
import static io.github.logoffd.rmi.RmiFixture.MONITOR;
import static io.github.logoffd.rmi.RmiFixture.OPERATOR;
import static io.github.logoffd.rmi.RmiFixture.RUNTIME;
import static io.github.logoffd.rmi.RmiFixture.SERVICE;
import static io.github.logoffd.rmi.RmiFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.Permissions;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanServerConnection;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.Query;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each role can do over RMI, on real connections. */
class RmiRolesTest {

    private static final String[] TEXT = {"java.lang.String"};

    private static RmiFixture rmi;
    private static MBeanServerConnection monitor;
    private static MBeanServerConnection operator;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        rmi = new RmiFixture(folder);
        monitor = rmi.as(MONITOR);
        operator = rmi.as(OPERATOR);
    }

    @AfterAll
    static void stop() throws Exception {
        rmi.close();
    }

    @BeforeEach
    void forget() {
        rmi.denied.clear();
        rmi.deniedCallers.clear();
    }

    static Stream<MBeanServerConnection> everybody() {
        return Stream.of(monitor, operator);
    }

    @Test
    void anOperatorCallsOperationsAndIsNamedAsTheCaller() throws Exception {
        assertThat(operator.invoke(SERVICE, "caller", new Object[] {"!"}, TEXT))
                .isEqualTo(new Caller("rmi", "127.0.0.1", "operator", "operator") + "!");
        assertThat(rmi.denied).isEmpty();
    }

    @Test
    void aMonitorDoesNotAndItIsRecorded() {
        assertThatThrownBy(() -> monitor.invoke(SERVICE, "caller", new Object[] {"!"}, TEXT))
                .isInstanceOf(SecurityException.class)
                .hasMessage("exec needs the role operator; this user has the role monitor.");
        assertThat(rmi.denied)
                .containsExactly("logoffd:type=Service caller: exec needs the role operator; this user has the role"
                        + " monitor.");
        assertThat(rmi.deniedCallers).containsExactly(new Caller("rmi", "127.0.0.1", "monitor", "monitor"));
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void noRoleCallsOperationsOfOtherBeans(MBeanServerConnection anybody) {
        refused(() -> anybody.invoke(HIDDEN, "vmVersion", new Object[0], new String[0]));
        refused(() -> anybody.invoke(name("java.lang:type=Memory"), "gc", null, null));
        refused(() -> anybody.invoke(name("logoffd:*"), "caller", new Object[] {""}, TEXT));
        assertThat(rmi.denied).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void everyRoleSeesOurBeansAndThoseThatDescribeTheJvm(MBeanServerConnection anybody) throws Exception {
        assertThat(anybody.queryNames(null, null))
                .contains(SERVICE, RUNTIME)
                .allMatch(Permissions::maySee)
                .hasSize(anybody.getMBeanCount());
        assertThat(anybody.queryMBeans(name("*:*"), null))
                .extracting(ObjectInstance::getObjectName)
                .containsExactlyInAnyOrderElementsOf(anybody.queryNames(null, null));
        assertThat(anybody.getDomains()).contains("logoffd", "java.lang").doesNotContain("com.sun.management");
        assertThat(anybody.getMBeanInfo(SERVICE).getOperations()).hasSize(1);
        assertThat(anybody.isInstanceOf(SERVICE, ProbeMXBean.class.getName())).isTrue();
        assertThat(anybody.getObjectInstance(SERVICE).getObjectName()).isEqualTo(SERVICE);
        assertThat(anybody.isRegistered(SERVICE)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void otherBeansAreNotThere(MBeanServerConnection anybody) throws Exception {
        assertThat(rmi.server.isRegistered(HIDDEN)).isTrue();
        assertThat(anybody.isRegistered(HIDDEN)).isFalse();
        assertThat(anybody.queryNames(HIDDEN, null)).isEmpty();
        assertThat(anybody.queryMBeans(HIDDEN, null)).isEmpty();
        refused(() -> anybody.getMBeanInfo(HIDDEN));
        refused(() -> anybody.getObjectInstance(HIDDEN));
        refused(() -> anybody.isInstanceOf(HIDDEN, "java.lang.Object"));
        refused(() -> anybody.getAttribute(HIDDEN, "x"));
        refused(() -> anybody.getAttributes(HIDDEN, new String[] {"x"}));
        refused(() -> anybody.getAttribute(name("logoffd:*"), "Version"));
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void noRoleWritesCreatesOrRemovesAnything(MBeanServerConnection anybody) {
        ObjectName mine = name("logoffd:type=Mine");
        String timer = "javax.management.timer.Timer";
        refused(() -> anybody.setAttribute(SERVICE, new Attribute("Version", "2")));
        refused(() -> anybody.setAttributes(SERVICE, new AttributeList(List.of(new Attribute("Version", "2")))));
        refused(() -> anybody.setAttribute(name("java.lang:type=Memory"), new Attribute("Verbose", true)));
        refused(() -> anybody.createMBean(timer, mine));
        refused(() -> anybody.createMBean(timer, mine, SERVICE));
        refused(() -> anybody.createMBean(timer, mine, new Object[0], new String[0]));
        refused(() -> anybody.createMBean(timer, mine, SERVICE, new Object[0], new String[0]));
        refused(() -> anybody.createMBean("javax.management.loading.MLet", mine));
        refused(() -> anybody.unregisterMBean(SERVICE));
        refused(() -> anybody.addNotificationListener(SERVICE, SERVICE, null, null));
        refused(() -> anybody.removeNotificationListener(SERVICE, SERVICE));
        assertThat(rmi.denied).hasSize(11);
        assertThat(rmi.server.isRegistered(mine)).isFalse();
    }

    @Test
    void namesOfAttributesThatRepeatAreOne() throws Exception {
        String[] names = {"Version", "Version", null, "Version"};

        assertThat(operator.getAttributes(SERVICE, names).asList())
                .extracting(Attribute::getName)
                .containsExactly("Version");
    }

    @Test
    void argumentsOfUnknownClassesAreNotRead() {
        Object gadget = new PriorityQueue<>(List.of("x"));

        assertThatThrownBy(() -> operator.invoke(SERVICE, "caller", new Object[] {gadget}, TEXT))
                .hasStackTraceContaining("REJECTED");
        assertThatThrownBy(() -> operator.queryNames(null, Query.eq(Query.attr("Version"), Query.value("1"))))
                .hasStackTraceContaining("REJECTED");
        assertThat(rmi.denied)
                .hasSize(2)
                .first()
                .isEqualTo("An object of the class java.util.PriorityQueue is not accepted. Allowed: strings, numbers"
                        + " and the types of JMX itself.");
    }

    @Test
    void aNameServesAsAQuery() throws Exception {
        assertThat(monitor.queryNames(null, name("*:type=Service"))).containsExactly(SERVICE);
    }

    /** As JConsole reads its VM Summary, and VisualVM its overview. */
    @Test
    void whatMayHoldSecretsIsBlank() throws Exception {
        RuntimeMXBean runtime = ManagementFactory.newPlatformMXBeanProxy(
                monitor, ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class);

        assertThat(runtime.getClassPath()).isEmpty();
        assertThat(runtime.getLibraryPath()).isEmpty();
        assertThat(runtime.getInputArguments()).isEmpty();
        assertThat(runtime.getSystemProperties()).isEmpty();
        assertThat(runtime.getVmName()).isEqualTo(System.getProperty("java.vm.name"));
        assertThat(monitor.getAttributes(RUNTIME, new String[] {"ClassPath", "Uptime", "InputArguments", "None"})
                        .asList())
                .extracting(Attribute::getName)
                .containsExactlyInAnyOrder("ClassPath", "Uptime", "InputArguments");
    }

    @Test
    void usersWhoseRequestsTakeTurnsStayApart() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(operator.invoke(SERVICE, "caller", new Object[] {""}, TEXT))
                    .asString()
                    .contains("operator");
            refused(() -> monitor.invoke(SERVICE, "caller", new Object[] {""}, TEXT));
        }
        assertThat(rmi.deniedCallers).hasSize(3).extracting(Caller::user).containsOnly("monitor");
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(SecurityException.class).hasMessageNotContaining("null");
    }
}
