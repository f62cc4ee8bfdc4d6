package io.github.logoffd.audit.journal;

import io.github.logoffd.testing.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A chain of files in a folder of its own, with lines of one length. */
abstract class ChainFiles {

    static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");
    static final Duration DAYS = Duration.ofDays(20);

    /** A line of these tests, with its line end: each has the same size. */
    static final int LINE = 133;

    @TempDir
    Path temporary;

    Path folder;
    Path path;
    final MutableClock clock = new MutableClock(TIME);
    final AtomicLong numbers = new AtomicLong(100);
    final List<Anchor> anchors = new ArrayList<>();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("logs"));
        path = folder.resolve("audit.jsonl");
    }

    /** Files of this many lines. */
    ChainFile open(int lines) throws IOException {
        return open(new Retention(DAYS, 20L * lines * LINE));
    }

    ChainFile open(Retention retention) throws IOException {
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

    Map<String, Object> line(String text) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.put("x", text);
        return line;
    }

    void append(ChainFile file, String... texts) throws IOException {
        for (String text : texts) {
            file.append(List.of(line(text)), Long.MAX_VALUE);
        }
    }

    static String hash(String line) {
        return Chain.hash(line.getBytes(StandardCharsets.UTF_8));
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    List<String> allLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : names()) {
            lines.addAll(Files.readAllLines(folder.resolve(name)));
        }
        return lines;
    }

    List<String> texts() throws IOException {
        return allLines().stream().map(line -> text(line, "x")).toList();
    }

    static String text(String line, String field) {
        return JournalLine.parse(line.getBytes(StandardCharsets.UTF_8))
                .map(fields -> (String) fields.get(field))
                .orElse(line);
    }
}
