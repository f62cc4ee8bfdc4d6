package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static io.github.logoffd.web.HttpFixture.object;
import static io.github.logoffd.web.HttpFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading over HTTP. */
class JolokiaReadTest {

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    @Test
    void anAttributeIsReadByGet() throws Exception {
        HttpResponse<String> response = fixture.get("/jolokia/read/" + ALICE + "/UserName");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(object(response.body())).containsEntry("value", "alice");
    }

    @Test
    void anAttributeIsReadByPost() throws Exception {
        JSONObject answer = fixture.ask(Map.of("type", "read", "mbean", ALICE, "attribute", "StateCode"));

        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer).containsEntry("value", 0L);
    }

    @Test
    void aPatternReadsAllSessionsAtOnce() throws Exception {
        JSONObject answer = fixture.ask(Map.of("type", "read", "mbean", "logoffd:type=Session,*", "attribute", "Id"));

        JSONObject value = (JSONObject) answer.get("value");
        assertThat(value).hasSize(4);
        assertThat(value).containsEntry(ALICE, object("{\"Id\":3}"));
    }

    @Test
    void allSessionsAreOneAttribute() throws Exception {
        JSONObject answer = fixture.ask(Map.of("type", "read", "mbean", HOST_BEAN, "attribute", "Sessions"));

        assertThat((JSONArray) answer.get("value"))
                .extracting(session -> ((JSONObject) session).get("Account"))
                .containsExactly("", "CORP\\admin", "CORP\\alice", "CORP\\Jürgen 日本\uD83D\uDE00");
    }

    @Test
    void beansAreFoundUnderTheNamesOfTheContract() throws Exception {
        JSONObject answer = fixture.ask(Map.of("type", "search", "mbean", "logoffd:type=Session,*"));

        assertThat((JSONArray) answer.get("value")).contains(ALICE).hasSize(4);
    }

    @Test
    void theListShowsOperationsAndTheirDescriptions() throws Exception {
        HttpResponse<String> response = fixture.get("/jolokia/list/logoffd");

        assertThat(response.body()).contains("type=Session,host=HOST1,id=3").contains("Logs off exactly this logon");
    }

    @Test
    void theVersionIsAnswered() throws Exception {
        JSONObject value =
                (JSONObject) object(fixture.get("/jolokia/version").body()).get("value");

        assertThat(value).containsKey("protocol").containsEntry("agent", "2.6.0");
    }

    @Test
    void inABulkRequestEachElementHasItsOwnAnswer() throws Exception {
        String good = "{\"type\":\"read\",\"mbean\":\"" + ALICE + "\",\"attribute\":\"Id\"}";
        String bad = "{\"type\":\"read\",\"mbean\":\"logoffd:type=Session,host=HOST1,id=99\",\"attribute\":\"Id\"}";
        String worse = "{\"type\":\"exec\",\"mbean\":\"java.lang:type=Memory\",\"operation\":\"gc\"}";

        HttpResponse<String> response = fixture.post('[' + String.join(",", good, bad, worse, good) + ']');

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(HttpFixture.array(response.body()))
                .extracting(answer -> status((JSONObject) answer))
                .containsExactly(200L, 404L, 403L, 200L);
    }

    @Test
    void aBulkRequestWithAnElementThatIsNoneActsOnNothing() throws Exception {
        String logoff =
                "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":[false]}";

        HttpResponse<String> response = fixture.post('[' + logoff + ",{\"type\":\"nonsense\"}]");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void whatDoesNotExistIs404InTheAnswer() throws Exception {
        assertThat(status(fixture.ask(
                        Map.of("type", "read", "mbean", "logoffd:type=Session,host=HOST1,id=99", "attribute", "Id"))))
                .isEqualTo(404);
        assertThat(status(fixture.ask(Map.of("type", "read", "mbean", ALICE, "attribute", "Nothing"))))
                .isEqualTo(404);
    }

    @Test
    void anAttributeThatIsNamedRepeatedlyIsReadOnce() throws Exception {
        List<String> names = new ArrayList<>(Collections.nCopies(400, "Sessions"));
        names.add("Host");

        JSONObject posted = fixture.ask(Map.of(
                "type",
                "read",
                "mbean",
                HttpFixture.HOST_BEAN,
                "attribute",
                names,
                "config",
                Map.of("includeRequest", true)));
        JSONObject got = object(fixture.get("/jolokia/read/" + HttpFixture.HOST_BEAN + '/' + String.join(",", names)
                        + "?includeRequest=true")
                .body());

        for (JSONObject answer : List.of(posted, got)) {
            assertThat((JSONObject) answer.get("value")).containsOnlyKeys("Sessions", "Host");
            assertThat((JSONObject) answer.get("request"))
                    .extracting("attribute")
                    .isEqualTo(HttpFixture.array("[\"Sessions\",\"Host\"]"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "exec"})
    void aSessionThatIsGoneIs404WithASentence(String type) throws Exception {
        assertThat(fixture.ask(Map.of(
                        "type",
                        type,
                        "mbean",
                        "logoffd:type=Session,host=HOST1,id=99",
                        "operation",
                        "logoff",
                        "arguments",
                        List.of(true))))
                .containsEntry("status", 404L)
                .containsEntry("error", "There is no session 99 on HOST1 now.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logoffd:type=Nothing",
                "java.lang:type=Nothing",
                "java.util.logging:type=Logging",
                "com.example:type=Server",
                "com.sun.management:type=DiagnosticCommand"
            })
    void aBeanThatDoesNotExistAndOneThatMayNotBeSeenAreAnsweredAlike(String bean) throws Exception {
        assertThat(fixture.ask(Map.of("type", "read", "mbean", bean)))
                .containsEntry("status", 404L)
                .containsEntry(
                        "error",
                        "There is no MBean " + bean
                                + " here. Search for logoffd:* to list the MBeans of this service.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang:type=Nothing", "com.example:type=Server", "java.lang:type=Memory"})
    void nothingOfAnotherDomainIsCalledWhetherItExistsOrNot(String bean) throws Exception {
        assertThat(fixture.exec(bean, "gc")).containsEntry("status", 403L);
    }

    @ParameterizedTest
    @CsvSource({"text/plain, 200", "application/json, 200", "text/html, 400", "text/javascript, 400"})
    void aMimeTypeIsCheckedButHasNoEffect(String type, long status) throws Exception {
        HttpResponse<String> got = fixture.get("/jolokia/read/" + ALICE + "/Id?mimeType=" + type);
        HttpResponse<String> posted = fixture.post("{\"type\":\"read\",\"mbean\":\"" + ALICE
                + "\",\"attribute\":\"Id\",\"config\":{\"mimeType\":\"" + type + "\"}}");

        for (HttpResponse<String> response : List.of(got, posted)) {
            assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json; charset=utf-8");
            assertThat(status(object(response.body()))).isEqualTo(status);
        }
    }

    @Test
    void textIsUtf8InBothDirections() throws Exception {
        JSONObject read = fixture.ask(
                Map.of("type", "read", "mbean", "logoffd:type=Session,host=HOST1,id=4", "attribute", "UserName"));
        assertThat(read).containsEntry("value", "Jürgen 日本\uD83D\uDE00");

        String body = "{\"type\":\"exec\",\"mbean\":\"" + HOST_BEAN
                + "\",\"operation\":\"logoffSession\",\"arguments\":[\"Größe 日本\uD83D\uDE00\",false]}";
        for (String type :
                List.of("application/json", "Application/JSON; charset=iso-8859-1", "application/json; charset=x")) {
            JSONObject answer = object(fixture.post(body, "Content-Type", type).body());
            assertThat((String) ((JSONObject) answer.get("value")).get("Message"))
                    .contains("\"Größe 日本\uD83D\uDE00\"");
        }
    }

    @Test
    void noStackTraceIsGivenEvenWhenAskedFor() throws Exception {
        String missing = "/jolokia/read/logoffd:type=Session,host=HOST1,id=99/Id?includeStackTrace=true"
                + "&serializeException=true&allowErrorDetails=true";
        String body = "{\"type\":\"exec\",\"mbean\":\"" + HOST_BEAN
                + "\",\"operation\":\"logoffSession\",\"arguments\":[\" \",false],"
                + "\"config\":{\"includeStackTrace\":\"true\",\"serializeException\":\"true\"}}";

        for (String answer :
                List.of(fixture.get(missing).body(), fixture.post(body).body())) {
            assertThat(status(object(answer))).isGreaterThanOrEqualTo(400);
            assertThat(answer)
                    .doesNotContain("stacktrace")
                    .doesNotContain("\\tat ")
                    .doesNotContain(".java");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"target\":{\"url\":\"service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi\"}",
                "\"target\":{}",
                "\"target\":{\"url\":null,\"user\":\"x\"}",
                "\"options\":{\"target\":{\"url\":\"service:jmx:rmi:///x\"}}",
                "\"options\":{\"target\":\"x\"}"
            })
    void aRequestForAnotherAgentIsRefused(String target) throws Exception {
        String acts = "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":[false],"
                + target + '}';
        String reads = "{\"type\":\"read\",\"mbean\":\"" + ALICE + "\",\"attribute\":\"Id\"," + target + '}';
        String others = "{\"type\":\"version\"," + target + "},{\"type\":\"list\"," + target
                + "},{\"type\":\"search\",\"mbean\":\"logoffd:*\"," + target + '}';
        String good = "{\"type\":\"read\",\"mbean\":\"" + ALICE + "\",\"attribute\":\"Id\"}";

        JSONArray answers = HttpFixture.array(fixture.post('[' + acts + ',' + reads + ',' + others + ',' + good + ']')
                .body());

        assertThat(answers)
                .extracting(answer -> status((JSONObject) answer))
                .containsExactly(400L, 400L, 400L, 400L, 400L, 200L);
        assertThat((String) ((JSONObject) answers.get(0)).get("error")).contains("The request has a target");
        assertThat(status(object(fixture.post(acts).body()))).isEqualTo(400);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"service:jmx:rmi:///x\"", "[]", "7", "true"})
    void aTargetOfAnotherFormIsNotServedEither(String target) throws Exception {
        String reads = "{\"type\":\"read\",\"mbean\":\"" + ALICE + "\",\"attribute\":\"Id\",\"target\":" + target + '}';

        assertThat(fixture.post(reads).statusCode()).isEqualTo(400);
        assertThat(fixture.post('[' + reads + ']').statusCode()).isEqualTo(400);
    }

    @Test
    void aTargetIsNotConnectedTo() throws Exception {
        try (ServerSocketChannel trap = ServerSocketChannel.open()) {
            trap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            trap.configureBlocking(false);
            String url =
                    "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + trap.socket().getLocalPort() + "/jmxrmi";

            JSONObject answer = fixture.ask(
                    Map.of("type", "read", "mbean", ALICE, "attribute", "Id", "target", Map.of("url", url)));

            assertThat(status(answer)).isEqualTo(400);
            assertThat(trap.accept()).isNull();
        }
    }
}
