package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static io.github.logoffd.web.HttpFixture.array;
import static io.github.logoffd.web.HttpFixture.object;
import static io.github.logoffd.web.HttpFixture.status;
import static io.github.logoffd.web.UsersFixture.AUTHORIZATION;
import static io.github.logoffd.web.UsersFixture.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both roles, all commands, beans of every kind, each in every spelling of Jolokia's protocol. */
class RoleMatrixTest {

    private static final List<String> FOREIGN = List.of(
            "com.sun.management:type=DiagnosticCommand",
            "com.sun.management:type=HotSpotDiagnostic",
            "java.util.logging:type=Logging",
            "jolokia:type=ServerHandler,agent=logoffd",
            "Logoffd:type=Service");
    private static final List<String> OWN = List.of(ALICE, "logoffd:id=3,type=Session,host=HOST1", HOST_BEAN);
    private static final List<String> JVM = List.of("java.lang:type=Memory", "java.lang:type=Runtime");

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    /** One way to send a request. */
    private enum Spelling {
        GET_PATH,
        GET_PARAMETER,
        POST,
        BULK;

        JSONObject send(String role, String type, String bean, String member) throws Exception {
            String path = type + '/' + bean + (member.isEmpty() ? "" : '/' + member + "/1");
            String json = "{\"type\":\"" + type + "\",\"mbean\":\"" + bean + '"' + memberOf(type, member) + '}';
            String[] user = {AUTHORIZATION, basic(role)};
            return switch (this) {
                case GET_PATH -> object(fixture.get("/jolokia/" + path, user).body());
                case GET_PARAMETER ->
                    object(fixture.get("/jolokia/?p=" + URLEncoder.encode(path, StandardCharsets.UTF_8), user)
                            .body());
                case POST -> object(fixture.post(json, user).body());
                case BULK ->
                    (JSONObject) array(fixture.post("[{\"type\":\"version\"}," + json + ']', user)
                                    .body())
                            .get(1);
            };
        }

        private static String memberOf(String type, String member) {
            return member.isEmpty()
                    ? ""
                    : ",\"" + (type.equals("exec") ? "operation" : "attribute") + "\":\"" + member
                            + "\",\"arguments\":[false],\"value\":1";
        }
    }

    static Stream<Arguments> requests() {
        return Stream.of("operator", "monitor")
                .flatMap(role -> Stream.of(Spelling.values())
                        .flatMap(spelling -> Stream.of(OWN, JVM, FOREIGN)
                                .flatMap(List::stream)
                                .map(bean -> Arguments.of(role, spelling, bean))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyCellAnswersAsItsRoleMay(String role, Spelling spelling, String bean) throws Exception {
        long readable = FOREIGN.contains(bean) ? 404 : 200;

        assertThat(status(spelling.send(role, "read", bean, ""))).isEqualTo(readable);
        assertThat((JSONArray) spelling.send(role, "search", bean, "").get("value"))
                .hasSize(FOREIGN.contains(bean) ? 0 : 1);
        assertThat(status(spelling.send(role, "write", bean, "Verbose"))).isEqualTo(403);
        if (!OWN.contains(bean) || role.equals("monitor")) {
            assertThat(status(spelling.send(role, "exec", bean, "gc"))).isEqualTo(403);
            assertThat(status(spelling.send(role, "exec", bean, "logoff"))).isEqualTo(403);
            assertThat(status(spelling.send(role, "exec", bean, "logoff(boolean)")))
                    .isEqualTo(403);
        }
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"processes", "processes()"})
    void aMonitorMayCallAnOperationThatOnlyReads(String operation) throws Exception {
        fixture.denials.clear();
        JSONObject answer = object(fixture.post(
                        "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"" + operation + "\"}",
                        AUTHORIZATION,
                        basic("monitor"))
                .body());

        assertThat(answer).containsEntry("status", 200L);
        assertThat((JSONArray) answer.get("value")).isNotNull();
        assertThat(fixture.denials).isEmpty();
    }

    @Test
    void aMonitorThatTriesToActIsRefusedWithTheReasonAndRecorded() throws Exception {
        fixture.denials.clear();

        JSONObject answer = Spelling.POST.send("monitor", "exec", ALICE, "logoff");

        assertThat(answer)
                .containsEntry("status", 403L)
                .containsEntry("error", "exec needs the role operator; this user has the role monitor.");
        assertThat(fixture.trail.lines()).isEmpty();
        assertThat(fixture.denials)
                .containsExactly(new HttpFixture.Denial(
                        new Caller("http", "127.0.0.1", "monitor", "monitor"),
                        ALICE + " logoff: exec needs the role operator; this user has the role monitor."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*:*", "java.lang:*", "*:type=Runtime", "com*:*", "java*:*"})
    void ofManyOnlyThoseAreFoundThatMayBeSeen(String pattern) throws Exception {
        String found = object(fixture.post("{\"type\":\"search\",\"mbean\":\"" + pattern + "\"}")
                        .body())
                .toJSONString();
        String read = object(fixture.post("{\"type\":\"read\",\"mbean\":\"" + pattern + "\"}")
                        .body())
                .toJSONString();

        for (String answer : List.of(found, read)) {
            assertThat(answer)
                    .doesNotContain("com.sun.management:", "java.util.logging:", "jolokia:")
                    .doesNotContain("\"SystemProperties\"", "\"InputArguments\"", "\"ClassPath\"");
        }
    }

    @Test
    void aForeignPatternFindsWhatMayBeSeen() throws Exception {
        JSONObject names = Spelling.POST.send("monitor", "search", "*:type=Runtime", "");
        JSONObject values = Spelling.POST.send("monitor", "read", "*:type=Runtime", "");

        assertThat((JSONArray) names.get("value")).containsExactly("java.lang:type=Runtime");
        assertThat((JSONObject) ((JSONObject) values.get("value")).get("java.lang:type=Runtime"))
                .containsKeys("Uptime", "VmName")
                .doesNotContainKeys("SystemProperties", "InputArguments");
    }

    @Test
    void ofAllAttributesOnlyThoseAreReadThatMayBe() throws Exception {
        JSONObject all = Spelling.GET_PATH.send("monitor", "read", "java.lang:type=Runtime", "");

        assertThat((JSONObject) all.get("value"))
                .containsKeys("Uptime", "VmName")
                .doesNotContainKeys("SystemProperties", "InputArguments", "ClassPath", "LibraryPath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"SystemProperties\"",
                "\"Uptime,SystemProperties\"",
                "[\"Uptime\",\"SystemProperties\"]",
                "[\"SystemProperties\"]"
            })
    void oneAttributeThatMayHoldSecretsRefusesTheRequest(String attribute) throws Exception {
        for (String config : List.of("", ",\"config\":{\"ignoreErrors\":\"true\"}")) {
            JSONObject answer =
                    object(fixture.post("{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":"
                                    + attribute + config + '}')
                            .body());

            assertThat(status(answer)).isEqualTo(403);
            assertThat((String) answer.get("error")).startsWith("The attribute SystemProperties of ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jolokia/list", "/jolokia/list?maxDepth=1", "/jolokia/?p=list"})
    void theListShowsNothingElse(String path) throws Exception {
        JSONObject answer =
                object(fixture.get(path, AUTHORIZATION, basic("monitor")).body());

        assertThat(status(answer)).isEqualTo(200);
        assertThat((JSONObject) answer.get("value"))
                .containsOnlyKeys("logoffd", "java.lang", "java.nio", "JMImplementation");
        assertThat(answer.toJSONString()).doesNotContain("SystemProperties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.management/type=HotSpotDiagnostic",
                "java.util.logging/type=Logging/op",
                "jolokia/type=ServerHandler,agent=logoffd"
            })
    void aBeanThatMayNotBeSeenIsNotDescribed(String path) throws Exception {
        assertThat(status(object(fixture.get("/jolokia/list/" + path).body()))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "text/plain; charset=utf-8",
                "multipart/form-data; boundary=x",
                "text/plain,application/json",
                "application/jsonp",
                "application/x+xjson",
                "text/jsonp",
                "text/vnd.x+json",
                ""
            })
    void whatAPageCanSendWithoutAPreflightReadsAndDoesNotAct(String type) throws Exception {
        String exec = "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":[false]}";
        String read = "{\"type\":\"read\",\"mbean\":\"" + ALICE + "\",\"attribute\":\"Id\"}";

        fixture.denials.clear();

        JSONArray answers = array(fixture.post('[' + read + ',' + exec + ']', "Content-Type", type)
                .body());

        assertThat((JSONObject) answers.get(0)).containsEntry("value", 3L);
        assertThat((JSONObject) answers.get(1))
                .containsEntry("status", 403L)
                .containsEntry(
                        "error",
                        "exec was sent with the Content-Type " + type + ". Use application/json, with curl by"
                                + " -H 'Content-Type: application/json'.");
        assertThat(fixture.denials)
                .singleElement()
                .extracting(HttpFixture.Denial::reason)
                .asString()
                .startsWith(ALICE + " logoff: exec was sent with the Content-Type ");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void whatHasNoTypeReadsAndDoesNotAct() throws Exception {
        JSONArray answers = array(fixture.send(fixture.request()
                        .POST(BodyPublishers.ofString("[{\"type\":\"read\",\"mbean\":\"" + ALICE
                                + "\",\"attribute\":\"Id\"},{\"type\":\"exec\",\"mbean\":\"" + ALICE
                                + "\",\"operation\":\"logoff\",\"arguments\":[false]}]")))
                .body());

        assertThat((JSONObject) answers.get(0)).containsEntry("value", 3L);
        assertThat((JSONObject) answers.get(1))
                .containsEntry("status", 403L)
                .containsEntry(
                        "error",
                        "exec was sent without a Content-Type. Use application/json, with curl by"
                                + " -H 'Content-Type: application/json'.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "text/json",
                "text/json; charset=utf-8",
                "application/vnd.jolokia+json"
            })
    void whatNeedsAPreflightExecutes(String type) throws Exception {
        JSONObject answer = object(fixture.post(
                        "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"processes\"}",
                        "Content-Type",
                        type)
                .body());

        assertThat(answer).containsEntry("status", 200L);
    }
}
