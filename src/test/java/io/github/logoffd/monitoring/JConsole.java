package io.github.logoffd.monitoring;

import io.github.logoffd.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JConsole of this JDK on a virtual screen, see {@link JConsoleProgram}. */
final class JConsole implements AutoCloseable {

    private static final Path BUILD =
            Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();

    /**
     * The client of Jolokia for JMX, apart from the class path, since it brings older classes of the names that
     * Jolokia's server has.
     */
    static final Path ADAPTER = BUILD.resolve("jconsole/jolokia-client-jmx-adapter-standalone.jar");

    private static final String XVFB = "/usr/bin/Xvfb";
    private static final String SCREEN = "1000x620x24";

    private final ServerProcess screen;
    private final Process program;
    private final Path log;
    private final PrintStream orders;
    private final BufferedReader answers;

    private JConsole(ServerProcess screen, Process program, Path log) {
        this.screen = screen;
        this.program = program;
        this.log = log;
        this.orders = new PrintStream(program.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = program.inputReader(StandardCharsets.UTF_8);
    }

    /** Skips the calling test where there is no JConsole or no screen. */
    static void installed() {
        String java = System.getProperty("java.home");
        RequiredPrograms.installed(XVFB, java + "/lib/libawt_xawt.so", ADAPTER.toString());
        if (ModuleFinder.ofSystem().find("jdk.jconsole").isEmpty()) {
            RequiredPrograms.missing("There is no JConsole in " + java + '.');
        }
    }

    /**
     * Starts JConsole and waits until it has connected.
     *
     * @param tls whether it tries TLS first and then asks, as it does for people
     */
    static JConsole connect(Path folder, String address, String user, String password, boolean tls) {
        ServerProcess screen = ServerProcess.start(
                "xvfb", folder, Map.of(), List.of(XVFB, "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", SCREEN));
        try {
            screen.awaitStart(() -> display(screen).matches("\\d+"));
            Path log = folder.resolve("jconsole.log");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djconsole.showOutputViewer=false",
                            "--add-opens=jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED",
                            "-cp",
                            BUILD.resolve("test-classes") + ":" + ADAPTER,
                            JConsoleProgram.class.getName(),
                            address,
                            user,
                            tls ? "tls" : "plain")
                    .redirectError(log.toFile());
            builder.environment().put("DISPLAY", ":" + display(screen));
            builder.environment().put(JConsoleProgram.PASSWORD, password);
            JConsole console = new JConsole(screen, builder.start(), log);
            console.answer();
            return console;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            screen.close();
            throw e;
        }
    }

    /** The X server prints its number as soon as it accepts clients; warnings before that are in other lines. */
    private static String display(ServerProcess screen) {
        return screen.log().lines().reduce((first, last) -> last).orElse("").strip();
    }

    /** Selects a node of the tree and returns the labels below it. */
    List<String> open(String... labels) {
        return order("open", labels).stream().map(row -> row.get(0)).toList();
    }

    /**
     * Returns the table that belongs to the selected node, the first column as the key, once it has a row of that key.
     */
    Map<String, String> table(String key) {
        Await.until("there is the row " + key, () -> firstTwo(order("rows")).containsKey(key));
        return firstTwo(order("rows"));
    }

    private static Map<String, String> firstTwo(List<List<String>> rows) {
        return rows.stream()
                .filter(row -> row.size() > 1)
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1), (first, second) -> first));
    }

    /** Returns all rows that can be seen. */
    List<List<String>> rows() {
        return order("rows");
    }

    void press(String button) {
        order("press", button);
    }

    /** Calls an operation of the selected node and returns what the dialog shows. */
    Map<String, String> call(String operation, String... arguments) {
        order("call", Stream.concat(Stream.of(operation), Stream.of(arguments)).toArray(String[]::new));
        return firstTwo(order("dialog"));
    }

    /** Closes the dialog of an operation. */
    void closeDialog() {
        order("close");
    }

    /** Takes a screenshot. */
    Path picture(Path file) {
        order("picture", file.toString());
        return file;
    }

    private List<List<String>> order(String order, String... words) {
        orders.println(Stream.concat(Stream.of(order), Stream.of(words)).collect(Collectors.joining("\t")));
        return answer();
    }

    private List<List<String>> answer() {
        List<List<String>> rows = new ArrayList<>();
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.equals(JConsoleProgram.END_OF_ANSWER)) {
                    return rows;
                }
                rows.add(List.of(line.split("\t", -1)));
            }
            throw ended();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AssertionError ended() throws IOException {
        String said = Files.readString(log, StandardCharsets.UTF_8);
        close();
        if (program.exitValue() == JConsoleProgram.UNKNOWN_JCONSOLE) {
            RequiredPrograms.missing("The JConsole of Java " + Runtime.version() + " has other parts inside:\n" + said);
        }
        return new AssertionError("JConsole ended:\n" + said);
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!program.waitFor(5, TimeUnit.SECONDS)) {
                program.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        screen.close();
    }
}
