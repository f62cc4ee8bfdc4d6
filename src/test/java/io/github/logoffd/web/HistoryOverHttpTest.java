package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.object;
import static io.github.logoffd.web.UsersFixture.AUTHORIZATION;
import static io.github.logoffd.web.UsersFixture.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.cli.history.HistoryCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

class HistoryOverHttpTest {

    private static final String HISTORY_BEAN = "logoffd:type=History";

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.start();

    @BeforeEach
    void write() {
        fixture.history.add(
                JournalKind.SESSIONS,
                "2026-03-02T08:00:00Z",
                "SESSION",
                "event",
                "logoffd.session.logon",
                "host",
                "TS01",
                "id",
                3,
                "account",
                "CORP\\anna",
                "clientName",
                "PC-17",
                "clientAddress",
                "10.1.2.3");
        fixture.history.add(
                JournalKind.ACTS,
                "2026-03-02T08:00:01Z",
                "ASKED",
                "channel",
                "http",
                "address",
                "192.0.2.7",
                "user",
                "otto",
                "role",
                "operator",
                "operation",
                "logoff",
                "account",
                "CORP\\anna");
    }

    private JSONObject get(String query, String user) throws Exception {
        return object(
                fixture.get("/history" + query, AUTHORIZATION, basic(user)).body());
    }

    @Test
    void linesComeNewestFirstInTheOrderOfTheirFields() throws Exception {
        assertThat(fixture.get("/history").body())
                .isEqualTo("{\"lines\":[{\"time\":\"2026-03-02T08:00:01Z\",\"phase\":\"ASKED\",\"channel\":\"http\","
                        + "\"address\":\"192.0.2.7\",\"user\":\"otto\",\"role\":\"operator\",\"operation\":\"logoff\","
                        + "\"account\":\"CORP\\\\anna\"},{\"time\":\"2026-03-02T08:00:00Z\",\"phase\":\"SESSION\","
                        + "\"event\":\"logoffd.session.logon\",\"host\":\"TS01\",\"id\":3,\"account\":\"CORP\\\\anna\","
                        + "\"clientName\":\"PC-17\",\"clientAddress\":\"10.1.2.3\"}],\"next\":\"\",\"complete\":true,"
                        + "\"indexedTo\":\"2026-03-02T08:00:01Z\",\"damaged\":0}");
    }

    @Test
    void onlyAnOperatorSeesTheAddressesOfCallers() throws Exception {
        assertThat(get("?kind=acts", "operator").toString()).contains("192.0.2.7");
        assertThat(get("?kind=acts", "monitor").toString())
                .contains("otto")
                .doesNotContain("192.0.2.7")
                .doesNotContain("\"address\"");
    }

    @Test
    void parametersAreDecoded() throws Exception {
        assertThat((JSONArray) get("?user=corp%5Canna&limit=1", "monitor").get("lines"))
                .hasSize(1);
        assertThat((JSONArray) get("?user=%27%20or%201%3D1", "monitor").get("lines"))
                .isEmpty();
    }

    @Test
    void theCallersMistakesAreStatus400WithASentence() throws Exception {
        for (String query :
                List.of("?usr=a", "?from=yesterday", "?cursor=wrong", "?user", "?user=a&user=b", "?=a", "?limit=0")) {
            HttpResponse<String> answer = fixture.get("/history" + query);

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat((String) object(answer.body()).get("error")).as(query).endsWith(".");
        }
    }

    @Test
    void anIncompleteIndexIsReportedAndOneThatIsMissingIsStatus503() throws Exception {
        fixture.history.setComplete(false);
        assertThat(get("", "monitor")).containsEntry("complete", false);

        fixture.history.setUnavailable("The index cannot be written.");
        HttpResponse<String> answer = fixture.get("/history");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(object(answer.body())).containsEntry("error", "The index cannot be written.");
    }

    @Test
    void aMonitorMayCallFindOfTheBean() throws Exception {
        JSONObject answer = object(fixture.post(
                        "{\"type\":\"exec\",\"mbean\":\"" + HISTORY_BEAN
                                + "\",\"operation\":\"find\",\"arguments\":[\"anna kind=acts\",\"\",10]}",
                        AUTHORIZATION,
                        basic("monitor"))
                .body());

        JSONObject page = (JSONObject) answer.get("value");
        assertThat(page).containsEntry("Complete", true).containsEntry("More", false);
        JSONObject line = (JSONObject) ((JSONArray) page.get("Lines")).get(0);
        assertThat(line)
                .containsEntry("Phase", "ASKED")
                .containsEntry("Text", "otto (operator) by http asked for a logoff.")
                .containsEntry("ElapsedMillis", -1L);
        assertThat(fixture.denials).isEmpty();
    }

    @Test
    void aWrongQueryOfTheBeanIsStatus400() throws Exception {
        assertThat(fixture.exec(HISTORY_BEAN, "find", "color=red", "", 10)).containsEntry("status", 400L);
        assertThat(fixture.exec(HISTORY_BEAN, "find", "", "", 0)).containsEntry("status", 400L);
    }

    @Test
    void theCommandShowsTheSameThroughTheService() throws Exception {
        assertThat(command("--user", "otto").out())
                .isEqualTo("2026-03-02T08:00:01Z  otto (operator) by http from 192.0.2.7 asked for a logoff."
                        + System.lineSeparator());
        for (int i = 10; i < 60; i++) {
            fixture.history.add(JournalKind.SERVICE, "2026-03-02T09:00:" + i + "Z", "START", "message", "line " + i);
        }
        assertThat(command("--kind", "service").out().lines()).hasSize(50);
        assertThat(command("--kind", "service", "--limit", "7").err()).startsWith("Older lines match too.");
        assertThat(command("--user", "&host=TS99").out()).isEmpty();
    }

    @Test
    void theCommandReportsAnIncompleteIndex() {
        fixture.history.setComplete(false);

        assertThat(command().err())
                .startsWith("The index of the service is being made: it is complete up to 2026-03-02T08:00:01Z."
                        + " Newer lines may be missing; try again later.");
    }

    private record Output(String out, String err) {}

    private Output command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ServiceAccess access = new ServiceAccess(
                Map.of(
                        "LOGOFFD_URL",
                        fixture.endpoint.jolokiaUrl(),
                        "LOGOFFD_USER",
                        "operator",
                        "LOGOFFD_PASSWORD",
                        UsersFixture.PASSWORD),
                file -> Optional.empty(),
                Optional::empty);
        new CommandLine(new HistoryCommand(access, new PrintWriter(out)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Output(out.toString(), err.toString());
    }

    @Test
    void theBeanHasTheTotals() throws Exception {
        JSONObject value = (JSONObject)
                fixture.ask(Map.of("type", "read", "mbean", HISTORY_BEAN)).get("value");

        assertThat(value)
                .containsEntry("Lines", 2L)
                .containsEntry("OldestTime", "2026-03-02T08:00:00Z")
                .containsEntry("NewestTime", "2026-03-02T08:00:01Z")
                .containsEntry("Bytes", 200L);
    }
}
