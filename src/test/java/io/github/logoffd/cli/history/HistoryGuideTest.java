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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The commands and the story of {@code service/history.md}. */
class HistoryGuideTest {

    private static final Path GUIDE = Path.of("service", "history.md");
    private static final String COMMAND = "logoffd history ";

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void write() throws Exception {
        config = folder.resolve("logoffd.properties");
        Files.writeString(config, "audit.file=audit.jsonl\n");
        Object[] asked = {
            "arguments", "message=Please save. graceSeconds=60", "reason", "maintenance", "requestId", "CHG-17"
        };
        new JournalLines(folder)
                .at("2026-03-02T07:30:00Z")
                .session("logoffd.session.logon", "CORP\\anna logged on to session 3 of TS01.")
                .at("2026-03-02T12:02:11Z")
                .session("logoffd.session.disconnected", "The client of session 3 of TS01 (CORP\\anna) disconnected.")
                .at("2026-03-02T17:00:00Z")
                .act("ASKED", "warnAndLogoff", "otto", asked)
                .act(
                        "ANSWERED",
                        "warnAndLogoff",
                        "otto",
                        "outcome",
                        "WARNED",
                        "message",
                        "CORP\\anna was warned.",
                        "elapsedMillis",
                        41)
                .at("2026-03-02T17:01:04Z")
                .act(
                        "ENDED",
                        "warnAndLogoff",
                        "otto",
                        "outcome",
                        "DONE",
                        "message",
                        "CORP\\anna was logged off from session 3.",
                        "elapsedMillis",
                        63_100)
                .session("logoffd.session.logoff", "CORP\\anna is logged off from session 3 of TS01.");
    }

    static Stream<String> commands() throws Exception {
        return Files.readAllLines(GUIDE).stream().filter(line -> line.startsWith(COMMAND));
    }

    private String run(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of(line.substring(COMMAND.length()).split(" ")));
        arguments.addAll(List.of("--config", config.toString()));
        ServiceAccess access = new ServiceAccess(Map.of(), file -> Optional.empty(), Optional::empty);
        int code = new CommandLine(new HistoryCommand(access, new PrintWriter(out)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheGuideIsAccepted(String line) {
        assertThat(run(line))
                .satisfiesAnyOf(
                        out -> assertThat(out).isEmpty(), out -> assertThat(out).contains("anna"));
    }

    @Test
    void theStoryOfTheGuideIsWhatTheCommandShows() throws Exception {
        String story = run(COMMAND + "--session " + JournalLines.KEY);

        assertThat(story).hasLineCount(6);
        assertThat(Files.readString(GUIDE).replace("\r\n", "\n")).contains("\n```\n" + story + "```\n");
    }
}
