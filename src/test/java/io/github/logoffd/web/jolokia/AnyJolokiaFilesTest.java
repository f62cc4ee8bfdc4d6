package io.github.logoffd.web.jolokia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.logoffd.access.Caller;
import io.github.logoffd.config.JolokiaFiles;
import io.github.logoffd.support.text.VisibleText;
import io.github.logoffd.testing.AnyText;
import io.github.logoffd.testing.Corpus;
import io.github.logoffd.web.HttpFixture;
import io.github.logoffd.web.server.ResponseBudget;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Data;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple1;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.config.ConfigKey;

/**
 * Whatever stands in Jolokia's files, the service starts and answers with it, or says in one sentence why it does not.
 */
class AnyJolokiaFilesTest {

    private static final Caller MONITOR = new Caller("http", "127.0.0.1", "monitor", "monitor");

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyPolicyIsUsedOrRefused(@ForAll("policies") String policy) throws Exception {
        check(Map.of(), policy);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anySettingIsUsedOrRefused(@ForAll("keys") String key, @ForAll("values") String value) throws Exception {
        check(Map.of(key, value), "<restrict/>");
    }

    @Property
    @FromData("corpus")
    void policiesThatFailedOnceAreUsedOrRefused(@ForAll String policy) throws Exception {
        check(Map.of(), policy);
    }

    @Example
    void aSettingOnWhichEachRequestWouldFailIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> use(new JolokiaFiles(Map.of("maxDepth", "deep"), "<restrict/>", "here")))
                .withMessage(
                        "jolokia.properties in here has a value that Jolokia cannot use: For input string: \"deep\"");
    }

    @Data
    Iterable<Tuple1<String>> corpus() {
        return Corpus.of("policies.txt");
    }

    private static void check(Map<String, String> properties, String policy) throws Exception {
        try {
            use(new JolokiaFiles(properties, policy, "here"));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage())
                    .startsWith("jolokia")
                    .contains(" in here ")
                    .matches(message -> message.codePoints().noneMatch(VisibleText::isHidden), "visible");
        }
    }

    private static void use(JolokiaFiles files) throws Exception {
        try (JolokiaServices services = new JolokiaServices(files, (caller, reason) -> {});
                ResponseBudget.Reservation reservation = new ResponseBudget(32).open(MONITOR)) {
            byte[] read = "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"VmName\"}"
                    .getBytes(StandardCharsets.UTF_8);
            JSONObject answer = (JSONObject) services.requestsOf(MONITOR, "", reservation)
                    .handlePostRequest("", new ByteArrayInputStream(read), "UTF-8", Map.of());
            assertThat(HttpFixture.status(answer)).isIn(200L, 403L);
        }
    }

    @Provide
    Arbitrary<String> policies() {
        return AnyText.of(
                        20,
                        "<",
                        ">",
                        "</",
                        "/>",
                        "<?xml version=\"1.0\"?>",
                        "<!DOCTYPE x>",
                        "&#0;",
                        "&x;",
                        "<![CDATA[",
                        "]]>",
                        "<remote>",
                        "</remote>",
                        "<host>10.0.0.0/99</host>",
                        "<host>",
                        "</host>",
                        "<commands>",
                        "<command>read</command>",
                        "<command>x</command>",
                        "</commands>",
                        "<allow>",
                        "<deny>",
                        "</deny>",
                        "<mbean>",
                        "<name>a:b=c</name>",
                        "<name>[</name>",
                        "<attribute>*</attribute>",
                        "<attribute mode=\"x\">(</attribute>",
                        "</mbean>",
                        "</allow>",
                        "<cors><allow-origin>*</allow-origin></cors>",
                        "<http><method>x</method></http>",
                        "<filter>",
                        "</filter>",
                        "<x/>")
                .map(text -> "<restrict>" + text + "</restrict>");
    }

    /** Not those that name classes or files, which only an administrator may do and which do what they say. */
    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(ConfigKey.values())
                .map(ConfigKey::getKeyValue)
                .filter(key -> !key.matches(".*(?i:class|location|password|url|services).*"));
    }

    @Provide
    Arbitrary<String> values() {
        return AnyText.of(
                3,
                "true",
                "false",
                "yes",
                "0",
                "1",
                "-1",
                "99999999999",
                "number",
                "string",
                "x",
                " ",
                "${",
                "${env:PATH}",
                "${ip}",
                "${x}",
                "}",
                "yyyy",
                "unix",
                "UTC");
    }
}
