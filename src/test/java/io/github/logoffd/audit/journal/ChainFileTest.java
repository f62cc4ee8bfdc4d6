package io.github.logoffd.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.RecordedLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Lines go into one file until it is full, then into the next; each is whole and has the hash of the one before. */
class ChainFileTest {

    private static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");
    private static final Duration DAYS = Duration.ofDays(20);

    /** A line of these tests, with its line end: each has the same size. */
    private static final int LINE = 133;

    @TempDir
    private Path temporary;

    private Path folder;
    private Path path;
    private final MutableClock clock = new MutableClock(TIME);
    private final AtomicLong numbers = new AtomicLong(100);
    private final List<Anchor> anchors = new ArrayList<>();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("logs"));
        path = folder.resolve("audit.jsonl");
    }

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
    void halfALineIsEndedAndTheNextOneSaysSo() throws Exception {
        Files.writeString(path, "{\"whole\":1}\n{\"hal");

        try (ChainFile file = open(1000)) {
            append(file, "a");
        }

        List<String> lines = Files.readAllLines(path);
        assertThat(lines).hasSize(4).startsWith("{\"whole\":1}", "{\"hal");
        assertThat(lines.get(2)).contains("\"phase\":\"CUT\"", "is incomplete", hash("{\"hal"));
        assertThat(lines.get(3)).contains(hash(lines.get(2)));
    }

    @Test
    void aFileThatCannotBeRenamedIsWrittenOnAndThatIsReportedOnce() throws Exception {
        Path obstacle = Files.createDirectory(folder.resolve("audit.20260302T101530000Z.jsonl"));
        try (RecordedLog log = new RecordedLog(ChainFile.class);
                ChainFile file = open(1)) {
            append(file, "a", "b", "c", "d");
            assertThat(Files.readAllLines(path)).hasSize(4);
            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("WARN")
                    .contains("cannot be renamed");

            Files.delete(obstacle);
            append(file, "e");
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).hasSize(5);
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void aReaderOnWindowsOnlyPutsTheRenamingOff() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a");
            try (RandomAccessFile reader = new RandomAccessFile(path.toFile(), "r")) {
                append(file, "b", "c");
                assertThat(reader.readLine()).contains("\"a\"");
                assertThat(names()).containsExactly("audit.jsonl");
            }
            append(file, "d");
        }

        assertThat(names()).hasSize(2);
        assertThat(allLines()).hasSize(4);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a folder with an open file.")
    void aFolderThatIsGoneIsAnErrorUntilItIsBack() throws Exception {
        try (ChainFile file = open(1)) {
            append(file, "a");
            Path elsewhere = temporary.resolve("elsewhere");
            Files.move(folder, elsewhere);
            assertThatIOException().isThrownBy(() -> append(file, "b"));

            Files.move(elsewhere, folder);
            append(file, "c");
        }

        assertThat(texts()).containsExactly("a", "c");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aFileThatWasDeletedIsNoticedBeforeTheNextLine() throws Exception {
        try (RecordedLog log = new RecordedLog(ChainFile.class);
                ChainFile file = open(1000)) {
            append(file, "a", "b");
            String last = allLines().get(1);
            Files.delete(path);
            append(file, "c");

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains(path + " was removed, replaced or changed by another program: it had " + 2 * LINE
                            + " bytes and has 0.");
            assertThat(Files.readAllLines(path))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("\"phase\":\"CHANGED\"", hash(last));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aFileThatWasRenamedOrReplacedIsNoticed() throws Exception {
        try (ChainFile file = open(1000)) {
            append(file, "a");
            Files.move(path, folder.resolve("audit.jsonl.1"));
            append(file, "b");
            assertThat(phases()).containsExactly("CHANGED", "b");

            Path other = Files.writeString(folder.resolve("other"), Files.readString(path));
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            append(file, "c");
        }
        assertThat(phases()).containsExactly("CHANGED", "b", "CHANGED", "c");
        assertThat(Files.readString(folder.resolve("audit.jsonl.1"))).contains("\"a\"");
    }

    @Test
    void aFileThatAnotherProgramHasCutOrWrittenToIsNoticed() throws Exception {
        try (RecordedLog log = new RecordedLog(ChainFile.class);
                ChainFile file = open(1000)) {
            append(file, "a", "b");
            Files.writeString(path, "");
            append(file, "c");
            assertThat(phases()).containsExactly("CHANGED", "c");
            assertThat(log.lines()).singleElement().asString().contains("it had 266 bytes and has 0.");

            Files.writeString(path, "half", StandardOpenOption.APPEND);
            append(file, "d");
        }
        assertThat(phases()).containsExactly("CHANGED", "c", "half", "CUT", "CHANGED", "d");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let go of a file that is open.")
    void aLinkOrFolderInItsPlaceIsNotWrittenTo() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "of others\n");
        try (ChainFile file = open(1000)) {
            append(file, "a");
            Files.delete(path);
            Files.createSymbolicLink(path, target);
            assertThatIOException().isThrownBy(() -> append(file, "b")).withMessageContaining("link");

            Files.delete(path);
            Files.createDirectory(path);
            assertThatIOException().isThrownBy(() -> append(file, "b"));
        }
        assertThat(target).hasContent("of others\n");
        Files.delete(path);
        Files.createSymbolicLink(path, target);
        assertThatIOException().isThrownBy(() -> open(1000));
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

    /** Files of this many lines. */
    private ChainFile open(int lines) throws IOException {
        return open(new Retention(DAYS, 20L * lines * LINE));
    }

    private ChainFile open(Retention retention) throws IOException {
        return new ChainFile.Builder(
                        JournalKind.ACTS,
                        path,
                        JournalFixture.FILES,
                        retention,
                        clock,
                        numbers::incrementAndGet,
                        anchors::add)
                .open();
    }

    private Map<String, Object> line(String text) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.put("x", text);
        return line;
    }

    private void append(ChainFile file, String... texts) throws IOException {
        for (String text : texts) {
            file.append(List.of(line(text)), Long.MAX_VALUE);
        }
    }

    private static String hash(String line) {
        return Chain.hash(line.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> allLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : names()) {
            lines.addAll(Files.readAllLines(folder.resolve(name)));
        }
        return lines;
    }

    private List<String> texts() throws IOException {
        return allLines().stream().map(line -> text(line, "x")).toList();
    }

    /** Returns the phases of the current file, or the texts where there is none. */
    private List<String> phases() throws IOException {
        return Files.readAllLines(path).stream()
                .map(line -> line.contains("\"phase\"") ? text(line, "phase") : text(line, "x"))
                .toList();
    }

    private static String text(String line, String field) {
        return JournalLine.parse(line.getBytes(StandardCharsets.UTF_8))
                .map(fields -> (String) fields.get(field))
                .orElse(line);
    }
}
