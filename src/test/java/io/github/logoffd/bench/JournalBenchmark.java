package io.github.logoffd.bench;

import io.github.logoffd.audit.journal.Journal;
import io.github.logoffd.audit.journal.JournalCheck;
import io.github.logoffd.audit.journal.JournalFixture;
import io.github.logoffd.audit.journal.Lines;
import io.github.logoffd.audit.journal.Verdict;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The journal: what a line costs beside the forced write that it needs, and how fast all lines are checked. Prints a
 * table; CONTRIBUTING has the command.
 */
final class JournalBenchmark {

    private static final int WRITES = 2000;
    private static final int LINES_AT_ONCE = 1000;
    private static final int BATCHES = 400;
    private static final String TEXT = "x".repeat(400);

    private JournalBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("logoffd-bench");
        System.out.println("| what | value |");
        System.out.println("|---|---|");
        appends(folder);
        check(folder.resolve("check/audit.jsonl"));
    }

    /** Both write in turns to the same disk. */
    private static void appends(Path folder) throws Exception {
        long[] bare = new long[WRITES];
        long[] lines = new long[WRITES];
        byte[] bytes = (TEXT + '\n').getBytes(StandardCharsets.UTF_8);
        try (FileOutputStream file = new FileOutputStream(folder.resolve("bare").toFile());
                Journal journal = JournalFixture.open(folder.resolve("audit.jsonl"), InstantSource.system())) {
            for (int i = 0; i < WRITES; i++) {
                long start = System.nanoTime();
                file.write(bytes);
                file.getFD().sync();
                long between = System.nanoTime();
                journal.announce(line());
                bare[i] = between - start;
                lines[i] = System.nanoTime() - between;
            }
        }
        double forced = median(bare);
        double line = median(lines);
        System.out.printf("| forced write of a line, p50 ms | %.3f |%n", forced);
        System.out.printf("| line of the journal, p50 ms | %.3f |%n", line);
        System.out.printf("| what it costs beside the forced write, ms | %.3f |%n", line - forced);
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    private static List<Map<String, Object>> line() {
        return List.of(Lines.sentence(Instant.now(), "ASKED", TEXT));
    }

    private static void check(Path acts) throws Exception {
        try (Journal journal = JournalFixture.open(acts, InstantSource.system())) {
            for (int i = 0; i < BATCHES; i++) {
                List<Map<String, Object>> lines = new ArrayList<>();
                for (int j = 0; j < LINES_AT_ONCE; j++) {
                    lines.addAll(line());
                }
                journal.announce(lines);
            }
            long start = System.nanoTime();
            Verdict verdict = JournalCheck.of(journal.files(), List.of());
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("| check of %d lines, MB/s | %.0f |%n", verdict.lines(), verdict.bytes() / 1e6 / seconds);
            if (!verdict.isWhole()) {
                throw new IllegalStateException(verdict.findings().toString());
            }
        }
    }
}
