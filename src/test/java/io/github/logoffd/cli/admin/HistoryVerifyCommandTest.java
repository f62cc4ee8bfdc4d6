package io.github.logoffd.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.journal.Anchor;
import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.audit.journal.JournalKind;
import io.github.logoffd.audit.journal.Lines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command says whether the journal is as it was written, and since when nothing confirms that. */
class HistoryVerifyCommandTest {

    private static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");

    @TempDir
    private Path folder;

    private Path config;
    private Path acts;
    private final List<Anchor> anchors = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private EventLogText eventLog = () -> anchors.stream().map(Anchor::text);

    @BeforeEach
    void configure() throws IOException {
        config = folder.resolve("logoffd.properties");
        acts = folder.resolve("audit.jsonl");
        Files.writeString(
                config,
                "audit.file=audit.jsonl\njolokia.directory="
                        + Path.of("jolokia-config").toAbsolutePath() + '\n');
    }

    private void write() throws IOException {
        try (Journal journal = JournalFixture.open(acts, () -> TIME, anchors::addAll)) {
            journal.announce(List.of(Lines.sentence(TIME, "ASKED", "the act")));
            journal.note(JournalKind.SERVICE, List.of(Lines.sentence(TIME, "STOP", "the stop")));
        }
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new HistoryVerifyCommand(() -> eventLog.lines()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void aWholeJournalIsConfirmedByTheEventLog() throws Exception {
        write();

        assertThat(run()).isZero();
        assertThat(out)
                .hasToString("The journal is whole: 2 lines, "
                        + (Files.size(acts) + Files.size(folder.resolve("service.jsonl")))
                        + " bytes. Confirmed by the event log until 2026-03-02T10:15:30Z; not confirmed since."
                        + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutAnEventLogNothingIsConfirmed() throws Exception {
        write();
        eventLog = Stream::empty;

        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Not confirmed: no entry of the event log matches.");
    }

    @Test
    void aChangedLineIsNamedAndTheExitCodeIsOne() throws Exception {
        write();
        Files.writeString(acts, Files.readString(acts).replace("the act", "an act"));

        assertThat(run()).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("The content of line 1 of audit.jsonl is not what was anchored at 2026-03-02T10:15:30Z.")
                .contains("The journal was tampered with. Read: 2 lines");
    }

    @Test
    void anchorsCanComeFromAnExportInAnyEncodingOfWindows() throws Exception {
        write();
        eventLog = Stream::empty;
        String text = "Event[0]\r\n  " + anchors.get(0).text() + "\r\n  "
                + anchors.get(1).text() + "\r\n";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            Path export = Files.writeString(folder.resolve("export.txt"), text, charset);

            assertThat(run("--anchors", export.toString())).isZero();
            assertThat(out.toString()).contains("Confirmed by the event log until 2026-03-02T10:15:30Z");
            out.getBuffer().setLength(0);
        }
    }

    @Test
    void linesOfAnEarlierVersionAreCounted() throws Exception {
        Files.writeString(acts, "{\"time\":\"2026-03-01T10:15:30Z\",\"phase\":\"RELOAD\"}\n");
        write();

        assertThat(run()).isZero();
        assertThat(out.toString()).contains("3 lines", "Lines of an earlier version, which wrote no hashes: 1.");
    }

    @Test
    void noJournalIsNoWholeJournal() {
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).startsWith("There is no journal yet.");
    }

    @Test
    void anEventLogThatCannotBeReadIsAnError() throws Exception {
        write();
        eventLog = () -> {
            throw new IOException("no right");
        };

        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).startsWith("The journal cannot be checked: no right");
    }
}
