package io.github.logoffd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * From the start of the process to the first answers, with archives of classes for both sides and without. The users
 * are made before, as they are at every start but the first.
 */
final class StartBenchmark {

    private static final int STARTS = Integer.getInteger("logoffd.bench.starts", 7);

    /** The baseline is an agent of the JVM: making and using an archive has to be allowed for those. */
    private static final List<String> WITH_AGENT =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent", "-Xlog:disable");

    private final Path folder;
    private final int sessions;

    StartBenchmark(Path folder, int sessions) {
        this.folder = folder;
        this.sessions = sessions;
    }

    /**
     * Measures the start alone.
     *
     * @param args how many sessions
     */
    public static void main(String[] args) throws Exception {
        new StartBenchmark(Files.createTempDirectory("logoffd-bench"), Integer.parseInt(args[0])).run();
    }

    /** Measures and prints rows of the table. */
    void run() throws IOException, InterruptedException {
        Path product = Files.createDirectories(folder.resolve("start"));
        Path bare = Files.createDirectories(folder.resolve("start-bare"));
        MeasuredServer.product(product, sessions).close();
        rows("without archives of classes", product, List.of(), bare, List.of());
        List<String> archive = new ClassArchive(
                        StartBenchmark::java, UnaryOperator.identity(), MeasuredServer.productJar(), product)
                .make("service");
        rows("with archives of classes", product, archive, bare, bareArchive(bare));
    }

    private static ProcessBuilder java(List<String> arguments) {
        return new ProcessBuilder(MeasuredServer.java(arguments));
    }

    private List<String> bareArchive(Path folder) throws IOException {
        Path archive = folder.resolve("bare.jsa").toAbsolutePath();
        try (MeasuredServer bare =
                MeasuredServer.bare(folder, sessions, and(WITH_AGENT, "-XX:ArchiveClassesAtExit=" + archive))) {
            firstAnswers(bare, Paths.BARE_PATTERN);
        }
        return and(WITH_AGENT, "-XX:SharedArchiveFile=" + archive, "-XX:+VerifySharedSpaces");
    }

    private static List<String> and(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    /**
     * One start.
     *
     * @param up from the start of the process to an answer that needs no user, in milliseconds like the others
     * @param login how much longer the first request with a password took than the second
     * @param sessions from the start of the process to all sessions, the login among it
     */
    private record Start(double up, double login, double sessions) {}

    private void rows(String how, Path product, List<String> ours, Path bare, List<String> theirs) throws IOException {
        List<Start> products = new ArrayList<>();
        List<Start> bares = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (MeasuredServer server = MeasuredServer.product(product, sessions, serviceOptionsAnd(ours))) {
                products.add(firstAnswers(server, Paths.SESSIONS));
            }
            try (MeasuredServer server = MeasuredServer.bare(bare, sessions, serviceOptionsAnd(theirs))) {
                bares.add(firstAnswers(server, Paths.BARE_PATTERN));
            }
        }
        String what = "start " + how + ", ms: ";
        row(what + "to the first answer (/health, version)", products, bares, Start::up);
        row(what + "to all sessions, the login among it", products, bares, Start::sessions);
        row(what + "to all sessions, without the login", products, bares, start -> start.sessions() - start.login());
        System.out.printf("| %sthe login itself | %.2f | none | |%n", what, median(products, Start::login));
    }

    private static List<String> serviceOptionsAnd(List<String> more) {
        return and(MeasuredServer.SERVICE_OPTIONS, more.toArray(String[]::new));
    }

    private static Start firstAnswers(MeasuredServer server, String sessions) throws IOException {
        try (KeptConnection connection = new KeptConnection(server.port())) {
            double first = millis(connection, server.get("/jolokia/version"));
            double second = millis(connection, server.get("/jolokia/version"));
            double all = millis(connection, server.get(sessions));
            return new Start(server.startMillis(), Math.max(0, first - second), server.startMillis() + first + all);
        }
    }

    private static double millis(KeptConnection connection, byte[] request) throws IOException {
        long begin = System.nanoTime();
        connection.ask(request);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void row(String what, List<Start> products, List<Start> bares, ToDoubleFunction<Start> part) {
        LoadBenchmark.row(what, median(products, part), median(bares, part));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> part) {
        double[] sorted = starts.stream().mapToDouble(part).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
