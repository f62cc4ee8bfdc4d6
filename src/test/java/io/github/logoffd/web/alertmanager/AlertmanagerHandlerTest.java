package io.github.logoffd.web.alertmanager;

import static io.github.logoffd.web.AlertsFixture.FINGERPRINT;
import static io.github.logoffd.web.AlertsFixture.STARTED;
import static io.github.logoffd.web.AlertsFixture.firing;
import static io.github.logoffd.web.AlertsFixture.labels;
import static io.github.logoffd.web.AlertsFixture.message;
import static io.github.logoffd.web.AlertsFixture.with;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.web.AlertsFixture;
import io.github.logoffd.web.HttpFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alertmanager's messages: which statuses it gets, and what is done. */
class AlertmanagerHandlerTest {

    private static final String BOB =
            Samples.session(Samples.disconnected(4, "bob")).key();
    private static final Map<String, String> LABELS = labels("HOST1", BOB, "CORP\\bob");

    private HttpFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = HttpFixture.of(
                        new ScriptedHost().with(Samples.active(3, "alice")).with(Samples.disconnected(4, "bob")))
                .alerts(AlertsFixture.CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return fixture.send(
                fixture.request("/hooks/alertmanager")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                headers);
    }

    private HttpResponse<String> fire(Map<String, String> labels) throws Exception {
        return post(message(List.of(firing(FINGERPRINT, labels))));
    }

    private static JSONObject only(HttpResponse<String> answer) throws Exception {
        JSONArray alerts = (JSONArray) object(answer.body()).get("alerts");
        assertThat(alerts).hasSize(1);
        return (JSONObject) alerts.get(0);
    }

    private static Object outcome(HttpResponse<String> answer) throws Exception {
        return ((JSONObject) only(answer).get("answer")).get("Outcome");
    }

    @Test
    void anAlertThatSaysWhomItMeansIsCarriedOutAndAudited() throws Exception {
        HttpResponse<String> answer = fire(LABELS);

        String id = FINGERPRINT + '@' + STARTED + '@' + BOB;
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(only(answer))
                .containsEntry("fingerprint", FINGERPRINT)
                .containsEntry("alert", AlertsFixture.ALERT)
                .containsEntry("asked", true);
        assertThat((JSONObject) only(answer).get("answer"))
                .containsEntry("Outcome", "ACCEPTED")
                .containsEntry("Session", BOB)
                .containsEntry("RequestId", id)
                .containsOnlyKeys(
                        "Session",
                        "Host",
                        "Id",
                        "Account",
                        "Outcome",
                        "Code",
                        "Message",
                        "ElapsedMillis",
                        "RequestId",
                        "DryRun");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 4");
        assertThat(fixture.trail.lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.intent().caller())
                    .isEqualTo(new Caller("alertmanager", "127.0.0.1", "operator", "operator")
                            .because("alert LogoffdSessionDisconnectedTooLong (" + FINGERPRINT + ") since " + STARTED));
            assertThat(line.intent().operation()).isEqualTo("requestLogoff");
            assertThat(line.intent().arguments())
                    .isEqualTo("session=" + BOB + " expectedUser=CORP\\bob allowedStates=DISCONNECTED"
                            + " minimumSeconds=300 reason=alert LogoffdSessionDisconnectedTooLong (" + FINGERPRINT
                            + ") since " + STARTED + " dryRun=false");
            assertThat(line.intent().requestId()).isEqualTo(id);
        });
    }

    @Test
    void theSameAlertTenTimesIsOneLogoff() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            statuses.add(fire(LABELS).statusCode());
        }

        assertThat(statuses).containsOnly(200);
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 4");
    }

    @Test
    void anAlertThatIsOverDoesNothing() throws Exception {
        HttpResponse<String> answer = post(message(List.of(AlertsFixture.alert("resolved", FINGERPRINT, LABELS))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(only(answer))
                .containsEntry("asked", false)
                .containsEntry("message", "The alert is resolved; nothing was done.")
                .doesNotContainKey("answer");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aRefusedLogoffIsNotToBeSentAgain() throws Exception {
        HttpResponse<String> answer = fire(labels("HOST1", BOB, "CORP\\carol"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(outcome(answer)).isEqualTo("REFUSED_USER");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aLogonThatIsGoneIsDone() throws Exception {
        fixture.host.end(4);

        assertThat(fire(LABELS).statusCode()).isEqualTo(200);
        assertThat(outcome(fire(LABELS))).isEqualTo("GONE");
    }

    @Test
    void aHostThatDoesNotAnswerIsWorthARetryWhichIsTriedAnew() throws Exception {
        fixture.host.fail("sessions", 1722);
        HttpResponse<String> unreachable = fire(LABELS);
        fixture.host.repair("sessions");
        HttpResponse<String> reachable = fire(LABELS);
        HttpResponse<String> again = fire(LABELS);

        assertThat(unreachable.statusCode()).isEqualTo(503);
        assertThat(outcome(unreachable)).isEqualTo("FAILED");
        assertThat(reachable.statusCode()).isEqualTo(200);
        assertThat(outcome(reachable)).isEqualTo("ACCEPTED");
        assertThat(outcome(again)).isEqualTo("ACCEPTED");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 4");
    }

    @Test
    void aHostThatDoesNotAnswerIsAskedOnceForAllAlerts() throws Exception {
        fixture.host.fail("sessions", 1722);
        fixture.host.forgetCalls();

        HttpResponse<String> answer = post(message(IntStream.range(0, 20)
                .mapToObj(i -> firing("00000000000000" + (10 + i), LABELS))
                .toList()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(fixture.host.calls()).containsExactly("sessions");
    }

    @Test
    void anAuditFileThatCannotBeWrittenIsWorthARetry() throws Exception {
        fixture.trail.refuse();

        HttpResponse<String> answer = fire(LABELS);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(outcome(answer)).isEqualTo("FAILED");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aRightThatIsMissingIsNotWorthARetry() throws Exception {
        fixture.host.fail("logoff 4", 5);

        HttpResponse<String> answer = fire(LABELS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(outcome(answer)).isEqualTo("FAILED");
    }

    @Test
    void oneAlertThatCannotBeUsedKeepsNoOtherFromActing() throws Exception {
        HttpResponse<String> answer = post(message(List.of(
                firing("000000000000000a", labels("ELSEWHERE", BOB, "CORP\\bob")), firing(FINGERPRINT, LABELS))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("The host ELSEWHEREis not monitored. Add it to hosts in"
                        + " logoffd.properties, or correct the alert.");
        assertThat(fixture.host.actingCalls()).containsExactly("logoff 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{}",
                "{\"version\":\"5\",\"alerts\":[]}",
                "{\"version\":4,\"alerts\":[]}",
                "{\"version\":\"4\"}",
                "{\"version\":\"4\",\"alerts\":{}}",
                "{\"version\":\"4\",\"alerts\":[7]}",
                "{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\"}]}"
            })
    void whatIsNoMessageOfAlertmanagerIsRefusedAsAWhole(String body) throws Exception {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat((String) object(answer.body()).get("error")).startsWith("Nothing was done. ");
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status, on",
        "status, ''",
        "fingerprint, ''",
        "fingerprint, 0123456789ABCDEF",
        "fingerprint, 0123456789abcdef0",
        "startsAt, yesterday",
        "startsAt, ''"
    })
    void oneWrongAlertSpoilsTheMessage(String member, String value) throws Exception {
        Map<String, Object> wrong = new HashMap<>(firing(FINGERPRINT, LABELS));
        wrong.put(member, value);

        assertThat(post(message(List.of(firing("000000000000000a", LABELS), wrong)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void labelsThatAreNoTextSpoilTheMessage() throws Exception {
        String body = message(List.of(firing(FINGERPRINT, LABELS))).replace("\"warning\"", "7");

        assertThat(post(body).statusCode()).isEqualTo(400);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void jsonThatIsNestedTooDeeplyIsRefused() throws Exception {
        assertThat(post("[".repeat(9000)).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> answer = fire(with(LABELS, "long", "x".repeat(30_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""})
    void whatAFormCanSendIsRefused(String type) throws Exception {
        HttpResponse<String> answer = post(message(List.of(firing(FINGERPRINT, LABELS))), "Content-Type", type);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void itIsClosedUnlessItIsOpened() throws Exception {
        fixture.close();
        fixture = HttpFixture.of(new ScriptedHost().with(Samples.disconnected(4, "bob")))
                .start();

        HttpResponse<String> answer = fire(LABELS);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(object(answer.body()))
                .containsEntry(
                        "error",
                        "The hook for alerts is disabled. Set hooks.alertmanager.enabled=yes in logoffd.properties.");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
