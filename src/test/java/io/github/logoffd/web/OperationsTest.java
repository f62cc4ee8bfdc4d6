package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static io.github.logoffd.web.HttpFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.util.List;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that acts or asks, over HTTP and through the shipped policy. */
class OperationsTest {

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.of(new ScriptedHost()
                    .with(Samples.CONSOLE)
                    .with(Samples.active(3, "alice"))
                    .with(Samples.disconnected(4, "bob")))
            .start();

    private static Object value(JSONObject answer) {
        assertThat(status(answer)).as(answer.toJSONString()).isEqualTo(200);
        return answer.get("value");
    }

    private static void assertOutcome(JSONObject answer, String outcome) {
        assertThat((JSONObject) value(answer))
                .containsEntry("Outcome", outcome)
                .containsEntry("Account", "CORP\\alice")
                .containsEntry("Id", 3L)
                .containsEntry("Code", 0L);
    }

    private static void assertOutcomes(JSONObject answer, String... idsAndOutcomes) {
        assertThat(((JSONArray) value(answer))
                        .stream().map(JSONObject.class::cast).map(one -> one.get("Id") + " " + one.get("Outcome")))
                .containsExactly(idsAndOutcomes);
    }

    private void assertCalls(String... calls) {
        assertThat(fixture.host.actingCalls()).containsExactlyInAnyOrder(calls);
        assertThat(fixture.trail.lines())
                .isNotEmpty()
                .allMatch(line -> line.intent().caller().channel().equals("http"));
    }

    @Test
    void warnAndLogoff() throws Exception {
        assertOutcome(fixture.exec(ALICE, "warnAndLogoff", "Please save.", 3600), "WARNED");
        assertCalls("sendMessage 3");
        assertThat(attribute("LogoffState")).isEqualTo("WARNED");
        assertThat((long) attribute("LogoffDueSeconds")).isBetween(3500L, 3600L);
    }

    private Object attribute(String name) throws Exception {
        return HttpFixture.object(
                        fixture.get("/jolokia/read/" + ALICE + '/' + name).body())
                .get("value");
    }

    @Test
    void cancelLogoff() throws Exception {
        assertThat((JSONObject) value(fixture.exec(ALICE, "cancelLogoff"))).containsEntry("Outcome", "NOT_FOUND");

        fixture.exec(ALICE, "warnAndLogoff", "Please save.", 3600);
        assertOutcome(fixture.exec(ALICE, "cancelLogoff"), "CANCELLED");

        assertThat(attribute("LogoffState")).isEqualTo("NONE");
        assertThat(attribute("LogoffDueSeconds")).isEqualTo(-1L);
        assertCalls("sendMessage 3");
    }

    @Test
    void disconnect() throws Exception {
        assertOutcome(fixture.exec(ALICE, "disconnect", false), "ACCEPTED");
        fixture.host.during("disconnect 3", () -> fixture.host.with(Samples.disconnected(3, "alice")));
        assertOutcome(fixture.exec(ALICE, "disconnect", true), "DONE");
        assertCalls("disconnect 3", "disconnect 3");
    }

    @Test
    void sendMessage() throws Exception {
        assertOutcome(fixture.exec(ALICE, "sendMessage", "", "Bitte speichern – 日本\uD83D\uDE00"), "ACCEPTED");
        assertCalls("sendMessage 3");
        assertThat(fixture.host.messages().get(0).text()).isEqualTo("Bitte speichern – 日本\uD83D\uDE00");
    }

    @Test
    void ask() throws Exception {
        fixture.host.press(MessageResponse.NO);

        assertThat(value(fixture.exec(ALICE, "ask", "Maintenance", "Now?", "YES_NO", 60)))
                .isEqualTo("NO");
        assertCalls("sendMessage 3");
    }

    @Test
    void processes() throws Exception {
        fixture.host.setProcesses(List.of(
                new ProcessInfo(3, 3008, "Übersicht.exe", 9_999, 130_000_000, 2200, 58),
                new ProcessInfo(4, 4008, "explorer.exe", 1, 1, 1, 1)));

        JSONArray processes = (JSONArray) value(fixture.exec(ALICE, "processes"));

        assertThat(processes)
                .singleElement()
                .satisfies(process -> assertThat((JSONObject) process)
                        .containsEntry("Pid", 3008L)
                        .containsEntry("Image", "Übersicht.exe")
                        .containsEntry("CpuSeconds", 9L)
                        .containsEntry("WorkingSetBytes", 130_000_000L)
                        .containsEntry("HandleCount", 2200L)
                        .containsEntry("ThreadCount", 58L));
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void requestLogoff() throws Exception {
        Object[] arguments = {"3", "alice", "ACTIVE", 0, "job-7", "licence", false};

        JSONObject first = fixture.exec(HOST_BEAN, "requestLogoff", arguments);
        assertOutcome(first, "ACCEPTED");
        assertThat((JSONObject) value(first))
                .containsEntry("RequestId", "job-7")
                .containsEntry("DryRun", false);
        assertThat(value(fixture.exec(HOST_BEAN, "requestLogoff", arguments))).isEqualTo(value(first));
        assertCalls("logoff 3");
    }

    @Test
    void aDryRunOfRequestLogoff() throws Exception {
        assertOutcome(fixture.exec(HOST_BEAN, "requestLogoff", "3", "", "", 0, "", "licence", true), "ACCEPTED");
        assertOutcome(fixture.exec(HOST_BEAN, "requestLogoff", "3", "bob", "", 0, "", "licence", true), "REFUSED_USER");
        assertCalls();
    }

    @Test
    void logoffDisconnected() throws Exception {
        assertOutcomes(fixture.exec(HOST_BEAN, "logoffDisconnected", 601, 5, false));
        assertOutcomes(fixture.exec(HOST_BEAN, "logoffDisconnected", 600, 5, false), "4 ACCEPTED");
        assertCalls("logoff 4");
    }

    @Test
    void logoffAll() throws Exception {
        assertOutcomes(fixture.exec(HOST_BEAN, "logoffAll", 1, false), "3 REFUSED_LIMIT", "4 REFUSED_LIMIT");
        assertCalls();
        assertOutcomes(fixture.exec(HOST_BEAN, "logoffAll", 2, false), "3 ACCEPTED", "4 ACCEPTED");
        assertCalls("logoff 3", "logoff 4");
    }

    @Test
    void sendMessageToAll() throws Exception {
        assertOutcomes(
                fixture.exec(HOST_BEAN, "sendMessageToAll", "", "Hello"), "1 ACCEPTED", "3 ACCEPTED", "4 ACCEPTED");
        assertCalls("sendMessage 1", "sendMessage 3", "sendMessage 4");
    }

    @ParameterizedTest
    @MethodSource("wrongNumbersAndTypes")
    void wrongNumbersAndTypesOfArgumentsDoNothing(String bean, String operation, List<Object> arguments)
            throws Exception {
        assertNothingDone(fixture.exec(bean, operation, arguments.toArray()), "");
        assertThat(fixture.trail.lines()).isEmpty();
    }

    static Stream<Arguments> wrongNumbersAndTypes() {
        return Stream.of(
                Arguments.of(ALICE, "warnAndLogoff", List.of("Save.")),
                Arguments.of(ALICE, "warnAndLogoff", List.of("Save.", "soon")),
                Arguments.of(ALICE, "warnAndLogoff", List.of("Save.", 4_294_967_297L)),
                Arguments.of(ALICE, "cancelLogoff", List.of(true)),
                Arguments.of(ALICE, "disconnect", List.of()),
                Arguments.of(ALICE, "disconnect", List.of("perhaps")),
                Arguments.of(ALICE, "sendMessage", List.of("Hello")),
                Arguments.of(ALICE, "ask", List.of("", "Now?", "YES_NO")),
                Arguments.of(ALICE, "ask", List.of("", "Now?", "YES_NO", "long")),
                Arguments.of(ALICE, "processes", List.of(1)),
                Arguments.of(HOST_BEAN, "requestLogoff", List.of("3")),
                Arguments.of(HOST_BEAN, "requestLogoff", List.of("3", "", "", "x", "", "", false)),
                Arguments.of(HOST_BEAN, "requestLogoff", List.of("3", "", "", 0, "", "", "maybe")),
                Arguments.of(HOST_BEAN, "logoffDisconnected", List.of(0, false)),
                Arguments.of(HOST_BEAN, "logoffDisconnected", List.of(0, "all", false)),
                Arguments.of(HOST_BEAN, "logoffAll", List.of(false)),
                Arguments.of(HOST_BEAN, "logoffAll", List.of("all", false)),
                Arguments.of(HOST_BEAN, "sendMessageToAll", List.of("Hello", "all", 1)));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void wrongValuesDoNothingAndAreExplained(String bean, String operation, List<Object> arguments, String explanation)
            throws Exception {
        assertNothingDone(fixture.exec(bean, operation, arguments.toArray()), explanation);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of(ALICE, "warnAndLogoff", List.of("Save.", 0), "graceSeconds is 0. Give 1 to 86400."),
                Arguments.of(ALICE, "warnAndLogoff", List.of("", 60), "The text of a message is blank"),
                Arguments.of(ALICE, "sendMessage", List.of("", "x".repeat(10_000)), "text has 10000 characters"),
                Arguments.of(ALICE, "ask", List.of("", "Now?", "MAYBE", 60), "buttons is \"MAYBE\". Give one of"),
                Arguments.of(ALICE, "ask", List.of("", "Now?", "OK", 0), "timeoutSeconds is 0"),
                Arguments.of(
                        HOST_BEAN,
                        "requestLogoff",
                        List.of("alice", "", "", 0, "job-7", "", false),
                        "session is \"alice\""),
                Arguments.of(
                        HOST_BEAN, "requestLogoff", List.of("3", "", "", -1, "", "", false), "minimumSeconds is -1"),
                Arguments.of(
                        HOST_BEAN, "requestLogoff", List.of("3", " ", "", 0, "", "", false), "expectedUser is blank"),
                Arguments.of(
                        HOST_BEAN,
                        "requestLogoff",
                        List.of("3", "", ",", 0, "", "", false),
                        "allowedStates \",\" has a blank item"),
                Arguments.of(HOST_BEAN, "requestLogoff", List.of("3", "", "", 0, " ", "", false), "requestId is blank"),
                Arguments.of(HOST_BEAN, "logoffDisconnected", List.of(-1, 1, false), "olderThanSeconds is -1"),
                Arguments.of(HOST_BEAN, "logoffAll", List.of(0, false), "atMost is 0"),
                Arguments.of(HOST_BEAN, "sendMessageToAll", List.of("", " "), "The text of a message is blank"));
    }

    private void assertNothingDone(JSONObject answer, String explanation) {
        assertThat(status(answer)).as(answer.toJSONString()).isEqualTo(400);
        assertThat((String) answer.get("error"))
                .contains(explanation)
                .doesNotContain("CompletionException")
                .doesNotContain("\tat ");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
