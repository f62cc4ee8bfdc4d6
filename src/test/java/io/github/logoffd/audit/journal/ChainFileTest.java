package io.github.logoffd.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Lines go into one file until it is full, then into the next; each is whole and has the hash of the one before. */
class ChainFileTest extends ChainFiles {

    @Test
    void eachLineHasItsNumberAndTheHashOfTheOneBefore() throws Exception {
        try (ChainFile file = open(1000)) {
            file.append(List.of(line("a"), line("b")), Long.MAX_VALUE);
            append(file, "c");
        }

        List<String> lines = Files.readAllLines(path);
        assertThat(lines.get(0))
                .isEqualTo("{\"time\":\"" + TIME + "\",\"x\":\"a\",\"sequence\":101,\"previous\":\"" + "0".repeat(64)
                        + "\"}");
        assertThat(lines.get(1)).contains("\"x\":\"b\",\"sequence\":102,\"previous\":\"" + hash(lines.get(0)) + "\"}");
        assertThat(lines.get(2)).contains("\"x\":\"c\",\"sequence\":103,\"previous\":\"" + hash(lines.get(1)) + "\"}");
        assertThat(lines).allMatch(line -> line.length() == LINE - 1);
    }

    @Test
    void aFullFileIsRenamedBeforeTheLineThatDoesNotFitAndTheChainGoesOn() throws Exception {
        try (ChainFile file = open(2)) {
            append(file, "a", "b");
            assertThat(names()).containsExactly("audit.jsonl");

            append(file, "c");
        }

        Path older = folder.resolve("audit.20260302T101530000Z.jsonl");
        assertThat(names()).containsExactly("audit.20260302T101530000Z.jsonl", "audit.jsonl");
        assertThat(Files.readAllLines(older)).hasSize(2);
        assertThat(Files.readString(path))
                .contains(hash(Files.readAllLines(older).get(1)));
        assertThat(anchors)
                .containsExactly(new Anchor(
                        JournalKind.ACTS, 102, hash(Files.readAllLines(older).get(1)), TIME));
    }

    @Test
    void theChainGoesOnAfterARestartAlsoInANewFile() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a");
        }
        Files.move(path, folder.resolve("audit.20260302T101530000Z.jsonl"));
        try (ChainFile file = open(1)) {
            append(file, "b");
        }

        assertThat(Files.readString(path)).contains(hash(allLines().get(0)));
    }

    @Test
    void aLineThatIsLongerThanAFileIsWrittenWhole() throws Exception {
        try (ChainFile file = open(0)) {
            append(file, "a", "b");
        }

        assertThat(names()).hasSize(2);
        assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void filesThatAreFullWithinOneMillisecondHaveNamesOfTheirOwn() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a", "b", "c");
        }

        assertThat(names())
                .containsExactly("audit.20260302T101530000Z.jsonl", "audit.20260302T101530001Z.jsonl", "audit.jsonl");
    }

    @Test
    void aFileWhoseFirstLineIsOldIsRenamedBeforeTheNext() throws Exception {
        try (ChainFile file = open(1000)) {
            append(file, "a");
            clock.advance(DAYS.dividedBy(20));
            append(file, "b");
            assertThat(names()).hasSize(1);
        }
        clock.advance(Duration.ofSeconds(1));
        try (ChainFile file = open(1000)) {
            append(file, "c");
        }

        assertThat(names()).hasSize(2);
        assertThat(texts()).containsExactly("a", "b", "c");
    }

    /** They contain the names of users. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "These are the permissions of POSIX.")
    void theFileAndThoseThatArePutAsideAreTheOwnersOnly() throws Exception {
        try (ChainFile file = open(2)) {
            append(file, "a", "b", "c");
        }

        assertThat(names()).hasSize(2);
        for (String name : names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFileExpiresWhenAllOfItsLinesAreOlderThanIsKept() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a");
            clock.advance(Duration.ofDays(1));
            append(file, "b");
            clock.advance(DAYS);
            assertThat(file.oldestExpired()).isEmpty();

            clock.advance(Duration.ofMillis(1));
            Expired expired = file.oldestExpired().orElseThrow();
            assertThat(expired)
                    .isEqualTo(new Expired(
                            JournalKind.ACTS,
                            folder.resolve("audit.20260303T101530000Z.jsonl"),
                            101,
                            101,
                            LINE,
                            hash(allLines().get(0))));
            assertThat(file.bytes()).isEqualTo(2 * LINE);
            file.delete(expired);
            assertThat(file.bytes()).isEqualTo(LINE);
            assertThat(file.oldestExpired()).isEmpty();
        }

        assertThat(texts()).containsExactly("b");
    }

    @Test
    void whatIsKeptForEverDoesNotExpire() throws Exception {
        try (ChainFile file = open(new Retention(Duration.ZERO, 20 * LINE))) {
            append(file, "a", "b");
            clock.advance(Duration.ofDays(40_000));

            assertThat(file.oldestExpired()).isEmpty();
        }
    }

    @Test
    void aClockThatWasSetBackDoesNotMakeTheNewestTheOldest() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a", "b");
            clock.advance(Duration.ofDays(-400));
            append(file, "c");
        }

        assertThat(texts()).containsExactly("a", "b", "c");
        assertThat(names())
                .containsExactly("audit.20260302T101530000Z.jsonl", "audit.20260302T101530001Z.jsonl", "audit.jsonl");
    }

    @Test
    void noOtherFileCountsAsOneOfThese() throws Exception {
        List<String> others = List.of(
                "audit.2026.jsonl",
                "audit.20260302T101530000Z.json",
                "audit.20261302T101530000Z.jsonl",
                "audit.backup.jsonl",
                "countdowns.txt",
                "myaudit.20200302T101530000Z.jsonl");
        for (String name : others) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.createDirectories(folder.resolve("audit.20000101T000000000Z.jsonl"));

        try (ChainFile file = open(1)) {
            append(file, "a");

            assertThat(file.bytes()).isEqualTo(LINE);
            assertThat(file.oldestExpired()).isEmpty();
        }
    }

    @Test
    void linesThatExceedTheSpaceAreNotWritten() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a", "b");

            assertThatIOException()
                    .isThrownBy(() -> file.append(List.of(line("c")), 3 * LINE - 1))
                    .isInstanceOf(NoSpaceException.class)
                    .withMessage("The journal of acts has used up its space of " + 20 * LINE
                            + " bytes (history.maxBytes.acts) with lines younger than history.keep.acts. Give it more"
                            + " space, or archive its oldest files elsewhere.");
            file.append(List.of(line("d")), 3 * LINE);
        }

        assertThat(texts()).containsExactly("a", "b", "d");
        assertThat(Files.readString(path)).contains(hash(allLines().get(1)));
    }

    @Test
    void aFileIsContinuedAndCountedFromItsSize() throws Exception {
        for (String text : List.of("a", "b", "c")) {
            try (ChainFile file = open(2)) {
                append(file, text);
            }
        }

        assertThat(names()).hasSize(2);
        assertThat(texts()).containsExactly("a", "b", "c");
    }

    @Test
    void manyLinesAtOnceAreInOneFile() throws Exception {
        try (ChainFile file = open(2)) {
            file.append(Collections.nCopies(5, line("a")), Long.MAX_VALUE);
            append(file, "b");
        }

        assertThat(names()).hasSize(2);
        assertThat(Files.readAllLines(path)).hasSize(1);
    }

    @Test
    void theLastLinesAreReadAcrossFilesAndWhole() throws Exception {
        List<String> read = new ArrayList<>();
        try (ChainFile file = open(4)) {
            for (int i = 0; i < 10; i++) {
                append(file, Integer.toString(i));
            }
            assertThat(file.readLast(3 * LINE + LINE / 2, read::add)).isFalse();
            assertThat(read).hasSize(3).first().asString().contains("\"x\":\"7\"");
            read.clear();
            assertThat(file.readLast(100 * LINE, read::add)).isTrue();
        }
        assertThat(read).hasSize(10).first().asString().contains("\"x\":\"0\"");
    }

    @Test
    void manyWritersLoseNoLineAndKeepTheChain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ChainFile file = open(30)) {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String text = "line-" + i;
                writers.add(() -> {
                    append(file, text);
                    return null;
                });
            }
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(texts())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "line-" + i).toList());
        assertThat(names()).hasSizeGreaterThan(5);
        assertThat(JournalCheck.of(JournalFiles.beside(path), List.of()).findings())
                .isEmpty();
    }
}
