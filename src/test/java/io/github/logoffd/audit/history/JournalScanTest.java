package io.github.logoffd.audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalScanTest {

    @TempDir
    private Path folder;

    private JournalLines journal;

    @BeforeEach
    void open() {
        journal = new JournalLines(folder);
    }

    private HistoryPage find(Map<String, String> parameters, int most) throws Exception {
        return new JournalScan(journal.files()).find(HistoryQuery.of(parameters, journal.now()), most);
    }

    private List<String> messages(Map<String, String> parameters, int most) throws Exception {
        return find(parameters, most).lines().stream()
                .map(line -> line.text("message"))
                .toList();
    }

    @Test
    void anEmptyFolderHasNoLines() throws Exception {
        assertThat(find(Map.of(), 10).lines()).isEmpty();
        assertThat(find(Map.of(), 10).indexedTo()).isEmpty();
    }

    @Test
    void linesOfAllFilesAndKindsComeNewestFirst() throws Exception {
        journal.session("logoffd.session.logon", "one").line("service.jsonl", "START", "message", "two");
        Files.move(folder.resolve("sessions.jsonl"), folder.resolve("sessions.20260302T090000000Z.jsonl"));
        journal.session("logoffd.session.locked", "three").line("service.jsonl", "STOP", "message", "four");

        assertThat(messages(Map.of(), 10)).containsExactly("four", "three", "two", "one");
        assertThat(messages(Map.of("kind", "sessions"), 10)).containsExactly("three", "one");
        assertThat(find(Map.of(), 4).next()).isEmpty();
        assertThat(messages(Map.of(), 3)).containsExactly("four", "three", "two");
        assertThat(find(Map.of(), 3).next()).isNotEmpty();
    }

    @Test
    void itFindsTheSameAsTheIndex() throws Exception {
        for (int i = 0; i < 3000; i++) {
            journal.session(
                    "logoffd.session.locked", "line " + i + " x".repeat(i % 300), JournalLines.KEY, "u" + i % 7);
        }
        try (History history = journal.openWhole()) {
            HistoryPage indexed = JournalLines.page(history, Map.of("user", "U3", "limit", "1000"));

            assertThat(find(Map.of("user", "U3"), 1000).lines())
                    .isEqualTo(indexed.lines())
                    .hasSize(429);
        }
    }

    @Test
    void damagedLinesAreCountedAndALineThatIsBeingWrittenIsNot() throws Exception {
        journal.session("logoffd.session.logon", "one")
                .raw("sessions.jsonl", "damaged\n\n")
                .raw("sessions.jsonl", "x".repeat(2_000_000) + '\n')
                .raw("sessions.jsonl", "y".repeat(300_000) + '\n')
                .session("logoffd.session.locked", "two")
                .raw("sessions.jsonl", "{\"time\":\"2026-");

        HistoryPage page = find(Map.of(), 10);

        assertThat(page.lines()).hasSize(2);
        assertThat(page.damaged()).isEqualTo(3);
    }

    @Test
    void aFileWithoutALastLineFeedIsReadWhole() throws Exception {
        journal.raw(
                "sessions.20260302T090000000Z.jsonl",
                "{\"time\":\"2026-03-02T07:00:00Z\",\"phase\":\"SESSION\"," + "\"message\":\"last\"}");

        assertThat(messages(Map.of(), 10)).containsExactly("last");
    }

    @Test
    void linesOfEarlierVersionsAreFoundByTheirKind() throws Exception {
        journal.raw("audit.20250302T090000000Z.jsonl", """
                {"time":"2025-03-02T08:00:00Z","phase":"DENIED","channel":"http","user":"old","message":"x","count":1}
                {"time":"2025-03-02T08:00:01Z","phase":"RELOAD","message":"The users were reloaded."}
                """)
                .raw("audit.jsonl", """
                {"time":"2025-03-02T08:00:02Z","phase":"DENIED","channel":"http","user":"old","message":"y","count":1}
                {"time":"2026-03-02T08:00:00Z","phase":"ASKED","user":"otto","message":"z","sequence":1}
                """)
                .line("denials.jsonl", "DENIED", "user", "new", "message", "new");

        assertThat(messages(Map.of("kind", "denials"), 10)).containsExactly("new", "y", "x");
        assertThat(messages(Map.of("kind", "service"), 10)).containsExactly("The users were reloaded.");
        assertThat(messages(Map.of("kind", "acts"), 10)).containsExactly("z");
        assertThat(messages(Map.of(), 10)).hasSize(5);
    }

    @Test
    void readingEndsADayBeforeTheOldestTime() throws Exception {
        journal.at("2026-03-01T00:00:00Z")
                .session("logoffd.session.logon", "too old")
                .raw("sessions.jsonl", "a damaged line that is not reached\n".repeat(3))
                .at("2026-03-02T12:00:00Z")
                .session("logoffd.session.logon", "before the clock was set back")
                .at("2026-03-02T11:00:00Z")
                .session("logoffd.session.locked", "after it");

        Files.writeString(folder.resolve("sessions.jsonl"), Files.readString(folder.resolve("sessions.jsonl")));

        assertThat(messages(Map.of("from", "2026-03-02T11:30:00Z"), 10))
                .containsExactly("before the clock was set back");
        assertThat(find(Map.of("from", "2026-03-02T11:30:00Z"), 10).damaged()).isEqualTo(3);
        assertThat(find(Map.of("from", "2026-03-03T13:00:00Z"), 10).damaged()).isZero();
    }
}
