package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every ready hook in {@code jolokia-config/hooks} does: warn, wait, look again, log off, and tell the outcome by
 * its exit code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HookContract {

    /** Longer away than this is only m.svensson. */
    private static final String FOUR_HOURS = "14400";

    private static final String AWKWARD = "\"Save\" now: it's C:\\temp, $HOME, 5 % – schönen Feierabend";

    private Path folder;
    private RunningService service;

    /** Returns how the hook is called, its options left out. */
    abstract List<String> hook();

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        RequiredPrograms.installed("/usr/bin/curl", "/usr/bin/jq", "/usr/bin/python3");
        service = RunningService.demo(folder);
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void theUserIsWarnedAndLoggedOffAndARepeatedAlarmDoesNothingMore() {
        String key = keyOf("m.svensson");
        String[] alarm = {
            "--session",
            key,
            "--user",
            "CONTOSO\\m.svensson",
            "--minimum",
            FOUR_HOURS,
            "--grace",
            "1",
            "--request",
            "event-4711",
            "--reason",
            "disconnected over 4 h"
        };

        HookRun first = run(alarm);
        Await.until("the session is gone", () -> service.sessionOf("m.svensson").isEmpty());
        HookRun second = run(alarm);

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.item("Outcome")).isEqualTo("ACCEPTED");
        assertThat(first.item("Session")).isEqualTo(key);
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(second.item("Outcome")).isEqualTo("GONE");
        assertThat(audited(key, "sendMessage")).containsExactly("ACCEPTED");
        assertThat(lines(key, "requestLogoff").stream()
                        .filter(line -> "event-4711".equals(line.get("requestId")) && line.containsKey("outcome"))
                        .map(line -> line.get("outcome")))
                .containsExactly("ACCEPTED");
    }

    @Test
    void awkwardTextArrivesAsItIs() {
        String key = keyOf("zoë.o'neill");

        HookRun run = run(
                "--session=" + key,
                "--user=contoso\\ZOË.O'Neill",
                "--states=ACTIVE",
                "--grace=1",
                "--message=" + AWKWARD,
                "--reason=" + AWKWARD);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.item("Account")).isEqualTo("CONTOSO\\zoë.o'neill");
        assertThat(lines(key, "sendMessage"))
                .anySatisfy(line -> assertThat(line.get("arguments").toString()).contains(AWKWARD))
                .allSatisfy(line -> assertThat(line.get("reason")).isEqualTo(AWKWARD));
        assertThat(lines(key, "requestLogoff"))
                .anySatisfy(line -> assertThat(line.toString()).contains("Feierabend"));
    }

    @Test
    void whoIsNotAwayLongEnoughIsNeitherWarnedNorLoggedOff() {
        String key = keyOf("renée.dubois");

        HookRun run = run("--session", key, "--user", "renée.dubois", "--minimum", FOUR_HOURS, "--grace", "1");

        assertThat(run.exitCode()).as(run.toString()).isOne();
        assertThat(run.item("Outcome")).isEqualTo("REFUSED_STATE");
        assertThat(lines(key, "sendMessage")).isEmpty();
        assertThat(service.sessionOf("renée.dubois")).isPresent();
    }

    @Test
    void aSessionOfAnotherUserIsLeftAlone() {
        HookRun run = run("--session", keyOf("renée.dubois"), "--user", "anna.berg", "--grace", "1");

        assertThat(run.exitCode()).as(run.toString()).isOne();
        assertThat(run.item("Outcome")).isEqualTo("REFUSED_USER");
    }

    @Test
    void aMistypedKeyIsNoSuccess() {
        HookRun run = run(
                "--session", RunningService.HOST + ":2:2099-01-01T00:00:00Z", "--user", "anna.berg", "--grace", "1");

        assertThat(run.exitCode()).as(run.toString()).isOne();
        assertThat(run.item("Outcome")).isEqualTo("NOT_FOUND");
    }

    @Test
    void aSessionThatEndsMeanwhileIsASuccess() {
        String key = keyOf("anna.berg");
        CompletableFuture<HookRun> run = CompletableFuture.supplyAsync(
                () -> run("--session", key, "--user", "anna.berg", "--states", "ACTIVE", "--grace", "6"));
        Await.until("she is warned", () -> audited(key, "sendMessage").contains("ACCEPTED"));

        service.jolokia(
                "operator",
                Map.of(
                        "type",
                        "exec",
                        "mbean",
                        "logoffd:type=SessionHost,host=" + RunningService.HOST,
                        "operation",
                        "logoffSession",
                        "arguments",
                        List.of(key.split(":", 3)[1], true)));

        assertThat(run.join().exitCode()).as(run.join().toString()).isZero();
        assertThat(run.join().item("Outcome")).isEqualTo("GONE");
    }

    @Test
    void aLogonThatIsGoneWhenItsUserIsToBeWarnedIsGone() throws IOException {
        try (ScriptedJolokia jolokia = ScriptedJolokia.start(Map.of(
                "read",
                "{\"status\":200,\"value\":{\"logoffd:type=SessionHost,host=SIM-RDS01\":{\"Host\":\"SIM-RDS01\"}}}",
                "requestLogoff",
                "{\"status\":200,\"value\":{\"Session\":\"SIM-RDS01:3:x\",\"Id\":3,\"Outcome\":\"ACCEPTED\"}}",
                "requestMessage",
                "{\"status\":200,\"value\":{\"Session\":\"\",\"Id\":-1,\"Outcome\":\"GONE\"}}"))) {

            HookRun run = run(
                    url(jolokia.port()),
                    List.of("--session", "SIM-RDS01:3:x", "--user", "anna.berg", "--grace", "1"),
                    Map.of("LOGOFFD_PASSWORD", "any"));

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.item("Outcome")).isEqualTo("GONE");
            assertThat(jolokia.asked()).containsExactly("read", "requestLogoff", "requestMessage");
        }
    }

    @Test
    void withoutAnExpectedUserNothingIsAsked() {
        long before = service.audited().size();

        assertThat(run("--session", "SIM-RDS01:3:x").exitCode()).isEqualTo(2);
        for (String nobody : List.of("", " ", "\t", "\u00a0", "\u3000", "\u200b", "\u2800")) {
            HookRun blank = run("--session", "SIM-RDS01:3:x", "--user", nobody);

            assertThat(blank.exitCode()).as(blank.toString()).isEqualTo(2);
            assertThat(blank.said()).contains("--user");
        }
        assertThat(service.audited()).hasSize((int) before);
    }

    @Test
    void statesThatAreGivenAndBlankAreNotEveryState() {
        long before = service.audited().size();

        for (String none : List.of("", " ", "\u00a0")) {
            HookRun blank = run("--session", keyOf("renée.dubois"), "--user", "renée.dubois", "--states", none);

            assertThat(blank.exitCode()).as(blank.toString()).isEqualTo(2);
            assertThat(blank.said()).contains("--states");
        }
        assertThat(service.audited()).hasSize((int) before);
    }

    @Test
    void anOptionIsNeverTheTextOfTheOneBefore() {
        long before = service.audited().size();

        for (String text : List.of("--message", "--title", "--reason", "--request")) {
            HookRun run = run("--session", keyOf("renée.dubois"), "--user", "renée.dubois", text, "--dry-run");

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.said()).contains(text);
        }
        assertThat(service.audited()).hasSize((int) before);
    }

    @Test
    void aWrongPasswordAndAServiceThatIsDownAreNoOutcome() {
        List<String> options = List.of("--session", "SIM-RDS01:3:x", "--user", "anna.berg");

        HookRun wrong = run(url(service.port()), options, Map.of("LOGOFFD_PASSWORD", "wrong"));
        HookRun down = run(url(ServerProcess.freePort()), options, Map.of("LOGOFFD_PASSWORD", "any"));
        HookRun none = run(url(service.port()), options, Map.of());

        assertThat(wrong.exitCode()).as(wrong.toString()).isEqualTo(3);
        assertThat(wrong.said()).contains("no user with this name and password");
        assertThat(down.exitCode()).as(down.toString()).isEqualTo(3);
        assertThat(none.exitCode()).as(none.toString()).isEqualTo(2);
        assertThat(none.said()).contains("LOGOFFD_PASSWORD_FILE");
    }

    /** Runs the hook as the guide says, with the password in a file. */
    private HookRun run(String... options) {
        return run(
                url(service.port()),
                List.of(options),
                Map.of("LOGOFFD_PASSWORD_FILE", passwordFile().toString()));
    }

    private HookRun run(String url, List<String> options, Map<String, String> environment) {
        List<String> command = new ArrayList<>(hook());
        Stream.concat(Stream.of("--url", url), options.stream()).forEach(command::add);
        return HookRun.of(folder, command, environment);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private Path passwordFile() {
        try {
            return Files.writeString(folder.resolve("password"), service.password("operator") + '\n');
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String keyOf(String user) {
        return service.sessionOf(user).orElseThrow().get("Key").toString();
    }

    private List<JSONObject> lines(String key, String operation) {
        return service.audited().stream()
                .filter(line -> key.equals(line.get("session")) && operation.equals(line.get("operation")))
                .toList();
    }

    /** Returns the outcomes of an operation on a session, in their order. */
    private List<String> audited(String key, String operation) {
        return lines(key, operation).stream()
                .filter(line -> line.containsKey("outcome"))
                .map(line -> line.get("outcome").toString())
                .toList();
    }
}
