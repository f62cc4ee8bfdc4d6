package io.github.logoffd.web.jolokia;

import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.web.HttpFixture;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list looks as if each bean had been described for itself. What Jolokia says of one bean is not made here. */
class SharedDescriptionsTest {

    private static final String ALICE = "type=Session,host=HOST1,id=3";
    private static final String CONSOLE = "type=Session,host=HOST1,id=1";

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    @Test
    void everyBeanHasItsWholeDescription() throws Exception {
        JSONObject ours = (JSONObject) list("").get("logoffd");

        assertThat(ours)
                .containsOnlyKeys(
                        "type=History",
                        "type=Session,host=HOST1,id=0",
                        ALICE,
                        CONSOLE,
                        "type=Session,host=HOST1,id=4",
                        "type=SessionHost,host=HOST1");
        for (String bean : ours.keySet()) {
            assertThat(ours).containsEntry(bean, list("/logoffd/" + bean));
        }
        assertThat(list("")).containsKey("java.lang");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logoffd", "/logoffd/type=Session,*"})
    void aPathIntoADomainGivesItsBeans(String path) throws Exception {
        JSONObject beans = list(path);

        assertThat(beans).containsEntry(ALICE, list("/logoffd/" + ALICE)).containsKey(CONSOLE);
    }

    @Test
    void aPatternOfDomainsGivesDomains() throws Exception {
        JSONObject domains = list("/logoff*");

        assertThat(domains).containsOnlyKeys("logoffd");
        assertThat((JSONObject) domains.get("logoffd")).containsEntry(ALICE, list("/logoffd/" + ALICE));
    }

    @Test
    void onePartOfTheDescriptionsCanBeChosen() throws Exception {
        JSONObject beans = list("/logoffd/type=Session,*/op");

        assertThat((JSONObject) beans.get(ALICE)).containsOnlyKeys("op");
        assertThat(((JSONObject) beans.get(ALICE)).get("op")).isEqualTo(list("/logoffd/" + ALICE + "/op"));
    }

    @Test
    void namesAloneAreJolokiasOwnAnswer() throws Exception {
        assertThat(list("?maxDepth=1")).containsEntry("logoffd", "1");
        assertThat((JSONObject) list("?maxDepth=2").get("logoffd")).containsEntry(ALICE, "1");
    }

    @Test
    void theDepthCountsFromTheTopOfTheAnswer() throws Exception {
        JSONObject domains = list("?maxDepth=3");
        JSONObject beans = list("/logoffd/type=Session,*?maxDepth=3");

        assertThat((JSONObject) ((JSONObject) domains.get("logoffd")).get(ALICE))
                .containsEntry("attr", 1L)
                .containsEntry("op", 1L)
                .containsKey("desc");
        JSONObject attributes = (JSONObject) ((JSONObject) beans.get(ALICE)).get("attr");
        assertThat(attributes).containsEntry("State", 1L);
    }

    @Test
    void aClientThatKnowsSharedDescriptionsGetsThemOnce() throws Exception {
        JSONObject value = list("?listCache=true");

        assertThat(value).containsOnlyKeys("cache", "domains");
        assertThat((JSONObject) ((JSONObject) value.get("domains")).get("logoffd"))
                .containsEntry(ALICE, "logoffd:type=Session")
                .containsEntry(CONSOLE, "logoffd:type=Session");
        assertThat((JSONObject) value.get("cache")).containsEntry("logoffd:type=Session", list("/logoffd/" + ALICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?listKeys=true", "?listKeys=true&listCache=true", "?listKeys=true&maxDepth=4"})
    void everyBeanHasItsOwnKeys(String options) throws Exception {
        for (String path : new String[] {"", "/logoffd", "/logoffd/type=Session,*", "/logoff*/type=Session,*"}) {
            JSONObject value = list(path + options);
            JSONObject domains = value.containsKey("domains") ? (JSONObject) value.get("domains") : value;
            JSONObject beans = domains.containsKey("logoffd") ? (JSONObject) domains.get("logoffd") : domains;

            for (String id : List.of("1", "3", "4")) {
                JSONObject bean = (JSONObject) beans.get("type=Session,host=HOST1,id=" + id);
                assertThat(bean).containsKeys("attr", "op", "desc");
                assertThat((JSONObject) bean.get("keys"))
                        .containsOnly(Map.entry("type", "Session"), Map.entry("host", "HOST1"), Map.entry("id", id));
            }
        }
    }

    @Test
    void aListWithKeysIsThatOfEachBeanAlone() throws Exception {
        JSONObject beans = list("/logoffd/type=Session,*?listKeys=true");

        JSONObject keys = list("/logoffd/type=Session,*/keys?listKeys=true");

        for (String bean : beans.keySet()) {
            assertThat(beans).containsEntry(bean, list("/logoffd/" + bean + "?listKeys=true"));
            assertThat(((JSONObject) keys.get(bean)).get("keys"))
                    .isEqualTo(list("/logoffd/" + bean + "/keys?listKeys=true"));
        }
        assertThat(beans).hasSize(4);
    }

    @Test
    void sharedDescriptionsHaveNoKeysOfOneBean() throws Exception {
        JSONObject value = list("?listCache=true&listKeys=true");

        assertThat((JSONObject) ((JSONObject) value.get("cache")).get("logoffd:type=Session"))
                .doesNotContainKey("keys");
    }

    @Test
    void keysByPostAreTheSame() throws Exception {
        JSONObject answer = fixture.ask(Map.of(
                "type", "list", "path", "logoffd/type=Session,*", "config", Map.of("listKeys", "true", "maxDepth", 4)));

        assertThat(answer.get("value")).isEqualTo(list("/logoffd/type=Session,*?listKeys=true&maxDepth=4"));
        assertThat((JSONObject) ((JSONObject) ((JSONObject) answer.get("value")).get(CONSOLE)).get("keys"))
                .containsEntry("id", "1");
    }

    @Test
    void keysThatAreTooDeepAreCut() throws Exception {
        JSONObject beans = (JSONObject) list("?listKeys=true&maxDepth=3").get("logoffd");

        assertThat((JSONObject) beans.get(ALICE)).containsEntry("keys", 1L).containsEntry("attr", 1L);
    }

    @Test
    void aListByPostIsTheSame() throws Exception {
        JSONObject answer = fixture.ask(Map.of("type", "list", "path", "logoffd/type=Session,*"));

        assertThat(answer.get("value")).isEqualTo(list("/logoffd/type=Session,*"));
    }

    @Test
    void theRequestIsRepeatedAsItWasSent() throws Exception {
        JSONObject answer =
                object(fixture.get("/jolokia/list/logoffd?includeRequest=true").body());

        assertThat(answer.get("request")).isEqualTo(object("{\"type\":\"list\",\"path\":\"logoffd\"}"));
    }

    @Test
    void whatDoesNotExistIsAnEmptyList() throws Exception {
        assertThat(list("/nothing/type=Session,*")).isEmpty();
    }

    private static JSONObject list(String rest) throws Exception {
        JSONObject answer = object(fixture.get("/jolokia/list" + rest).body());
        assertThat(answer).containsEntry("status", 200L);
        return (JSONObject) answer.get("value");
    }
}
