package io.github.logoffd.web.jolokia;

import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.web.HttpFixture;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jolokia.core.service.serializer.SerializeOptions;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All sessions at once are written here, everything that cuts or changes them is left to Jolokia: the same values
 * either way.
 */
class RecordSerializerTest {

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    @Test
    void aRecordHasTheSameItemsAsWhenJolokiaWritesIt() throws Exception {
        JSONArray records = (JSONArray) read("");

        assertThat(records).hasSize(4);
        for (int i = 0; i < records.size(); i++) {
            Map<String, Object> request =
                    Map.of("type", "read", "mbean", HOST_BEAN, "attribute", "Sessions", "path", String.valueOf(i));
            assertThat(withoutAge(records.get(i)))
                    .hasSizeGreaterThan(40)
                    .isEqualTo(withoutAge(fixture.ask(request).get("value")));
        }
    }

    @Test
    void theWholeBeanHasThemToo() throws Exception {
        JSONObject bean = (JSONObject)
                fixture.ask(Map.of("type", "read", "mbean", HOST_BEAN)).get("value");

        assertThat((JSONArray) bean.get("Sessions"))
                .extracting(session -> ((JSONObject) session).get("Account"))
                .containsExactly("", "CORP\\admin", "CORP\\alice", "CORP\\Jürgen 日本\uD83D\uDE00");
        assertThat(bean).containsEntry("Host", "HOST1").hasSizeGreaterThan(10);
    }

    @Test
    void severalAttributesAreJolokiasWhenItsLimitsCutThem() throws Exception {
        JSONObject cut = object(fixture.get("/jolokia/read/" + HOST_BEAN + "/Host,Sessions?maxDepth=2")
                .body());

        assertThat((JSONArray) ((JSONObject) cut.get("value")).get("Sessions")).hasOnlyElementsOfType(String.class);
    }

    @Test
    void whoWantsLongNumbersAsTextGetsText() throws Exception {
        JSONObject first = (JSONObject) ((JSONArray) read("?serializeLong=string")).get(0);

        assertThat(first.get("Id")).isInstanceOf(String.class);
    }

    @Test
    void noLimitCutsTheAnswerOfAnAct() throws Exception {
        SerializeOptions limits = new SerializeOptions.Builder()
                .maxDepth(1)
                .maxCollectionSize(1)
                .maxObjects(1)
                .build();
        JSONObject answer = (JSONObject)
                fixture.exec(HOST_BEAN, "logoffSession", "99", false).get("value");
        CompositeData record = (CompositeData) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName(HOST_BEAN), "logoffSession", new Object[] {"99", false}, new String[] {
                    "java.lang.String", "boolean"
                });
        RecordSerializer serializer = new RecordSerializer();

        String one = JsonWriter.text(serializer.serialize(record, List.of(), limits));
        String two = JsonWriter.text(serializer.serialize(new CompositeData[] {record, record}, List.of(), limits));

        assertThat(withoutElapsed(object(one))).isEqualTo(withoutElapsed(answer));
        assertThat(two).isEqualTo('[' + one + ',' + one + ']');
    }

    private static JSONObject withoutElapsed(JSONObject answer) {
        assertThat(answer.remove("ElapsedMillis")).isNotNull();
        return answer;
    }

    @Test
    void aListThatIsTooLongIsCut() throws Exception {
        assertThat((JSONArray) read("?maxCollectionSize=2"))
                .hasSizeLessThan(4)
                .asString()
                .doesNotContain("Jürgen");
    }

    @Test
    void aLimitOfDepthIsKept() throws Exception {
        assertThat((JSONArray) read("?maxDepth=1")).hasOnlyElementsOfType(String.class);
    }

    @Test
    void aLimitOfObjectsIsKept() throws Exception {
        assertThat(read("?maxObjects=2").toString()).contains("limit");
    }

    /** It goes on between two requests. */
    private static JSONObject withoutAge(Object record) {
        JSONObject items = (JSONObject) record;
        assertThat(items.remove("SnapshotSeconds")).isNotNull();
        return items;
    }

    private static Object read(String options) throws Exception {
        return object(fixture.get("/jolokia/read/" + HOST_BEAN + "/Sessions" + options)
                        .body())
                .get("value");
    }
}
