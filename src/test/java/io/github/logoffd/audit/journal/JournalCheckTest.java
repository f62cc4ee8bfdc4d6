package io.github.logoffd.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way of tampering is found, and what is whole is said to be. */
class JournalCheckTest {

    private static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(TIME);
    private final List<Anchor> anchors = new ArrayList<>();
    private JournalFiles names;

    /** Ten acts and ten changes of sessions, in files of about three lines. */
    @BeforeEach
    void write() throws Exception {
        names = JournalFiles.beside(folder.resolve("audit.jsonl"));
        try (Journal journal = open()) {
            for (int i = 0; i < 10; i++) {
                journal.announce(List.of(Lines.sentence(clock.instant(), "ASKED", "act " + i)));
                journal.note(JournalKind.SESSIONS, List.of(Lines.sentence(clock.instant(), "SESSION", "change " + i)));
                clock.advance(Duration.ofMinutes(1));
            }
        }
    }

    private Journal open() throws IOException {
        return JournalFixture.open(
                folder.resolve("audit.jsonl"), clock, new Retention(Duration.ofDays(20), 10_000), anchors::addAll);
    }

    private Verdict check() throws IOException {
        return JournalCheck.of(names, anchors);
    }

    private List<Path> files(JournalKind kind) throws IOException {
        return names.of(kind).stream().map(JournalFile::path).toList();
    }

    @Test
    void whatNobodyTouchedIsWholeAndConfirmedByTheNewestAnchor() throws Exception {
        Verdict verdict = check();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.isWhole()).isTrue();
        assertThat(verdict.lines()).isEqualTo(20);
        assertThat(verdict.earlierLines()).isZero();
        assertThat(verdict.confirmed()).contains(TIME.plus(Duration.ofMinutes(9)));
        long size = 0;
        for (JournalKind kind : JournalKind.values()) {
            for (Path file : files(kind)) {
                size += Files.size(file);
            }
        }
        assertThat(verdict.bytes()).isEqualTo(size);
    }

    @Test
    void withoutAnchorsNothingIsConfirmed() throws Exception {
        assertThat(JournalCheck.of(names, List.of()).isWhole()).isTrue();
        assertThat(JournalCheck.of(names, List.of()).confirmed()).isEmpty();
    }

    /** Ways of tampering with the files of one kind that break its chain. */
    enum Tampering {
        A_LINE_IS_CHANGED {
            @Override
            void with(List<Path> files) throws IOException {
                Path file = files.get(1);
                Files.writeString(file, Files.readString(file).replaceFirst("(act|change) \\d", "something else"));
            }
        },
        ONE_BYTE_IS_CHANGED {
            @Override
            void with(List<Path> files) throws IOException {
                byte[] bytes = Files.readAllBytes(files.get(1));
                bytes[bytes.length / 2] ^= 1;
                Files.write(files.get(1), bytes);
            }
        },
        A_LINE_IS_REMOVED {
            @Override
            void with(List<Path> files) throws IOException {
                List<String> lines = new ArrayList<>(Files.readAllLines(files.get(1)));
                lines.remove(1);
                Files.write(files.get(1), lines);
            }
        },
        THE_LAST_LINES_ARE_REMOVED {
            @Override
            void with(List<Path> files) throws IOException {
                Files.write(files.get(files.size() - 1), new byte[0]);
            }
        },
        TWO_LINES_ARE_SWAPPED {
            @Override
            void with(List<Path> files) throws IOException {
                List<String> lines = new ArrayList<>(Files.readAllLines(files.get(1)));
                Collections.swap(lines, 0, 1);
                Files.write(files.get(1), lines);
            }
        },
        A_LINE_IS_REPEATED {
            @Override
            void with(List<Path> files) throws IOException {
                List<String> lines = new ArrayList<>(Files.readAllLines(files.get(1)));
                lines.add(1, lines.get(0));
                Files.write(files.get(1), lines);
            }
        },
        A_FOREIGN_LINE_IS_ADDED {
            @Override
            void with(List<Path> files) throws IOException {
                List<String> lines = new ArrayList<>(Files.readAllLines(files.get(1)));
                lines.add(1, "{\"time\":\"2026-03-02T10:15:30Z\",\"phase\":\"ASKED\"}");
                Files.write(files.get(1), lines);
            }
        },
        THE_OLDEST_FILE_IS_REMOVED {
            @Override
            void with(List<Path> files) throws IOException {
                Files.delete(files.get(0));
            }
        },
        A_FILE_IN_BETWEEN_IS_REMOVED {
            @Override
            void with(List<Path> files) throws IOException {
                Files.delete(files.get(1));
            }
        },
        THE_NEWEST_FILE_IS_REMOVED {
            @Override
            void with(List<Path> files) throws IOException {
                Files.delete(files.get(files.size() - 1));
            }
        },
        TWO_FILES_ARE_EXCHANGED {
            @Override
            void with(List<Path> files) throws IOException {
                byte[] first = Files.readAllBytes(files.get(0));
                Files.write(files.get(0), Files.readAllBytes(files.get(1)));
                Files.write(files.get(1), first);
            }
        },
        ALL_FILES_ARE_REMOVED {
            @Override
            void with(List<Path> files) throws IOException {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        },
        A_LINE_IS_CUT_WITHOUT_SAYING_SO {
            @Override
            void with(List<Path> files) throws IOException {
                List<String> lines = new ArrayList<>(Files.readAllLines(files.get(1)));
                lines.set(1, lines.get(1).substring(0, 40));
                Files.write(files.get(1), lines);
            }
        };

        abstract void with(List<Path> files) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void tamperingWithActsIsFound(Tampering tampering) throws Exception {
        tampering.with(files(JournalKind.ACTS));

        assertThat(check().isWhole()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void tamperingWithChangesOfSessionsIsFound(Tampering tampering) throws Exception {
        tampering.with(files(JournalKind.SESSIONS));

        assertThat(check().isWhole()).isFalse();
    }

    /** Who can write the files can also compute hashes; only what was anchored elsewhere shows it. */
    @Test
    void aChainThatWasMadeAnewIsFoundByTheAnchors() throws Exception {
        for (Path file : files(JournalKind.ACTS)) {
            Files.delete(file);
        }
        List<Anchor> ignored = new ArrayList<>();
        try (Journal journal = JournalFixture.open(
                folder.resolve("audit.jsonl"), clock, new Retention(Duration.ZERO, 1 << 20), ignored::addAll)) {
            for (int i = 0; i < 30; i++) {
                journal.announce(List.of(Lines.sentence(TIME, "ASKED", "another act " + i)));
            }
        }

        assertThat(JournalCheck.of(names, List.of()).isWhole())
                .as("without anchors")
                .isTrue();
        assertThat(check().findings()).isNotEmpty();
    }

    @Test
    void aFindingNamesThePlace() throws Exception {
        Path file = files(JournalKind.ACTS).get(1);
        Files.writeString(file, Files.readString(file).replaceFirst("act \\d", "something else"));

        assertThat(JournalCheck.of(names, List.of()).findings())
                .first()
                .asString()
                .isEqualTo(
                        "Before line 2 of " + file.getFileName() + ", lines were changed, removed, moved or exchanged:"
                                + " that line does not follow the one before it.");
    }

    @Test
    void halfALineThatTheNextOneExplainsIsNoTampering() throws Exception {
        Path current = names.current(JournalKind.ACTS);
        Files.writeString(current, Files.readString(current) + "{\"time\":\"2026-03-02T10:2");
        assertThat(check().findings()).as("while it is the last one").isEmpty();

        try (Journal journal = open()) {
            journal.announce(List.of(Lines.sentence(clock.instant(), "ASKED", "after the power cut")));
        }

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void aFileThatHasExpiredIsNotMissingButOneMoreIs() throws Exception {
        clock.advance(Duration.ofDays(21));
        try (Journal journal = open()) {
            journal.keepHouse();
        }
        assertThat(check().findings()).isEmpty();

        Files.delete(files(JournalKind.SESSIONS).get(0));

        assertThat(check().findings()).isNotEmpty();
    }

    /** Who can write the files can also say that the lines of others have expired. */
    @Test
    void anExpiryThatNoAnchorConfirmsIsNone() throws Exception {
        List<Path> sessions = files(JournalKind.SESSIONS);
        Map<String, Object> expiry = Expired.of(JournalKind.SESSIONS, sessions.get(sessions.size() - 1))
                .fields(clock.instant());
        try (Journal forger = JournalFixture.open(folder.resolve("audit.jsonl"), clock)) {
            forger.answer(List.of(expiry));
        }
        for (Path file : sessions) {
            Files.delete(file);
        }

        assertThat(JournalCheck.of(names, List.of()).isWhole())
                .as("without anchors")
                .isTrue();
        assertThat(check().findings())
                .singleElement()
                .asString()
                .startsWith("Line 20 of the sessions, anchored at ")
                .contains("is missing");
    }

    /** An anchor confirms everything that was written before it. */
    @Test
    void whatWasChangedBeforeAnAnchorOfAnotherKindIsFound() throws Exception {
        Path acts = names.current(JournalKind.ACTS);
        try (Journal journal = open()) {
            journal.announce(List.of(Lines.sentence(clock.instant(), "ASKED", "act 10")));
            int before = anchors.size();
            while (anchors.size() == before) {
                journal.note(JournalKind.SESSIONS, List.of(Lines.sentence(clock.instant(), "SESSION", "change")));
            }
            clock.advance(Duration.ofMinutes(1));
            Files.writeString(acts, Files.readString(acts).replace("act 10", "act 11"));

            assertThat(check().confirmed()).contains(TIME.plus(Duration.ofMinutes(10)));
            assertThat(check().findings()).isNotEmpty();
        }
    }

    @Test
    void anchorsAreFoundInAnyText() {
        String hash = "0123456789abcdef".repeat(4);
        Anchor anchor = new Anchor(JournalKind.DENIALS, 77, hash, TIME);

        assertThat(JournalCheck.anchorsIn(Stream.of(
                        "Event[0]:", "  <Data>" + anchor.text() + "</Data>", "logoffd-anchor acts 1 short 2026", "")))
                .containsExactly(anchor);
    }

    @Test
    void foreignBytesAreFoundAndDoNotEndTheCheck() throws Exception {
        Path file = files(JournalKind.ACTS).get(0);
        byte[] bytes = Files.readAllBytes(file);
        byte[] foreign = new byte[100_000];
        System.arraycopy(bytes, 0, foreign, 0, bytes.length);
        Files.write(file, foreign);

        Verdict verdict = check();

        assertThat(verdict.findings()).isNotEmpty();
        assertThat(verdict.lines()).isGreaterThan(15);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("act 0");
    }
}
