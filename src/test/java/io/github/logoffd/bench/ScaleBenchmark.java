package io.github.logoffd.bench;

import io.github.logoffd.service.MeasuredService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How cost grows with sessions, hosts, connections and callers that wait. Prints tables and draws two of them;
 * CONTRIBUTING has the command.
 */
final class ScaleBenchmark {

    private static final int[] SESSIONS = {10, 100, 250, 500, 1000, 2500, 5000};
    private static final int[] CONNECTIONS = {1, 8, 32};
    private static final int BIG_READS = 20;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration REFRESHES = Duration.ofSeconds(15);
    private static final int REFRESHES_LOOKED_AT = 7;
    private static final Duration BETWEEN_REFRESHES = Duration.ofMillis(2100);
    private static final int WAITING = 200;

    private static final int HOSTS = 20;
    private static final int SESSIONS_OF_A_HOST = 250;

    /** The longest that a caller may wait, longer than this takes; and as many logoffs as anybody wants. */
    private static final String[] PATIENT = {
        "logoff.timeout=10m",
        "logoff.maxWaiting=" + WAITING,
        "http.connections=512",
        "limit.logoffsPerMinute=0",
        "limit.logoffsPerHour=0",
        "limit.allLogoffsPerMinute=0",
        "limit.allLogoffsPerHour=0"
    };

    private final Path folder = Files.createTempDirectory("logoffd-bench");

    private ScaleBenchmark() throws IOException {}

    /**
     * Measures, prints and draws.
     *
     * @param args the folder for the drawings
     */
    public static void main(String[] args) throws Exception {
        ScaleBenchmark benchmark = new ScaleBenchmark();
        System.out.printf(
                "Java %s, %d processors%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        benchmark.sessions(Path.of(args[0]));
        benchmark.waiting();
        benchmark.hosts();
    }

    private void sessions(Path drawings) throws Exception {
        System.out.println(
                "\n| sessions | one attribute p50 ms, 1 / 8 / 32 connections | requests/s, 1 / 8 / 32 | Sessions p50 ms"
                        + " | list p50 ms | refresh ms | resident MiB |");
        System.out.println("|---|---|---|---|---|---|---|");
        List<Growth> all = new ArrayList<>();
        for (int sessions : SESSIONS) {
            try (MeasuredServer server = MeasuredServer.product(folder("s" + sessions), sessions)) {
                Growth growth = Growth.measured(server, sessions);
                all.add(growth);
                System.out.println(growth.row());
            }
        }
        Drawing.latency(all, drawings.resolve("latency.png"));
        Drawing.growth(all, drawings.resolve("growth.png"));
    }

    /** What one number of sessions costs. */
    record Growth(int sessions, List<Timings> reads, double whole, double list, double refresh, double resident) {

        private static Growth measured(MeasuredServer server, int sessions) throws Exception {
            List<Timings> reads = new ArrayList<>();
            for (int connections : CONNECTIONS) {
                Load.during(ROUND, connections, server.port(), server.get(Paths.SESSION));
                reads.add(Load.during(ROUND, connections, server.port(), server.get(Paths.SESSION)));
            }
            return new Growth(
                    sessions,
                    reads,
                    p50(server, Paths.SESSIONS),
                    p50(server, Paths.LIST),
                    refresh(server),
                    server.residentMebibytes());
        }

        /** The median of some refreshes: one alone may have met a collection of garbage. */
        private static double refresh(MeasuredServer server) throws IOException {
            double[] millis = new double[REFRESHES_LOOKED_AT];
            for (int i = 0; i < millis.length; i++) {
                Pause.of(BETWEEN_REFRESHES);
                millis[i] = server.number(Paths.REFRESH_MILLIS);
            }
            Arrays.sort(millis);
            return millis[millis.length / 2];
        }

        private static double p50(MeasuredServer server, String path) throws Exception {
            Load.times(BIG_READS, server.port(), server.get(path));
            return Load.times(BIG_READS, server.port(), server.get(path)).p50();
        }

        private String row() {
            return String.format(
                    "| %d | %s | %s | %.1f | %.1f | %.0f | %.0f |",
                    sessions,
                    reads.stream().map(t -> String.format("%.2f", t.p50())).collect(Collectors.joining(" / ")),
                    reads.stream()
                            .map(t -> String.format("%.0f", t.perSecond()))
                            .collect(Collectors.joining(" / ")),
                    whole,
                    list,
                    refresh,
                    resident);
        }
    }

    /**
     * The rounds with and without callers that wait are in one process, one after the other: who waits cannot be called
     * back.
     */
    private void waiting() throws Exception {
        System.out.printf("%n| %d callers | p50 ms | p99 ms | ratio of p99 |%n|---|---|---|---|%n", WAITING);
        try (MeasuredServer server = MeasuredServer.unfriendly(folder("waiting"), 1000, PATIENT)) {
            Load.during(ROUND, 1, server.port(), server.get(Paths.SESSION));
            Timings before = reads(server);
            try (WaitingCallers callers = new WaitingCallers(server, WAITING)) {
                Timings with = reads(server);
                System.out.printf("| none | %.3f | %.3f | |%n", before.p50(), before.p99());
                System.out.printf(
                        "| in logoff(true) | %.3f | %.3f | %.2f |%n",
                        with.p50(), with.p99(), with.p99() / before.p99());
                callers.checkAllWait();
            }
        }
    }

    private static Timings reads(MeasuredServer server) throws Exception {
        Timings all = Load.during(ROUND, 1, server.port(), server.get(Paths.SESSION));
        for (int round = 1; round < ROUNDS; round++) {
            all = all.and(Load.during(ROUND, 1, server.port(), server.get(Paths.SESSION)));
        }
        return all;
    }

    /** The same sessions on one host and on twenty, and twenty of which one never answers. */
    private void hosts() throws Exception {
        int sessions = HOSTS * SESSIONS_OF_A_HOST;
        System.out.printf(
                "%n| %d sessions | one attribute p50 ms | p99 ms | processor ms/s | resident MiB |%n|---|---|---|---|---|%n",
                sessions);
        host("one host", MeasuredServer.unfriendly(folder("one"), sessions));
        String others = names(HOSTS - 1);
        host(HOSTS + " hosts", MeasuredServer.unfriendly(folder("many"), SESSIONS_OF_A_HOST, "hosts=" + others));
        host(
                HOSTS + " hosts and one that is silent",
                MeasuredServer.unfriendly(
                        folder("silent"), SESSIONS_OF_A_HOST, "hosts=" + others + ',' + MeasuredService.SILENT));
    }

    private static String names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "RDS" + i).collect(Collectors.joining(","));
    }

    private static void host(String what, MeasuredServer started) throws Exception {
        try (MeasuredServer server = started) {
            Load.during(ROUND, 1, server.port(), server.get(Paths.SESSION));
            Timings reads = reads(server);
            double before = server.cpuMillis();
            Pause.of(REFRESHES);
            double perSecond = (server.cpuMillis() - before) / REFRESHES.toSeconds();
            System.out.printf(
                    "| %s | %.3f | %.3f | %.1f | %.0f |%n",
                    what, reads.p50(), reads.p99(), perSecond, server.residentMebibytes());
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
