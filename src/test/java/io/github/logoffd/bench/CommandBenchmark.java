package io.github.logoffd.bench;

import com.sun.jna.Native;
import io.github.logoffd.testing.ShippedJvm;
import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.WineMachine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How long a command takes from its start to its end, beside {@link HelloNative}, the programs taking turns: with the
 * options of the launchers, with these and the archive of classes that install.cmd makes, and with none; on the host
 * and through a service; from a folder with a blank in its name. Prints medians; CONTRIBUTING has the commands.
 */
final class CommandBenchmark {

    private static final int ROUNDS = Integer.getInteger("logoffd.bench.starts", 25);
    private static final int SESSIONS = 20;

    private static final List<String> OPTIONS = ShippedJvm.optionsOfCommands();

    /** How long a process took, and how long it had a processor, both in milliseconds. */
    private record Cost(double wall, double processor) {}

    private final Function<List<String>, ProcessBuilder> java;
    private final UnaryOperator<String> path;
    private final List<String> command;
    private final Path folder;
    private Map<String, String> environment = Map.of();

    private CommandBenchmark(
            Function<List<String>, ProcessBuilder> java, UnaryOperator<String> path, List<String> command)
            throws IOException {
        this.java = java;
        this.path = path;
        this.command = command;
        this.folder = Files.createTempDirectory("logoffd-bench");
    }

    /** Measures in the Windows JVM where one is named, else in the one that runs this. */
    public static void main(String[] args) throws Exception {
        if (System.getProperty("logoffd.windows.jre") == null) {
            new CommandBenchmark(
                            arguments -> new ProcessBuilder(MeasuredServer.java(arguments)),
                            UnaryOperator.identity(),
                            List.of("query", "session", "--simulate"))
                    .run();
            return;
        }
        try (WineMachine machine = WineMachine.boot()) {
            new StandIn(machine.standInFolder()).play(Crowd.sessions(SESSIONS, id -> false), Crowd.processes(SESSIONS));
            new CommandBenchmark(machine::javaCommand, WineMachine::windowsClassPath, List.of("query", "session"))
                    .run();
        }
    }

    private void run() throws Exception {
        try (MeasuredServer service = MeasuredServer.product(folder.resolve("service"), SESSIONS)) {
            run(service);
        }
    }

    private void run(MeasuredServer service) throws Exception {
        Path jar = MeasuredServer.productJar();
        Path blank = copy(jar, folder.resolve("with blank"));
        List<String> archive = withArchive(jar, Files.createDirectory(folder.resolve("archive")));
        List<String> blankArchive = withArchive(blank, blank.getParent());
        List<String> through = List.of("query", "session", "--url", "http://127.0.0.1:" + service.port() + "/jolokia");
        environment = Map.of("LOGOFFD_USER", "operator", "LOGOFFD_PASSWORD", service.password());
        Map<String, List<String>> programs = new LinkedHashMap<>();
        programs.put("hello", hello());
        programs.put("without the options", product(List.of(), jar, command));
        programs.put("with the options", product(OPTIONS, jar, command));
        programs.put("with the archive too", product(archive, jar, command));
        programs.put("with the archive, folder with a blank", product(blankArchive, blank, command));
        programs.put("through a service, with the options", product(OPTIONS, jar, through));
        programs.put("through a service, with the archive too", product(archive, jar, through));
        programs.put("through a service, with the archive, folder with a blank", product(blankArchive, blank, through));
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

    private List<String> hello() throws URISyntaxException {
        List<String> arguments = new ArrayList<>(OPTIONS);
        arguments.addAll(List.of("-cp", path.apply(place(Native.class) + ":" + place(HelloNative.class))));
        arguments.add(HelloNative.class.getName());
        return arguments;
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private List<String> withArchive(Path jar, Path place) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(new ClassArchive(java, path, jar, place).make("commands"));
        return options;
    }

    private static Path copy(Path jar, Path target) throws IOException {
        Path libraries = Files.createDirectories(target.resolve("lib"));
        try (Stream<Path> files = Files.list(jar.resolveSibling("lib"))) {
            for (Path library : files.toList()) {
                Files.copy(library, libraries.resolve(library.getFileName()));
            }
        }
        return Files.copy(jar, target.resolve("logoffd.jar"));
    }

    private List<String> product(List<String> options, Path jar, List<String> command) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-jar", path.apply(jar.toString())));
        arguments.addAll(command);
        return arguments;
    }

    private Cost measure(List<String> arguments) throws IOException, InterruptedException {
        double processorBefore = ProcessorTime.ofEndedChildren();
        long begin = System.nanoTime();
        ProcessBuilder program = java.apply(arguments);
        if (arguments.contains("--url")) {
            program.environment().putAll(environment);
        }
        Program.run(program, folder.resolve("output.txt"));
        double wall = (System.nanoTime() - begin) / 1e6;
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
