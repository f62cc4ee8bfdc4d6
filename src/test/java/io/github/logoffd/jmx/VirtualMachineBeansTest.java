package io.github.logoffd.jmx;

import static io.github.logoffd.jmx.JmxFixture.SESSION_3;
import static io.github.logoffd.jmx.JmxFixture.SESSION_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.testing.Samples;
import java.util.Arrays;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beans of sessions that have the same id in different machines. */
class VirtualMachineBeansTest {

    private static final String IN_VM1 = "logoffd:type=Session,host=HOST1,id=1003";
    private static final String IN_VM2 = "logoffd:type=Session,host=HOST1,id=70000";

    private final JmxFixture fixture = new JmxFixture();

    @BeforeEach
    void addGuests() {
        fixture.host.with(Samples.guest(1003, 3, "alice", "VM1")).with(Samples.guest(70000, 3, "alice", "VM2"));
        fixture.monitor.refresh();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyOneHasABeanNamedByItsUniqueId() throws Exception {
        assertThat(fixture.names()).contains(SESSION_3, IN_VM1, IN_VM2);
        assertThat(fixture.get(IN_VM1, "Id")).isEqualTo(3L);
        assertThat(fixture.get(IN_VM1, "UniqueId")).isEqualTo(1003L);
        assertThat(fixture.get(IN_VM1, "VirtualMachine")).isEqualTo("VM1");
        assertThat(fixture.get(IN_VM1, "Farm")).isEqualTo("FARM1");
        assertThat(fixture.get(IN_VM1, "Key")).isEqualTo("HOST1:1003:2026-03-02T08:00:00.123456700Z");
        assertThat(fixture.get(IN_VM2, "VirtualMachine")).isEqualTo("VM2");
        assertThat(fixture.get(SESSION_3, "VirtualMachine")).isEqualTo("");
        assertThat(fixture.get(SESSION_3, "UniqueId")).isEqualTo(3L);
    }

    @Test
    void aNumberAboveTheListenersIsStillAUser() throws Exception {
        assertThat(fixture.get(IN_VM2, "Kind")).isEqualTo("USER");
        assertThat(fixture.get(IN_VM2, "LogoffAllowed")).isEqualTo(true);
    }

    @Test
    void theLoadOfAVirtualMachineIsUnknown() throws Exception {
        assertThat(fixture.get(SESSION_3, "ProcessCount")).isEqualTo(2L);
        for (String attribute : new String[] {"ProcessCount", "CpuSeconds", "WorkingSetBytes", "HandleCount"}) {
            assertThat(fixture.get(IN_VM1, attribute)).as(attribute).isEqualTo(-1L);
        }
        assertThatThrownBy(() -> fixture.invoke(IN_VM1, "processes"))
                .hasStackTraceContaining("Session 1003 runs in a virtual machine");
    }

    @Test
    void aBeanActsOnItsOwnSession() throws Exception {
        CompositeData answer = (CompositeData) fixture.invoke(IN_VM2, "logoff", false);

        assertThat(answer.get("Id")).isEqualTo(70000L);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 70000");
    }

    @Test
    void whenOneEndsOnlyItsBeanGoes() throws Exception {
        fixture.host.end(1003);
        fixture.monitor.refresh();

        assertThat(fixture.names()).contains(SESSION_3, IN_VM2).doesNotContain(IN_VM1);
        CompositeData[] sessions = (CompositeData[]) fixture.get(SESSION_HOST, "Sessions");
        assertThat(Arrays.stream(sessions).map(session -> session.get("UniqueId")))
                .contains(3L, 70000L)
                .doesNotContain(1003L);
    }
}
