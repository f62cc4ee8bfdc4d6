package io.github.logoffd.jmx;

import static io.github.logoffd.jmx.JmxFixture.SESSION_3;
import static io.github.logoffd.jmx.JmxFixture.SESSION_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MXBean;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises that hold for every bean, attribute and operation. */
class OpenBeanTest {

    private final JmxFixture fixture = new JmxFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "processes", "detail 3", "client 3", "detail 0"})
    void noValueIsEverNull(String failing) throws Exception {
        fixture.host.fail(failing, 5);
        assertAllValuesFit(3);

        fixture.monitor.refresh();
        assertAllValuesFit(8);

        fixture.host.fail("sessions", 1722);
        fixture.monitor.refresh();
        assertAllValuesFit(8);
    }

    private void assertAllValuesFit(int beans) throws Exception {
        assertThat(fixture.names()).hasSize(beans);
        for (String bean : fixture.names()) {
            for (MBeanAttributeInfo attribute : info(bean).getAttributes()) {
                Object value = fixture.get(bean, attribute.getName());
                assertThat(value).as(bean + ' ' + attribute.getName()).isNotNull();
                assertThat(openType(attribute).isValue(value)).isTrue();
                if (value instanceof CompositeData[] records) {
                    assertThat(Stream.of(records).flatMap(record -> record.values().stream()))
                            .doesNotContainNull();
                }
            }
        }
    }

    @Test
    void nothingCanBeWritten() throws Exception {
        fixture.monitor.refresh();
        for (String bean : fixture.names()) {
            assertThat(info(bean).getAttributes()).isNotEmpty().noneMatch(MBeanAttributeInfo::isWritable);
        }

        assertThatThrownBy(() ->
                        fixture.server.setAttribute(JmxFixture.name(SESSION_3), new Attribute("UserName", "mallory")))
                .isInstanceOf(AttributeNotFoundException.class)
                .hasMessageContaining("is read-only");
        AttributeList list = new AttributeList(Arrays.asList(new Attribute("UserName", "mallory")));
        assertThat(fixture.server.setAttributes(JmxFixture.name(SESSION_3), list))
                .isEmpty();
        assertThat(fixture.get(SESSION_3, "UserName")).isEqualTo("alice");
    }

    @Test
    void noOperationIsOverloaded() throws Exception {
        fixture.monitor.refresh();
        for (String bean : fixture.names()) {
            assertThat(info(bean).getOperations())
                    .extracting(MBeanOperationInfo::getName)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everythingHasAnOpenTypeAndADescription() throws Exception {
        fixture.monitor.refresh();
        for (String bean : fixture.names()) {
            MBeanInfo info = info(bean);
            assertThat(info.getDescriptor().getFieldValue("mxbean")).isEqualTo("true");
            assertThat(info.getDescription()).isNotBlank();
            Stream<MBeanFeatureInfo> features = Stream.of(
                            Stream.of(info.getAttributes()),
                            Stream.of(info.getOperations()),
                            Stream.of(info.getOperations()).flatMap(o -> Stream.of(o.getSignature())))
                    .flatMap(all -> all);
            assertThat(features).allSatisfy(feature -> {
                assertThat(feature.getDescription()).isNotBlank();
                assertThat(openType(feature)).isNotNull();
            });
        }
    }

    @Test
    void aRecordInSessionsHasEveryAttributeOfTheBean() throws Exception {
        fixture.monitor.refresh();
        CompositeData[] records = (CompositeData[]) fixture.get(SESSION_HOST, "Sessions");
        CompositeData alice = Stream.of(records)
                .filter(record -> Objects.equals(record.get("Id"), 3L))
                .findFirst()
                .orElseThrow();

        assertThat(alice.getCompositeType().keySet()).hasSize(info(SESSION_3).getAttributes().length);
        for (MBeanAttributeInfo attribute : info(SESSION_3).getAttributes()) {
            assertThat(alice.get(attribute.getName())).isEqualTo(fixture.get(SESSION_3, attribute.getName()));
        }
    }

    @Test
    void severalAttributesAreReadAtOnceAndUnknownOnesLeftOut() throws Exception {
        fixture.monitor.refresh();
        ObjectName name = JmxFixture.name(SESSION_3);

        AttributeList values = fixture.server.getAttributes(name, new String[] {"Id", "Nothing", "UserName"});

        assertThat(values).containsExactly(new Attribute("Id", 3L), new Attribute("UserName", "alice"));
        assertThatThrownBy(() -> fixture.server.getAttribute(name, "Nothing"))
                .isInstanceOf(AttributeNotFoundException.class)
                .hasMessageContaining("Nothing");
    }

    @Test
    void aWrongNumberOfArgumentsIsRefused() {
        fixture.monitor.refresh();

        assertThatThrownBy(() -> fixture.invoke(SESSION_3, "logoff"))
                .isInstanceOf(ReflectionException.class)
                .hasMessage("Operation logoff was called with 0 arguments. Expected: 1.");
        assertThatThrownBy(() -> fixture.invoke(SESSION_3, "logoff", true, true))
                .isInstanceOf(ReflectionException.class);
        assertThatThrownBy(() -> fixture.invoke(SESSION_3, "reset")).isInstanceOf(ReflectionException.class);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void anArgumentOfTheWrongTypeIsRefused() {
        fixture.monitor.refresh();

        assertThatThrownBy(() -> fixture.invoke(SESSION_3, "logoff", "true"))
                .isInstanceOf(RuntimeMBeanException.class)
                .hasRootCauseMessage("Argument wait is true. Expected: a java.lang.Boolean.");
        assertThatThrownBy(() -> fixture.invoke(SESSION_3, "logoff", (Object) null))
                .isInstanceOf(RuntimeMBeanException.class);
        assertThatThrownBy(() -> fixture.invoke(SESSION_HOST, "logoffSession", 3, true))
                .isInstanceOf(RuntimeMBeanException.class);
        assertThatThrownBy(() -> fixture.invoke(SESSION_HOST, "logoffSession", " ", true))
                .isInstanceOf(RuntimeMBeanException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    /** What a Java client may write for itself; it needs none of our classes. */
    @MXBean
    public interface SessionView {
        String getKey();

        long getId();

        int getStateCode();

        boolean isLogoffAllowed();

        AnswerView logoff(boolean wait);
    }

    /** The items of the answer that this client cares for. */
    public interface AnswerView {
        String getOutcome();

        int getCode();

        boolean isDryRun();
    }

    @Test
    void aClientCanUseAnMxBeanInterfaceOfItsOwn() {
        fixture.monitor.refresh();
        SessionView alice = JMX.newMXBeanProxy(fixture.server, JmxFixture.name(SESSION_3), SessionView.class);

        assertThat(alice.getKey()).startsWith("HOST1:3:");
        assertThat(alice.getId()).isEqualTo(3);
        assertThat(alice.getStateCode()).isZero();
        assertThat(alice.isLogoffAllowed()).isTrue();
        AnswerView answer = alice.logoff(false);
        assertThat(answer.getOutcome()).isEqualTo("ACCEPTED");
        assertThat(answer.getCode()).isZero();
        assertThat(answer.isDryRun()).isFalse();
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
    }

    private MBeanInfo info(String bean) throws Exception {
        return fixture.server.getMBeanInfo(JmxFixture.name(bean));
    }

    private static OpenType<?> openType(MBeanFeatureInfo feature) {
        return (OpenType<?>) feature.getDescriptor().getFieldValue(JMX.OPEN_TYPE_FIELD);
    }
}
