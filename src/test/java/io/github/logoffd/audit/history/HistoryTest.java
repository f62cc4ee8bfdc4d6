package io.github.logoffd.audit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    @TempDir
    private Path folder;

    private JournalLines journal;
    private History history;

    @BeforeEach
    void open() {
        journal = new JournalLines(folder);
        journal.session("logoffd.session.logon", "CORP\\anna logged on.")
                .act("ASKED", "logoff", "otto")
                .session("logoffd.session.logon", "bert logged on.", "TS02:4:2026-03-02T07:31:00Z", "LAB\\bert")
                .act("ANSWERED", "logoff", "otto", "outcome", "DONE")
                .line(
                        "denials.jsonl",
                        "DENIED",
                        "channel",
                        "http",
                        "address",
                        "192.0.2.9",
                        "user",
                        "anna",
                        "message",
                        "Wrong password.",
                        "count",
                        1)
                .line("service.jsonl", "START", "message", "The service has started.");
        history = journal.openWhole();
    }

    @AfterEach
    void close() throws Exception {
        history.close();
    }

    private List<String> found(String... parameters) {
        return phases(page(parameters));
    }

    private HistoryPage page(String... parameters) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return JournalLines.page(history, map);
    }

    private static List<String> phases(HistoryPage page) {
        return page.lines().stream().map(line -> line.text("phase")).toList();
    }

    @Test
    void linesOfAllKindsComeNewestFirst() {
        HistoryPage page = page();

        assertThat(phases(page)).containsExactly("START", "DENIED", "ANSWERED", "SESSION", "ASKED", "SESSION");
        assertThat(page.next()).isEmpty();
        assertThat(page.complete()).isTrue();
        assertThat(page.indexedTo()).contains(JournalLines.START.plusSeconds(5));
        assertThat(page.damaged()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "ANNA", "CORP\\anna", "corp\\Anna"})
    void aUserIsFoundAsAccountOrCallerWithOrWithoutDomainInAnyCase(String name) {
        assertThat(found("user", name)).contains("ANSWERED", "ASKED", "SESSION").doesNotContain("START");
        assertThat(found("user", name).contains("DENIED")).isEqualTo(!name.contains("\\"));
    }

    @Test
    void aUserOfAnotherDomainIsNotFound() {
        assertThat(found("user", "LAB\\anna")).isEmpty();
    }

    @Test
    void theCallerIsFoundByName() {
        assertThat(found("user", "otto")).containsExactly("ANSWERED", "ASKED");
    }

    @Test
    void hostSessionAndKindAreConditionsToo() {
        assertThat(found("host", "ts02")).containsExactly("SESSION");
        assertThat(found("session", JournalLines.KEY)).containsExactly("ANSWERED", "ASKED", "SESSION");
        assertThat(found("kind", "denials")).containsExactly("DENIED");
        assertThat(found("user", "anna", "kind", "sessions")).containsExactly("SESSION");
        assertThat(found("user", "anna", "host", "TS02")).isEmpty();
    }

    @Test
    void fromIsIncludedAndToIsNot() {
        assertThat(found("from", "2026-03-02T08:00:02Z", "to", "2026-03-02T08:00:04Z"))
                .containsExactly("ANSWERED", "SESSION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or 1=1 --",
                "a\"b",
                "%",
                "*",
                "_",
                "a b",
                "ann?",
                "a\nb",
                "\0",
                "\u0130nci",
                "\uD83D\uDE00",
                "\u202Eanna"
            })
    void namesWithQuotesWildcardsAndSqlAreNames(String name) {
        journal.session("logoffd.session.logon", "x", "TS03:9:2026-03-02T07:31:00Z", "CORP\\" + name);

        assertThat(page("user", name).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.text("account")).isEqualTo("CORP\\" + name));
    }

    @Test
    void aLineIsFoundRightAfterItWasAppended() {
        for (int i = 0; i < 50; i++) {
            journal.session("logoffd.session.locked", "line " + i);

            assertThat(page("limit", "1").lines().get(0).text("message")).isEqualTo("line " + i);
        }
    }

    @Test
    void pagesHaveEachLineOnceWhateverIsAppendedMeanwhile() {
        for (int i = 0; i < 25; i++) {
            journal.session("logoffd.session.locked", "line " + i);
        }
        List<String> messages = new ArrayList<>();
        String cursor = "";
        do {
            HistoryPage page = page("limit", "4", "cursor", cursor, "kind", "sessions");
            page.lines().forEach(line -> messages.add(line.text("message")));
            journal.session("logoffd.session.locked", "later");
            cursor = page.next();
        } while (!cursor.isEmpty());

        assertThat(messages)
                .hasSize(27)
                .doesNotHaveDuplicates()
                .startsWith("line 24")
                .endsWith("CORP\\anna logged on.");
    }

    @Test
    void aCursorOfAnotherQueryIsRefused() {
        String cursor = page("limit", "1", "user", "anna").next();

        assertThat(cursor).isNotEmpty();
        assertThatThrownBy(() -> page("user", "otto", "cursor", cursor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cursor is \"" + cursor + "\", which is of another query. Give the value of next with the"
                        + " parameters that gave it, or no cursor for the newest lines.");
        assertThatThrownBy(() -> page("cursor", "nonsense")).hasMessageContaining("is not one that this service gave");
    }

    @Test
    void damagedLinesAndForeignBytesAreCountedAndNotTheEnd() {
        journal.raw("sessions.jsonl", "{\"time\":\"2026-03-02T08:1\n")
                .raw("sessions.jsonl", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0, '\n'})
                .raw("sessions.jsonl", "\n")
                .raw("sessions.jsonl", "{\"time\":\"+999999999-01-01T00:00:00Z\",\"phase\":\"SESSION\"}\n")
                .raw("sessions.jsonl", "x".repeat(300_000) + '\n')
                .session("logoffd.session.locked", "after the damage");

        HistoryPage page = page();

        assertThat(page.lines().get(0).text("message")).isEqualTo("after the damage");
        assertThat(page.lines()).hasSize(7);
        assertThat(page.damaged()).isEqualTo(4);
    }

    @Test
    void aLineThatWasChangedAfterItWasIndexedIsCountedAsDamaged() throws Exception {
        Path file = folder.resolve("service.jsonl");
        assertThat(found("kind", "service")).hasSize(1);
        journal.line("service.jsonl", "STOP", "message", "The service stops.");
        assertThat(found("kind", "service")).hasSize(2);
        String text = Files.readString(file);
        int stop = text.indexOf("STOP");
        Files.writeString(file, text.substring(0, stop - 1) + "#" + text.substring(stop));

        HistoryPage page = page("kind", "service");

        assertThat(phases(page)).containsExactly("START");
        assertThat(page.damaged()).isEqualTo(1);
    }

    @Test
    void aHalfLineIsIndexedWhenItIsComplete() {
        journal.raw("service.jsonl", "{\"time\":\"2026-03-02T09:00:00Z\",\"phase\":\"STOP\",");
        assertThat(found("kind", "service")).containsExactly("START");

        journal.raw("service.jsonl", "\"message\":\"x\"}\n");

        assertThat(found("kind", "service")).containsExactly("STOP", "START");
    }

    @Test
    void linesAreFoundAfterTheirFileWasRenamed() throws Exception {
        Files.move(folder.resolve("sessions.jsonl"), folder.resolve("sessions.20260302T090000000Z.jsonl"));
        journal.session("logoffd.session.locked", "in the new file");

        HistoryPage page = page("kind", "sessions");

        assertThat(page.lines()).hasSize(3);
        assertThat(page.damaged()).isZero();
    }

    @Test
    void linesOfAnExpiredFileVanish() throws Exception {
        Files.move(folder.resolve("sessions.jsonl"), folder.resolve("sessions.20260302T090000000Z.jsonl"));
        journal.session("logoffd.session.locked", "in the new file");
        assertThat(found("kind", "sessions")).hasSize(3);

        Files.delete(folder.resolve("sessions.20260302T090000000Z.jsonl"));

        assertThat(found("kind", "sessions")).hasSize(1);
        Await.until("the lines are gone", () -> history.totals().lines() == 5);
        assertThat(history.totals().oldest()).contains(JournalLines.START.plusSeconds(1));
    }

    @Test
    void aFileThatWasReplacedByAShorterOneIsIndexedAnew() throws Exception {
        Path file = folder.resolve("sessions.jsonl");
        String first = Files.readString(file).lines().findFirst().orElseThrow();
        assertThat(found("kind", "sessions")).hasSize(2);

        Files.writeString(file, first + '\n');

        assertThat(found("kind", "sessions")).hasSize(1);
    }

    @Test
    void theIndexIsKeptAcrossRestarts() throws Exception {
        String cursor = page("limit", "2").next();
        history.close();

        history = journal.openWhole();

        assertThat(found("cursor", cursor)).containsExactly("ANSWERED", "SESSION", "ASKED", "SESSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an index", "H:2,block:2"})
    void anIndexThatIsDamagedIsMadeAnew(String content) throws Exception {
        history.close();
        Files.writeString(journal.index(), content);

        history = journal.openWhole();

        assertThat(found()).hasSize(6);
        assertThat(history.problem()).isEmpty();
    }

    @Test
    void anIndexOfAnotherVersionIsMadeAnew() throws Exception {
        String cursor = page("limit", "2").next();
        history.close();
        try (MVStore store = MVStore.open(journal.index().toString())) {
            store.setStoreVersion(99);
        }

        history = journal.openWhole();

        assertThat(found()).hasSize(6);
        assertThatThrownBy(() -> page("cursor", cursor)).hasMessageContaining("an index that was made anew since");
    }

    @Test
    void anIndexWhosePagesAreDamagedIsMadeAnew() throws Exception {
        history.close();
        byte[] bytes = Files.readAllBytes(journal.index());
        for (int i = 8192; i < bytes.length; i++) {
            bytes[i] = 7;
        }
        Files.write(journal.index(), bytes);

        history = journal.openWhole();

        assertThat(found()).hasSize(6);
    }

    @Test
    void aCursorOfAnIndexThatWasMadeAnewIsRefused() throws Exception {
        String cursor = page("limit", "2").next();
        history.close();
        Files.delete(journal.index());

        history = journal.openWhole();

        assertThatThrownBy(() -> page("cursor", cursor)).hasMessageContaining("an index that was made anew since");
    }

    @Test
    void withoutAnIndexThereIsAProblemAndNoShortList() throws Exception {
        history.close();
        Files.delete(journal.index());
        Files.createDirectory(journal.index());

        history = journal.open();
        Await.until("a problem is reported", () -> history.problem().isPresent());

        assertThat(history.problem().orElseThrow())
                .startsWith("The history cannot be queried, since its index " + journal.index() + " cannot be used (");
        assertThatThrownBy(() -> page()).hasCauseInstanceOf(HistoryUnavailableException.class);
    }

    @Test
    void linesOfEarlierVersionsAreFoundByTheirKind() {
        journal.raw("audit.20250302T090000000Z.jsonl", """
                {"time":"2025-03-02T08:00:00Z","phase":"DENIED","channel":"http","user":"old","message":"x","count":1}
                {"time":"2025-03-02T08:00:01Z","phase":"RELOAD","message":"The users were reloaded."}
                """);

        assertThat(found("kind", "denials")).containsExactly("DENIED", "DENIED");
        assertThat(found("kind", "service")).containsExactly("START", "RELOAD");
        assertThat(found("kind", "acts")).containsExactly("ANSWERED", "ASKED");
    }

    @Test
    void theTotalsAreThoseOfAllFiles() {
        assertThat(history.totals().lines()).isEqualTo(6);
        assertThat(history.totals().oldest()).contains(JournalLines.START);
        assertThat(history.totals().newest()).contains(JournalLines.START.plusSeconds(5));
        assertThat(history.totals().bytes()).isGreaterThan(1000);
    }
}
