package io.github.logoffd.bench;

import com.sun.jna.Native;
import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.WineMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How long a command takes from its start to its end, beside {@link HelloNative}, the programs taking turns: with the options of the
 * launchers, with these and the archive of classes that install.cmd makes, and with none. Prints medians; CONTRIBUTING has the commands.
 */
final class CommandBenchmark {

    private static final int ROUNDS = Integer.getInteger("logoffd.bench.starts", 25);
    private static final int SESSIONS = 20;

    /** Those of the launchers in {@code service/commands}. */
    private static final List<String> OPTIONS =
            List.of("-Xshare:auto", "-Xlog:disable", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:+UseSerialGC");

    /** How long a process took, and how long it had a processor, both in milliseconds. */
    private record Cost(double wall, double processor) {}

    private final Function<List<String>, ProcessBuilder> java;
    private final Function<Path, String> name;
    private final List<String> command;
    private final Path folder;

    private CommandBenchmark(
            Function<List<String>, ProcessBuilder> java, Function<Path, String> name, List<String> command)
            throws IOException {
        this.java = java;
        this.name = name;
        this.command = command;
        this.folder = Files.createTempDirectory("logoffd-bench");
    }

    /** Measures in the Windows JVM where one is named, else in the one that runs this. */
    public static void main(String[] args) throws Exception {
        if (System.getProperty("logoffd.windows.jre") == null) {
            new CommandBenchmark(
                            arguments -> new ProcessBuilder(MeasuredServer.java(arguments)),
                            Path::toString,
                            List.of("query", "session", "--simulate"))
                    .run();
            return;
        }
        try (WineMachine machine = WineMachine.boot()) {
            new StandIn(machine.standInFolder()).play(Crowd.sessions(SESSIONS, id -> false), Crowd.processes(SESSIONS));
            new CommandBenchmark(machine::javaCommand, WineMachine::windowsPath, List.of("query", "session")).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        List<String> withArchive = new ArrayList<>(OPTIONS);
        withArchive.addAll(List.of("-XX:SharedArchiveFile=" + name.apply(archive()), "-XX:+VerifySharedSpaces"));
        Map<String, List<String>> programs = new LinkedHashMap<>();
        programs.put("hello", hello());
        programs.put("without the options", product(List.of()));
        programs.put("with the options", product(OPTIONS));
        programs.put("with the archive too", product(withArchive));
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> program : programs.entrySet()) {
                Cost cost = measure(program.getValue());
                if (round >= 0) {
                    costs.computeIfAbsent(program.getKey(), unused -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        print(costs);
    }

    private Path archive() throws IOException, InterruptedException {
        String classes = name.apply(folder.resolve("classes.txt"));
        Path archive = folder.resolve("logoffd.jsa");
        String jar = name.apply(MeasuredServer.productJar());
        measure(List.of(
                "-Xlog:disable", "-XX:+UseSerialGC", "-XX:DumpLoadedClassList=" + classes, "-jar", jar, "train"));
        measure(List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + name.apply(archive),
                "-Xlog:disable",
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-jar",
                jar));
        return archive;
    }

    private List<String> hello() throws IOException {
        Path jna = Path.of(
                Native.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        Path classes = Path.of(HelloNative.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        String separator = name.apply(jna).startsWith("/") ? ":" : ";";
        List<String> arguments = new ArrayList<>(OPTIONS);
        arguments.addAll(List.of("-cp", name.apply(jna) + separator + name.apply(classes)));
        arguments.add(HelloNative.class.getName());
        return arguments;
    }

    private List<String> product(List<String> options) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-jar", name.apply(MeasuredServer.productJar())));
        arguments.addAll(command);
        return arguments;
    }

    private Cost measure(List<String> arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        double processorBefore = ProcessorTime.ofEndedChildren();
        long begin = System.nanoTime();
        int code = java.apply(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        double wall = (System.nanoTime() - begin) / 1e6;
        if (code != 0) {
            throw new IOException(arguments + " has ended with " + code + ":\n" + Files.readString(output));
        }
        return new Cost(wall, ProcessorTime.ofEndedChildren() - processorBefore);
    }

    private static void print(Map<String, List<Cost>> costs) {
        System.out.println("| program | ms | to hello | processor ms | to hello |");
        System.out.println("|---|---|---|---|---|");
        double wall = median(costs.get("hello"), Cost::wall);
        double processor = median(costs.get("hello"), Cost::processor);
        costs.forEach((program, its) -> System.out.printf(
                "| %s | %.0f | %.2f | %.0f | %.2f |%n",
                program,
                median(its, Cost::wall),
                median(its, Cost::wall) / wall,
                median(its, Cost::processor),
                median(its, Cost::processor) / processor));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
        return costs.stream()
                .mapToDouble(part)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
