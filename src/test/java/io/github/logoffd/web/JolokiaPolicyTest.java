package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static io.github.logoffd.web.HttpFixture.object;
import static io.github.logoffd.web.HttpFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what over HTTP, in every spelling that Jolokia understands. */
class JolokiaPolicyTest {

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.start();

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "logoff(boolean)"})
    void aSessionIsLoggedOffWithAndWithoutSignature(String operation) throws Exception {
        JSONObject answer = fixture.exec(ALICE, operation, false);

        assertThat(status(answer)).isEqualTo(200);
        assertThat((JSONObject) answer.get("value"))
                .containsEntry("Outcome", "ACCEPTED")
                .containsEntry("Id", 3L);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 3");
        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().caller())
                .containsOnly(new Caller("http", "127.0.0.1", "operator", "operator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoffSession", "logoffSession(java.lang.String,boolean)"})
    void aNamedSessionIsLoggedOffWithAndWithoutSignature(String operation) throws Exception {
        JSONObject answer = fixture.exec(HOST_BEAN, operation, "rdp-tcp#3", false);

        assertThat((JSONObject) answer.get("value")).containsEntry("Outcome", "ACCEPTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "refresh()"})
    void theHostIsReadNowWithAndWithoutSignature(String operation) throws Exception {
        JSONObject answer = fixture.exec(HOST_BEAN, operation);

        assertThat((JSONObject) answer.get("value")).containsEntry("Reachable", true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "logoffd:type=Session,* logoff",
                "logoffd:type=Session,* logoff(boolean)",
                "logoffd:type=Session,host=HOST1,id=? logoff",
                "logoffd:* logoff",
                "*:type=Session,host=HOST1,id=3 logoff",
                "*:* logoff",
                "logof?d:type=Session,host=HOST1,id=3 logoff",
                "logoffd:type=Session,host=HOST1,id=3 logoff*",
                "java.lang:type=Memory gc",
                "java.lang:type=Memory gc()",
                "java.lang:type=Memory logoff",
                "java.lang:type=Threading dumpAllThreads(boolean,boolean)",
                "com.sun.management:type=DiagnosticCommand vmSystemProperties",
                "com.sun.management:type=DiagnosticCommand jvmtiAgentLoad([Ljava.lang.String;)",
                "com.sun.management:type=HotSpotDiagnostic setVMOption",
                "java.util.logging:type=Logging setLoggerLevel",
                "jolokia:type=Config resetHistoryEntries",
                "Logoffd:type=Session,host=HOST1,id=3 logoff"
            })
    void everyOtherOperationIsForbidden(String bean, String operation) throws Exception {
        JSONObject answer = fixture.exec(bean, operation, false);

        assertThat(status(answer)).isEqualTo(403);
        assertNothingDone();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "logoffd:type=Session,host=HOST1,id=3 logoff()",
                "logoffd:type=Session,host=HOST1,id=3 LOGOFF",
                "logoffd:type=Session,host=HOST1,id=3 logoff(java.lang.Boolean)",
                "logoffd:type=Session,host=HOST1,id=3 refresh",
                "logoffd:type=SessionHost,host=HOST1 logoff",
                "logoffd:type=Service logoff"
            })
    void anOperationThatDoesNotExistIsAnError(String bean, String operation) throws Exception {
        assertThat(status(fixture.exec(bean, operation, false))).isIn(400L, 404L, 500L);
        assertNothingDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jolokia/exec/" + ALICE + "/logoff/false",
                "/jolokia/exec/" + ALICE + "/logoff(boolean)/false",
                "/jolokia/EXEC/" + ALICE + "/logoff/false",
                "/jolokia//exec/" + ALICE + "/logoff/false",
                "/jolokia?p=exec/" + ALICE + "/logoff/false",
                "/jolokia/?p=exec/" + ALICE + "/logoff/false",
                "/jolokia/?p=/exec/" + ALICE + "/logoff/false",
                "/jolokia/exec/java.lang:type=Memory/gc",
                "/jolokia/write/java.lang:type=Memory/Verbose/true"
            })
    void nothingActsByGet(String path) throws Exception {
        String answer = fixture.get(path).body();

        assertThat(status(object(answer))).isIn(400L, 403L);
        assertNothingDone();
    }

    @Test
    void nothingIsWritten() throws Exception {
        boolean before = ManagementFactory.getMemoryMXBean().isVerbose();

        JSONObject answer = fixture.ask(
                Map.of("type", "write", "mbean", "java.lang:type=Memory", "attribute", "Verbose", "value", !before));

        assertThat(status(answer)).isEqualTo(403);
        assertThat(ManagementFactory.getMemoryMXBean().isVerbose()).isEqualTo(before);
        assertThat(status(fixture.ask(
                        Map.of("type", "write", "mbean", ALICE, "attribute", "UserName", "value", "mallory"))))
                .isEqualTo(403);
    }

    @Test
    void notificationsAndConfigurationAreNotServed() throws Exception {
        JSONObject posted = object(fixture.post("{\"type\":\"notification\",\"command\":\"register\"}")
                .body());
        JSONObject got = object(fixture.get("/jolokia/notification/register").body());

        for (JSONObject answer : List.of(posted, got)) {
            assertThat(status(answer)).isEqualTo(403);
            assertThat(answer)
                    .containsEntry(
                            "error",
                            "This kind of request is not supported. Use read, list, search, version or exec. For"
                                    + " notifications, use the events of GET /events, or subscribe to those of a bean over RMI.");
        }
        assertThat(status(object(fixture.post("{\"type\":\"config\"}").body()))).isIn(400L, 403L);
    }

    @Test
    void anArgumentOfTheWrongKindDoesNothing() throws Exception {
        assertThat(status(fixture.exec(ALICE, "logoff"))).isEqualTo(400);
        assertThat(status(fixture.exec(ALICE, "logoff", 1))).isEqualTo(400);
        assertThat(status(fixture.exec(HOST_BEAN, "logoffSession", "3"))).isEqualTo(400);
        assertThat(status(fixture.exec(HOST_BEAN, "logoffSession", " ", false))).isIn(400L, 500L);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aBlankNameIsExplained() throws Exception {
        JSONObject answer = fixture.exec(HOST_BEAN, "logoffSession", " ", false);

        assertThat((String) answer.get("error")).contains("sessionNameOrId is blank");
    }

    private void assertNothingDone() {
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }
}
