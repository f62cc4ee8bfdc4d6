package io.github.logoffd.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The whole process on loopback, and Jolokia's own agent beside it in the same run. Rounds take turns, so that whatever
 * else the machine does meets both. Prints a table; CONTRIBUTING has the command.
 */
final class LoadBenchmark {

    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("logoffd.bench.seconds", 4));
    private static final int ROUNDS = 3;
    private static final int BIG_READS = 15;

    private final Path folder;
    private final int sessions;

    private LoadBenchmark(Path folder, int sessions) {
        this.folder = folder;
        this.sessions = sessions;
    }

    /**
     * Measures and prints.
     *
     * @param args how many sessions, 1000 if left out
     */
    public static void main(String[] args) throws Exception {
        int sessions = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
        new LoadBenchmark(Files.createTempDirectory("logoffd-bench"), sessions).run();
    }

    private void run() throws Exception {
        System.out.printf("Java %s, %d processors, %d sessions%n%n", Runtime.version(), processors(), sessions);
        System.out.println("| what | logoffd | bare Jolokia | ratio |");
        System.out.println("|---|---|---|---|");
        try (MeasuredServer product = MeasuredServer.product(folder("product"), sessions);
                MeasuredServer bare = MeasuredServer.bare(folder("bare"), sessions)) {
            singleReads(product, bare);
            bigReads(product, bare);
            row("resident after load, MiB", product.residentMebibytes(), bare.residentMebibytes());
        }
        new StartBenchmark(folder, sessions).run();
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(folder.resolve(name));
    }

    private static void singleReads(MeasuredServer product, MeasuredServer bare) throws Exception {
        for (int connections : new int[] {1, 8, 32}) {
            Pair times = inTurns(
                    () -> Load.during(ROUND, connections, product.port(), product.get(Paths.SESSION)),
                    () -> Load.during(ROUND, connections, bare.port(), bare.get(Paths.BARE_SESSION)));
            String what = "one attribute, " + connections + " connections, ";
            row(what + "p50 ms", times.product().p50(), times.bare().p50());
            row(what + "p99 ms", times.product().p99(), times.bare().p99());
            row(what + "requests/s", times.product().perSecond(), times.bare().perSecond());
        }
    }

    private static void bigReads(MeasuredServer product, MeasuredServer bare) throws Exception {
        Pair whole = reads(product, Paths.SESSIONS, bare, Paths.BARE_PATTERN);
        row(
                "Sessions against the pattern of 20 attributes, p50 ms",
                whole.product().p50(),
                whole.bare().p50());
        Pair pattern = reads(product, Paths.PATTERN, bare, Paths.BARE_PATTERN);
        row("pattern read, p50 ms", pattern.product().p50(), pattern.bare().p50());
        Pair list = reads(product, Paths.LIST, bare, Paths.LIST);
        row("list, p50 ms", list.product().p50(), list.bare().p50());
        row("list, kB", list.product().bytes() / 1e3, list.bare().bytes() / 1e3);
        Pair shared = reads(product, Paths.LIST + "?listCache=true", bare, Paths.LIST + "?listCache=true");
        row(
                "list with listCache=true, p50 ms",
                shared.product().p50(),
                shared.bare().p50());
        row(
                "list with listCache=true, kB",
                shared.product().bytes() / 1e3,
                shared.bare().bytes() / 1e3);
    }

    private static Pair reads(MeasuredServer product, String ours, MeasuredServer bare, String theirs)
            throws Exception {
        return inTurns(
                () -> Load.times(BIG_READS, product.port(), product.get(ours)),
                () -> Load.times(BIG_READS, bare.port(), bare.get(theirs)));
    }

    private record Pair(Timings product, Timings bare) {}

    /** The first round of both only warms up. */
    private static Pair inTurns(Callable<Timings> product, Callable<Timings> bare) throws Exception {
        product.call();
        bare.call();
        Timings ours = product.call();
        Timings theirs = bare.call();
        for (int round = 1; round < ROUNDS; round++) {
            ours = ours.and(product.call());
            theirs = theirs.and(bare.call());
        }
        return new Pair(ours, theirs);
    }

    static void row(String what, double ours, double theirs) {
        System.out.printf("| %s | %.2f | %.2f | %.2f |%n", what, ours, theirs, ours / theirs);
    }
}
