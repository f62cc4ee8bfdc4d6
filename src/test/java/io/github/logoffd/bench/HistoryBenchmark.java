package io.github.logoffd.bench;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.audit.history.History;
import io.github.logoffd.audit.history.HistoryPage;
import io.github.logoffd.audit.history.HistoryQuery;
import io.github.logoffd.audit.journal.JournalFiles;
import io.github.logoffd.support.json.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The history of a million lines: 300 users of 20 hosts for two years. Prints how long the first index takes, how long
 * pages take, the heap above rest and the size of the index.
 */
public final class HistoryBenchmark {

    private static final int LINES = 1_000_000;
    private static final int USERS = 300;
    private static final int HOSTS = 20;
    private static final int QUERIES = 300;
    private static final long FILE_BYTES = 16L << 20;
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration STEP = Duration.ofDays(730).dividedBy(LINES);
    private static final DateTimeFormatter ARCHIVED =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Random random = new Random(20_261_130);
    private final Map<Integer, String> keys = new HashMap<>();

    private HistoryBenchmark(Path folder) {
        this.folder = folder;
    }

    /** Runs all of it. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("logoffd-history");
        try {
            new HistoryBenchmark(folder).run();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void run() throws Exception {
        write();
        print("%,d lines in %,d MiB of files", LINES, bytes(".jsonl") >> 20);
        openAllJars();
        long rest = heap();
        long start = System.nanoTime();
        long peak = 0;
        try (History history = open()) {
            while (!page(history, Map.of("limit", "1")).complete()) {
                peak = Math.max(peak, heap() - rest);
                Pause.of(Duration.ofMillis(200));
            }
            print("first index %.1f s, heap above rest at most %,d KiB", seconds(start), peak >> 10);
            print("index %,d MiB", bytes(".index") >> 20);
            measure(history, "one user, 30 days", user -> Map.of("user", user, "from", "30d", "limit", "1000"));
            measure(history, "one user, newest 100", user -> Map.of("user", user));
            measure(history, "one user, acts", user -> Map.of("user", user, "kind", "acts", "limit", "1000"));
            measure(history, "newest 1000 of all", user -> Map.of("limit", "1000"));
            measure(history, "acts of a year ago", user -> Map.of("kind", "acts", "to", "365d", "limit", "1000"));
            measure(history, "user and host that never met", user -> Map.of("user", user, "host", "TS99"));
            measure(history, "one session", user -> Map.of("session", keys.get(Integer.parseInt(user.substring(1)))));
            print("heap above rest after the queries %,d KiB", (heap() - rest) >> 10);
        }
        start = System.nanoTime();
        try (History history = open()) {
            page(history, Map.of("limit", "1"));
            print("opened again in %.2f s", seconds(start));
        }
    }

    /**
     * Java keeps the directory of a jar in the heap from the first look into it on. The class path of the tests has
     * many jars that a service has not; they are in front of that of the index, and would count as its heap.
     */
    private static void openAllJars() {
        try {
            throw new IllegalStateException("There is " + Class.forName("NoSuchClass"));
        } catch (ClassNotFoundException e) {
            // It was looked for in all of them.
        }
    }

    private History open() {
        return History.open(journal(), folder.resolve("history.index"), new ProtectedFiles(List.of()));
    }

    private JournalFiles journal() {
        return JournalFiles.beside(folder.resolve("audit.jsonl"));
    }

    private static HistoryPage page(History history, Map<String, String> parameters) throws IOException {
        return history.find(HistoryQuery.of(parameters, END));
    }

    /** Reads the first page for users at random; their files are in the cache of the operating system. */
    private void measure(History history, String what, Function<String, Map<String, String>> query) throws IOException {
        long[] nanos = new long[QUERIES];
        long lines = 0;
        long start = System.nanoTime();
        for (int i = 0; i < QUERIES; i++) {
            Map<String, String> parameters = query.apply("u" + random.nextInt(USERS));
            long before = System.nanoTime();
            lines += page(history, parameters).lines().size();
            nanos[i] = System.nanoTime() - before;
        }
        Timings timings = new Timings(nanos, System.nanoTime() - start, 0);
        print(
                "%s: %d lines, p50 %.1f ms, p99 %.1f ms, at most %.1f ms",
                what, lines / QUERIES, timings.p50(), timings.p99(), timings.millis(1));
    }

    /** Writes the files of two years as the service does, full ones archived. */
    private void write() throws IOException {
        Map<String, BufferedWriter> current = new HashMap<>();
        Map<String, Long> sizes = new HashMap<>();
        Instant time = END.minus(STEP.multipliedBy(LINES));
        for (int i = 0; i < LINES; i++) {
            time = time.plus(STEP);
            String kind = random.nextInt(10) < 7 ? "sessions" : random.nextInt(10) < 8 ? "audit" : "denials";
            String line = JsonWriter.text(line(kind, time, i));
            if (sizes.getOrDefault(kind, 0L) > FILE_BYTES) {
                current.remove(kind).close();
                Files.move(
                        folder.resolve(kind + ".jsonl"), folder.resolve(kind + '.' + ARCHIVED.format(time) + ".jsonl"));
                sizes.remove(kind);
            }
            if (!current.containsKey(kind)) {
                current.put(kind, Files.newBufferedWriter(folder.resolve(kind + ".jsonl")));
            }
            current.get(kind).append(line).append('\n');
            sizes.merge(kind, line.length() + 1L, Long::sum);
        }
        for (BufferedWriter writer : current.values()) {
            writer.close();
        }
    }

    private Map<String, Object> line(String kind, Instant time, int number) {
        int user = random.nextInt(USERS);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", time.toString());
        switch (kind) {
            case "sessions" -> {
                line.put("phase", "SESSION");
                line.put("event", "logoffd.session.connected");
                putSession(line, user, time);
                line.put("state", "ACTIVE");
                line.put("clientName", "PC-" + user);
                line.put("clientAddress", "10.1.2." + user % 250);
                line.put("message", "A client connected to session 3 of TS01 (CORP\\u" + user + ").");
            }
            case "audit" -> {
                line.put("phase", number % 2 == 0 ? "ASKED" : "ANSWERED");
                line.put("request", "20261101T000000Z-" + number / 2);
                line.put("channel", "http");
                line.put("address", "192.0.2.7");
                line.put("user", "u" + random.nextInt(USERS));
                line.put("role", "operator");
                line.put("operation", "logoff");
                line.put("arguments", "wait=true");
                line.put("reason", "maintenance");
                line.put("requestId", "");
                line.put("dryRun", false);
                putSession(line, user, time);
            }
            default -> {
                line.put("phase", "DENIED");
                line.put("user", "u" + user);
                line.put("message", "The password is wrong.");
                line.put("count", 1);
            }
        }
        line.put("sequence", number);
        line.put("previous", "0123456789abcdef".repeat(4));
        return line;
    }

    /** A user is in one session for about ten lines. */
    private void putSession(Map<String, Object> line, int user, Instant time) {
        String host = "TS" + (10 + user % HOSTS);
        if (!keys.containsKey(user) || random.nextInt(10) == 0) {
            keys.put(user, host + ':' + (1 + random.nextInt(99)) + ':' + time);
        }
        line.put("host", host);
        line.put("session", keys.get(user));
        line.put("id", 3);
        line.put("account", "CORP\\u" + user);
    }

    private long bytes(String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Returns what the last collection left, since the index thread allocates while this runs. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
