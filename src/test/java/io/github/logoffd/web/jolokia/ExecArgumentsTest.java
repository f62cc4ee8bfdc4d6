package io.github.logoffd.web.jolokia;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.web.HttpFixture;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that Jolokia would bend into something else are refused before anything is done. */
class ExecArgumentsTest {

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.of(
                    new ScriptedHost().with(Samples.active(3, "alice")).with(Samples.active(4, "al\u001bice")))
            .start();

    @Test
    void surplusArgumentsDoNothing() throws Exception {
        assertRefused(fixture.exec(ALICE, "logoff", false, "more"), "exec has 2 arguments. Expected 1: [wait].");
    }

    @Test
    void missingArgumentsDoNothing() throws Exception {
        assertRefused(fixture.exec(ALICE, "logoff"), "exec has 0 arguments. Expected 1: [wait].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"perhaps", "", "TRUE ", "1", "yes"})
    void aWordThatIsNoBooleanDoesNothing(String word) throws Exception {
        assertRefused(
                fixture.exec(ALICE, "logoff", word), "Argument wait of exec is " + word + ". Expected: true or false.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "two", "", "1e-999999999"})
    void whatIsNoWholeNumberDoesNothing(String number) throws Exception {
        assertRefused(
                fixture.exec(ALICE, "warnAndLogoff", "Please save.", number),
                "Argument graceSeconds of exec is " + number + ". Expected: a whole number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967297", "-1e99", "1e999999999", "-2147483649"})
    void aNumberThatIsTooLargeIsAnsweredWithItsRange(String number) throws Exception {
        assertRefused(
                fixture.exec(ALICE, "warnAndLogoff", "Please save.", number),
                "Argument graceSeconds of exec is " + number
                        + ". Expected: a whole number from -2147483648 to 2147483647.");
    }

    @Test
    void aFractionDoesNothing() throws Exception {
        assertRefused(fixture.exec(ALICE, "warnAndLogoff", "Please save.", 1.5), "Expected: a whole number.");
    }

    @Test
    void theSignatureFormIsHeldToTheSame() throws Exception {
        assertRefused(fixture.exec(ALICE, "logoff(boolean)", "perhaps"), "Expected: true or false.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void booleansAsTextAreTaken(String word) throws Exception {
        fixture.host.during("logoff 3", () -> fixture.host.end(3));

        assertThat(HttpFixture.status(fixture.exec(ALICE, "logoff", word))).isEqualTo(200);
        assertThat(fixture.host.actingCalls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Outcome", "no/such/part"})
    void aPathIntoTheAnswerDoesNothing(String path) throws Exception {
        assertRefused(
                fixture.ask(exec("path", path)),
                "exec has the path " + path + ". Leave the path out: the whole answer is always given.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxDepth", "maxObjects", "maxCollectionSize", "canonicalNaming"})
    void aProcessingParameterThatCannotBeReadDoesNothing(String key) throws Exception {
        assertRefused(fixture.ask(exec("config", Map.of(key, "x"))), "Invalid value of " + key + " parameter");
    }

    @ParameterizedTest
    @CsvSource({
        "maxObjects, -1",
        "maxObjects, 1",
        "maxObjects, 119999",
        "maxDepth, -1",
        "maxDepth, 1",
        "maxDepth, 2",
        "maxCollectionSize, -5",
        "maxCollectionSize, 1",
        "maxCollectionSize, 9999"
    })
    void aLimitThatCouldCutTheAnswerDoesNothing(String key, String limit) throws Exception {
        String sentence = "exec has the parameter " + key + '=' + limit + ", which could truncate its answer.";

        assertRefusedWith(fixture.ask(exec("config", Map.of(key, limit))), sentence);
        assertRefusedWith(fixture.ask(exec("config", Map.of(key, Integer.valueOf(limit)))), sentence);
        assertRefusedWith(byQuery(key + '=' + limit), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2000000000"})
    void whatWouldReplaceTheAnswerByNotChangedDoesNothing(String time) throws Exception {
        String sentence = "exec has the parameter ifModifiedSince.";

        assertRefusedWith(fixture.ask(exec("config", Map.of("ifModifiedSince", time))), sentence);
        assertRefusedWith(byQuery("ifModifiedSince=" + time), sentence);
    }

    @Test
    void limitsThatCutNothingAreTaken() throws Exception {
        JSONObject answer = byQuery("maxDepth=7&maxCollectionSize=50000&maxObjects=0&ignoreErrors=true");

        assertThat(HttpFixture.status(answer)).isEqualTo(200);
        assertThat((JSONObject) answer.get("value"))
                .containsEntry("Outcome", "ACCEPTED")
                .hasSize(10);
    }

    private JSONObject byQuery(String parameters) throws Exception {
        HttpRequest.Builder request = fixture.request("/jolokia/?" + parameters)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"exec\",\"mbean\":\"" + ALICE
                        + "\",\"operation\":\"logoff\",\"arguments\":[false]}"));
        return object(fixture.send(request).body());
    }

    private void assertRefusedWith(JSONObject answer, String sentence) {
        assertThat(HttpFixture.status(answer)).isEqualTo(400);
        assertThat((String) answer.get("error")).contains(sentence);
        assertThat(fixture.host.actingCalls()).isEmpty();
        assertThat(fixture.trail.lines()).isEmpty();
    }

    @Test
    void anOperationThatIsNotThereIsCalledThat() throws Exception {
        assertThat((String) fixture.exec(HttpFixture.HOST_BEAN, "gc").get("error"))
                .contains("exec names the unknown operation gc. Known: [")
                .contains("refresh");
    }

    private static Map<String, Object> exec(String member, Object value) {
        return Map.of(
                "type", "exec", "mbean", ALICE, "operation", "logoff", "arguments", List.of(false), member, value);
    }

    @Test
    void argumentsThatAreNoListAreCalledThat() throws Exception {
        String body = "{\"type\":\"exec\",\"mbean\":\"" + ALICE + "\",\"operation\":\"logoff\",\"arguments\":\"x\"}";

        assertThat(fixture.post(body).body()).contains("has a member of the wrong type");
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aControlCharacterInANameLeavesTheAnswerJson() throws Exception {
        String body = fixture.get("/jolokia/read/" + ALICE.replace("id=3", "id=4") + "/UserName")
                .body();

        assertThat(object(body)).containsEntry("value", "al\u001bice");
    }

    private void assertRefused(JSONObject answer, String sentence) {
        assertThat(HttpFixture.status(answer)).isEqualTo(400);
        assertThat((String) answer.get("error")).endsWith(sentence);
        assertThat(fixture.host.actingCalls()).isEmpty();
    }
}
