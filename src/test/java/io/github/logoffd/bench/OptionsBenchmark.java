package io.github.logoffd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What options of the JVM do to the service: each set is added to those of {@code install.cmd}, where the last of two
 * that contradict each other counts, and the sets take turns. CONTRIBUTING has the command.
 */
final class OptionsBenchmark {

    private static final int ROUNDS = Integer.getInteger("logoffd.bench.rounds", 3);
    private static final Duration SINGLE_READS = Duration.ofSeconds(Integer.getInteger("logoffd.bench.seconds", 4));
    private static final int BIG_READS = 15;
    private static final int CONNECTIONS = 8;

    /**
     * What one process has shown.
     *
     * @param start to the first answer, in milliseconds like all others where nothing else is said
     * @param perSecond single reads over all connections
     * @param resident mebibytes at the end
     * @param processor seconds from start to end, the same work for each set
     */
    private record Measured(
            double start,
            double first,
            double p50,
            double p99,
            double perSecond,
            double sessions,
            double resident,
            double processor) {}

    private final Path folder;
    private final int sessions;

    private OptionsBenchmark(Path folder, int sessions) {
        this.folder = folder;
        this.sessions = sessions;
    }

    /**
     * Measures and prints.
     *
     * @param args how many sessions, then sets of options with a semicolon between two sets and a blank between two
     *     options; a set may be empty
     */
    public static void main(String[] args) throws Exception {
        String sets = args.length > 1 ? args[1] : "";
        OptionsBenchmark benchmark =
                new OptionsBenchmark(Files.createTempDirectory("logoffd-bench"), Integer.parseInt(args[0]));
        benchmark.run(List.of(sets.split(";", -1)));
    }

    private void run(List<String> sets) throws Exception {
        MeasuredServer.product(folder, sessions).close();
        List<List<Measured>> results = new ArrayList<>();
        sets.forEach(set -> results.add(new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < sets.size(); i++) {
                results.get(i).add(measure(options(sets.get(i))));
            }
        }
        System.out.printf(
                "Java %s, %d sessions, added to %s%n%n", Runtime.version(), sessions, MeasuredServer.SERVICE_OPTIONS);
        System.out.println(
                "| options | start | first Sessions | p50 | p99 | requests/s | Sessions | MiB | processor s |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (int i = 0; i < sets.size(); i++) {
            print(sets.get(i), results.get(i));
        }
    }

    private static List<String> options(String set) {
        List<String> options = new ArrayList<>(MeasuredServer.SERVICE_OPTIONS);
        Arrays.stream(set.split(" ")).filter(word -> !word.isEmpty()).forEach(options::add);
        return options;
    }

    private Measured measure(List<String> options) throws Exception {
        try (MeasuredServer server = MeasuredServer.product(folder, sessions, options)) {
            byte[] all = server.get(Paths.SESSIONS);
            byte[] one = server.get(Paths.SESSION);
            double first = firstAnswer(server, all);
            Load.during(SINGLE_READS, CONNECTIONS, server.port(), one);
            Timings single = Load.during(SINGLE_READS, 1, server.port(), one);
            Timings many = Load.during(SINGLE_READS, CONNECTIONS, server.port(), one);
            Load.times(BIG_READS, server.port(), all);
            Timings big = Load.times(BIG_READS, server.port(), all);
            return new Measured(
                    server.startMillis(),
                    first,
                    single.p50(),
                    single.p99(),
                    many.perSecond(),
                    big.p50(),
                    server.residentMebibytes(),
                    server.cpuMillis() / 1e3);
        }
    }

    private static double firstAnswer(MeasuredServer server, byte[] request) throws IOException {
        long begin = System.nanoTime();
        try (KeptConnection connection = new KeptConnection(server.port())) {
            connection.ask(request);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void print(String set, List<Measured> results) {
        System.out.printf(
                "| `%s` | %.0f | %.0f | %.2f | %.2f | %.0f | %.1f | %.0f | %.1f |%n",
                set,
                median(results, Measured::start),
                median(results, Measured::first),
                median(results, Measured::p50),
                median(results, Measured::p99),
                median(results, Measured::perSecond),
                median(results, Measured::sessions),
                median(results, Measured::resident),
                median(results, Measured::processor));
    }

    private static double median(List<Measured> results, ToDoubleFunction<Measured> part) {
        double[] sorted = results.stream().mapToDouble(part).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
