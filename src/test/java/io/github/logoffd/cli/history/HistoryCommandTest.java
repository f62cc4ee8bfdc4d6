package io.github.logoffd.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.history.JournalLines;
import io.github.logoffd.cli.client.ServiceAccess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command on the files of a journal. */
class HistoryCommandTest {

    @TempDir
    private Path folder;

    private JournalLines journal;
    private Path config;

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void write() throws Exception {
        Files.createDirectory(folder.resolve("logs"));
        config = folder.resolve("logoffd.properties");
        Files.writeString(config, "audit.file=logs/audit.jsonl\n");
        journal = new JournalLines(folder.resolve("logs"));
        journal.session("logoffd.session.logon", "CORP\\anna logged on.")
                .act("ASKED", "logoff", "otto", "reason", "maintenance")
                .act("ANSWERED", "logoff", "otto", "outcome", "DONE", "message", "Gone.", "elapsedMillis", 1250);
    }

    private Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--config", config.toString()));
        all.addAll(List.of(arguments));
        return command(all, Map.of());
    }

    private static Result command(List<String> arguments, Map<String, String> environment) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ServiceAccess access = new ServiceAccess(environment, file -> Optional.empty(), Optional::empty);
        int code = new CommandLine(new HistoryCommand(access, new PrintWriter(out)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Result(code, out.toString().replace(System.lineSeparator(), "\n"), err.toString());
    }

    @Test
    void linesAreShownNewestFirst() {
        Result result = run();

        assertThat(result.out()).isEqualTo("""
                        2026-03-02T08:00:02Z  The request of otto (operator) by http from 192.0.2.7 for a logoff was answered after 1.3 s with DONE: Gone.
                        2026-03-02T08:00:01Z  otto (operator) by http from 192.0.2.7 asked for a logoff, for the reason "maintenance".
                        2026-03-02T08:00:00Z  CORP\\anna logged on to session 3 of TS01 from PC-17 (10.1.2.3).
                        """);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void aSessionIsAStoryOldestFirst() {
        assertThat(run("--session", JournalLines.KEY, "--limit", "1").out().lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("2026-03-02T08:00:00Z  CORP\\anna logged on");
    }

    @Test
    void conditionsSelectLines() {
        assertThat(run("--user", "otto").out().lines()).hasSize(2);
        assertThat(run("--user", "anna", "--kind", "sessions").out().lines()).hasSize(1);
        assertThat(run("--host", "ts01", "--until", "2026-03-02T08:00:01Z")
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(run("--since", "2026-03-02T08:00:02Z").out().lines()).hasSize(1);
        Result none = run("--host", "TS99");
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).startsWith("No line of the journal matches.");
        assertThat(none.code()).isZero();
    }

    @Test
    void theLimitIsReportedWhenOlderLinesMatch() {
        Result result = run("--limit", "1");

        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.err()).startsWith("Older lines match too. Give a larger --limit, or --until.");
    }

    @Test
    void jsonIsTheLinesAsTheyAre() throws Exception {
        String last = Files.readAllLines(journal.folder.resolve("audit.jsonl")).get(1);

        assertThat(run("--json", "--limit", "1").out()).isEqualTo(last + '\n');
    }

    @Test
    void namesAreMadeSafeForTheTerminal() {
        journal.session("logoffd.session.locked", "\u001b[2Jevil\u202e\nsecond line");

        assertThat(run("--limit", "1").out())
                .isEqualTo("2026-03-02T08:00:03Z  <U+001B>[2Jevil<U+202E><U+000A>second line\n");
    }

    @Test
    void damagedLinesAreReported() {
        journal.raw("sessions.jsonl", "damaged\n");

        assertThat(run().err()).startsWith("1 lines of the journal are damaged and were left out.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--limit 0|--limit is 0. Give a number from 1 to 100000.",
                "--since yesterday|--since is \"yesterday\", which is not a time.",
                "--session TS01|session is \"TS01\", which is not the Key of a session.",
                "--kind all|kind is \"all\".",
                "--url http://127.0.0.1:1/|--config and --url contradict each other. Give one of them.",
                "--color red|Unknown options: '--color', 'red'"
            })
    void aWrongCommandLineIsExplained(String arguments, String sentence) {
        Result result = run(arguments.split(" "));

        assertThat(result.err()).startsWith(sentence);
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void aServiceThatIsNotThereIsReported() {
        Result result = command(
                List.of("--user", "anna"),
                Map.of("LOGOFFD_URL", "http://127.0.0.1:1/", "LOGOFFD_USER", "a", "LOGOFFD_PASSWORD", "b"));

        assertThat(result.err()).startsWith("There is no connection to http://127.0.0.1:1/jolokia/.");
        assertThat(result.code()).isEqualTo(1);
    }
}
