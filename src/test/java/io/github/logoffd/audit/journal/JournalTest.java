package io.github.logoffd.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four kinds of lines, each with space and time of its own, and one number over all. */
class JournalTest {

    private static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");
    private static final Duration DAYS = Duration.ofDays(20);
    private static final String FILLER = "x".repeat(1000);

    /** About 33 lines with the filler. */
    private static final long SPACE = 40_000;

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(TIME);
    private final List<Anchor> anchors = new ArrayList<>();

    private Journal open() throws IOException {
        return JournalFixture.open(folder.resolve("audit.jsonl"), clock, new Retention(DAYS, SPACE), anchors::addAll);
    }

    private List<Map<String, Object>> line(String message) {
        return List.of(Lines.sentence(clock.instant(), "TEST", message));
    }

    private String text(JournalKind kind) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JournalFile file :
                JournalFiles.beside(folder.resolve("audit.jsonl")).of(kind)) {
            text.append(Files.readString(file.path()));
        }
        return text.toString();
    }

    @Test
    void linesOfAllKindsHaveOneNumberAlsoAfterARestart() throws Exception {
        try (Journal journal = open()) {
            journal.announce(line("a"));
            journal.note(JournalKind.SESSIONS, line("b"));
            journal.answer(line("c"));
        }
        try (Journal journal = open()) {
            journal.note(JournalKind.DENIALS, line("d"));
            journal.note(JournalKind.SERVICE, line("e"));
        }

        assertThat(text(JournalKind.ACTS)).contains("\"a\",\"sequence\":1,", "\"c\",\"sequence\":3,");
        assertThat(text(JournalKind.SESSIONS)).contains("\"b\",\"sequence\":2,");
        assertThat(text(JournalKind.DENIALS)).contains("\"d\",\"sequence\":4,");
        assertThat(text(JournalKind.SERVICE)).contains("\"e\",\"sequence\":5,");
    }

    @Test
    void linesOfAnEarlierVersionAreContinued() throws Exception {
        String earlier = "{\"time\":\"2026-03-02T10:00:00Z\",\"phase\":\"RELOAD\",\"message\":\"x\"}";
        Files.writeString(folder.resolve("audit.20260302T090000000Z.jsonl"), earlier + "\n");
        Files.writeString(folder.resolve("audit.jsonl"), earlier + "\n");

        try (Journal journal = open()) {
            journal.announce(line("a"));
        }

        assertThat(text(JournalKind.ACTS))
                .startsWith(earlier + "\n" + earlier + "\n{")
                .contains("\"sequence\":1,");
        Verdict verdict = JournalCheck.of(JournalFiles.beside(folder.resolve("audit.jsonl")), anchors);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.earlierLines()).isEqualTo(2);
    }

    @Test
    void aFloodOfOneKindCostsNoLineOfAnother() throws Exception {
        try (Journal journal = open()) {
            journal.announce(line("the act"));
            journal.note(JournalKind.SESSIONS, line("the change"));
            for (int i = 0; i < 1000; i++) {
                journal.note(JournalKind.DENIALS, line(FILLER));
            }
            journal.answer(line("the answer"));
        }

        assertThat(text(JournalKind.ACTS)).contains("the act", "the answer");
        assertThat(text(JournalKind.SESSIONS)).contains("the change");
        assertThat(text(JournalKind.DENIALS).length()).isLessThanOrEqualTo((int) SPACE);
    }

    @Test
    void linesWithoutSpaceAreCountedAndTheCountIsWritten() throws Exception {
        long written;
        try (RecordedLog log = new RecordedLog(JournalPart.class);
                Journal journal = open()) {
            assertThat(journal.problems()).isEmpty();
            for (int i = 0; i < 100; i++) {
                journal.note(JournalKind.DENIALS, line(FILLER));
                clock.advance(Duration.ofSeconds(1));
            }
            written = text(JournalKind.DENIALS).lines().count();
            assertThat(journal.problems().values())
                    .singleElement()
                    .asString()
                    .startsWith("The journal of denials cannot be written since ")
                    .contains("; " + (100 - written) + " lines were counted only.");
            assertThat(log.lines()).as("once for all of them").hasSize(1);

            journal.keepHouse();
            assertThat(journal.problems()).isEmpty();
        }

        assertThat(text(JournalKind.DENIALS).lines())
                .last()
                .asString()
                .contains("\"phase\":\"SUMMED\",\"count\":" + (100 - written))
                .contains("\"first\":\"" + TIME.plusSeconds(written) + "\",\"last\":\"" + TIME.plusSeconds(99) + '"');
    }

    @Test
    void aLineThatStandsForManyIsCountedAsMany() throws Exception {
        try (Journal journal = open()) {
            journal.note(JournalKind.DENIALS, line("x".repeat(50_000)), 700);
            journal.count(JournalKind.DENIALS, 5);
            journal.note(JournalKind.DENIALS, line("short"));
        }

        assertThat(text(JournalKind.DENIALS).lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"phase\":\"SUMMED\",\"count\":705");
    }

    @Test
    void actsWithoutSpaceAreRefusedAndThatIsSaidEarlier() throws Exception {
        try (Journal journal = open()) {
            while (text(JournalKind.ACTS).length() < SPACE * 9 / 10) {
                assertThat(journal.problems()).isEmpty();
                journal.announce(line(FILLER));
            }
            assertThat(journal.problems().values())
                    .singleElement()
                    .asString()
                    .contains(
                            "of 40000 bytes (history.maxBytes.acts); when they are used up, requests to act are refused");

            assertThatIOException()
                    .isThrownBy(() -> {
                        for (int i = 0; i < 5; i++) {
                            journal.announce(line(FILLER));
                        }
                    })
                    .withMessageContaining("The journal of acts has used up its space");
            journal.answer(line("of what was done"));
        }

        assertThat(text(JournalKind.ACTS)).contains("of what was done");
    }

    @Test
    void filesExpireOneOfAKindAtATimeAndTheActsSayWhich() throws Exception {
        try (Journal journal = open()) {
            for (int i = 0; i < 8; i++) {
                journal.note(JournalKind.SESSIONS, line(FILLER));
            }
            int files = journal.files().of(JournalKind.SESSIONS).size();
            assertThat(files).isGreaterThan(3);
            clock.advance(DAYS.plusSeconds(1));

            journal.keepHouse();
            assertThat(journal.files().of(JournalKind.SESSIONS)).hasSize(files - 1);
            journal.keepHouse();
            assertThat(journal.files().of(JournalKind.SESSIONS)).hasSize(files - 2);
        }

        assertThat(text(JournalKind.ACTS).lines())
                .hasSize(2)
                .allMatch(
                        line -> line.contains("\"phase\":\"EXPIRED\",\"kind\":\"sessions\",\"file\":\"sessions.2026"));
        assertThat(JournalCheck.of(JournalFiles.beside(folder.resolve("audit.jsonl")), anchors)
                        .findings())
                .isEmpty();
    }

    @Test
    void actsWithoutSpaceMakeRoomAtOnceByWhatHasExpired() throws Exception {
        try (Journal journal = open()) {
            for (int i = 0; i < 30; i++) {
                journal.announce(line(FILLER));
            }
            clock.advance(DAYS.plusSeconds(1));
            for (int i = 0; i < 20; i++) {
                journal.announce(line(FILLER));
            }
        }

        assertThat(text(JournalKind.ACTS)).contains("\"phase\":\"EXPIRED\",\"kind\":\"acts\"");
        assertThat(text(JournalKind.ACTS).length()).isLessThan((int) SPACE + 2000);
    }

    /** What an old file of acts says of expired files of other kinds must outlive it. */
    @Test
    void whenActsExpireWhatTheySayOfOtherKindsIsWrittenAnew() throws Exception {
        try (Journal journal = open()) {
            for (int i = 0; i < 4; i++) {
                journal.note(JournalKind.SESSIONS, line(FILLER));
            }
            clock.advance(DAYS.plusSeconds(1));
            journal.keepHouse();
            for (int i = 0; i < 3; i++) {
                journal.announce(line(FILLER));
            }
            clock.advance(DAYS.plusSeconds(1));
            journal.note(JournalKind.SESSIONS, line("young"));
            journal.keepHouse();
        }

        assertThat(text(JournalKind.ACTS)).contains("\"kind\":\"acts\"").contains("\"kind\":\"sessions\"");
        assertThat(JournalCheck.of(JournalFiles.beside(folder.resolve("audit.jsonl")), anchors)
                        .findings())
                .isEmpty();
    }

    @Test
    void anchorsAreStoredEachHourAndAtTheEndButNotTwice() throws Exception {
        try (Journal journal = open()) {
            journal.announce(line("a"));
            journal.note(JournalKind.SERVICE, line("b"));
            journal.keepHouse();
            assertThat(anchors).extracting(Anchor::sequence).containsExactlyInAnyOrder(1L, 2L);

            journal.keepHouse();
            assertThat(anchors).hasSize(2);
            journal.announce(line("c"));
        }

        assertThat(anchors).extracting(Anchor::sequence).hasSize(3).endsWith(3L);
        Verdict verdict = JournalCheck.of(JournalFiles.beside(folder.resolve("audit.jsonl")), anchors);
        assertThat(verdict.isWhole()).isTrue();
        assertThat(verdict.confirmed()).contains(TIME);
    }

    @Test
    void anObserverIsCalledForEachAppend() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Journal journal = open()) {
            journal.observe(calls::incrementAndGet);
            journal.announce(line("a"));
            journal.answer(line("b"));
            journal.note(JournalKind.SESSIONS, line("c"));
        }

        assertThat(calls).hasValue(3);
    }
}
