package io.github.logoffd.jmx;

import static io.github.logoffd.jmx.JmxFixture.SERVICE;
import static io.github.logoffd.jmx.JmxFixture.SESSION_3;
import static io.github.logoffd.jmx.JmxFixture.SESSION_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Keeps the reference of the beans and the beans together. Run with {@code -Dlogoffd.update=true} to write the
 * reference anew after a wanted change.
 */
class MBeanReferenceTest {

    private static final Path REFERENCE = Path.of("jolokia-config", "mbeans.md");

    /** The names that users rely on; not to be changed, only added to. */
    private static final List<String> SESSION_ATTRIBUTES = List.of(
            "Key",
            "Id",
            "Name",
            "Kind",
            "State",
            "StateCode",
            "UserName",
            "DomainName",
            "Account",
            "Lock",
            "LogonTime",
            "LogonSeconds",
            "ConnectTime",
            "ConnectSeconds",
            "DisconnectTime",
            "DisconnectedSeconds",
            "LastInputTime",
            "IdleSeconds",
            "ClientName",
            "ClientAddress",
            "ClientProtocol",
            "ClientBuild",
            "ClientWidth",
            "ClientHeight",
            "ClientColorDepth",
            "InitialProgram",
            "WorkingDirectory",
            "IncomingBytes",
            "OutgoingBytes",
            "IncomingFrames",
            "OutgoingFrames",
            "ProcessCount",
            "CpuSeconds",
            "WorkingSetBytes",
            "HandleCount",
            "VirtualMachine",
            "Farm",
            "UniqueId",
            "LogoffState",
            "LogoffDueSeconds",
            "LogoffAllowed",
            "LogoffRefusal",
            "SnapshotSeconds");

    private static final List<String> HOST_ATTRIBUTES = List.of(
            "Host",
            "Mode",
            "Reachable",
            "LastError",
            "LastErrorCode",
            "SnapshotTime",
            "SnapshotSeconds",
            "RefreshMillis",
            "Sessions",
            "SessionCount",
            "UserCount",
            "ActiveCount",
            "DisconnectedCount",
            "LockedCount",
            "StuckCount",
            "ListenerState",
            "LogoffsDone",
            "LogoffsRefused",
            "LogoffsFailed",
            "LogoffsPending");

    private static final List<String> ANSWER_ITEMS = List.of(
            "Session", "Host", "Id", "Account", "Outcome", "Code", "Message", "ElapsedMillis", "RequestId", "DryRun");

    private static final List<String> OUTCOMES = List.of(
            "DONE",
            "ACCEPTED",
            "PENDING",
            "GONE",
            "NOT_FOUND",
            "WARNED",
            "CANCELLED",
            "REFUSED_PROTECTED",
            "REFUSED_USER",
            "REFUSED_STATE",
            "REFUSED_LIMIT",
            "REFUSED_ROLE",
            "REFUSED_REASON",
            "REFUSED_DISABLED",
            "FAILED");

    private final JmxFixture fixture = new JmxFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theReferenceIsThatOfTheLiveBeans() throws Exception {
        fixture.monitor.refresh();
        String now = MBeanReference.of(
                fixture.server.getMBeanInfo(JmxFixture.name(SERVICE)),
                fixture.server.getMBeanInfo(JmxFixture.name(JmxFixture.HISTORY)),
                fixture.server.getMBeanInfo(JmxFixture.name(SESSION_HOST)),
                fixture.server.getMBeanInfo(JmxFixture.name(SESSION_3)));
        if (Boolean.getBoolean("logoffd.update")) {
            Files.writeString(REFERENCE, now);
        }

        assertThat(REFERENCE)
                .as("run the test with -Dlogoffd.update=true after a wanted change")
                .hasContent(now);
    }

    @Test
    void everyPromisedAttributeIsThere() throws Exception {
        fixture.monitor.refresh();

        assertThat(attributes(SESSION_3)).containsExactlyElementsOf(SESSION_ATTRIBUTES);
        assertThat(attributes(SESSION_HOST)).containsExactlyElementsOf(HOST_ATTRIBUTES);
        assertThat(AnswerShape.SHAPE.fields()).extracting(Field::name).containsExactlyElementsOf(ANSWER_ITEMS);
        assertThat(AnswerShape.QUESTION.fields())
                .extracting(Field::name)
                .containsExactlyElementsOf(Stream.concat(ANSWER_ITEMS.stream(), Stream.of("Button"))
                        .toList());
    }

    @Test
    void theOutcomesAreAClosedSet() {
        assertThat(Stream.of(io.github.logoffd.control.request.Outcome.values()).map(Enum::name))
                .containsExactlyElementsOf(OUTCOMES);
    }

    private List<String> attributes(String bean) throws Exception {
        MBeanAttributeInfo[] attributes =
                fixture.server.getMBeanInfo(JmxFixture.name(bean)).getAttributes();
        return Stream.of(attributes).map(MBeanFeatureInfo::getName).toList();
    }
}
