package io.github.logoffd.bench;

import io.github.logoffd.service.MeasuredService;
import io.github.logoffd.testing.ShippedJvm;
import io.github.logoffd.windows.WineMachine;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A server process: the product, or Jolokia's own agent beside beans that never change. Both get the same options of
 * the JVM.
 */
final class MeasuredServer implements AutoCloseable {

    /** Those of the Windows service. */
    static final List<String> SERVICE_OPTIONS = ShippedJvm.optionsWithoutFiles();

    private static final String OPERATOR = "operator";
    private static final Path BUILD =
            Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();
    private static final String FILES =
            Path.of("jolokia-config").toAbsolutePath().toString();
    private static final long POLL_NANOS = 1_000_000;
    private static final long STARTS_WITHIN_NANOS = 60_000_000_000L;

    private final Process process;
    private final int port;
    private final Optional<String> password;
    private final String authorization;
    private final double startMillis;

    private MeasuredServer(Process process, int port, Optional<String> password, double startMillis) {
        this.process = process;
        this.port = port;
        this.password = password;
        this.authorization = password.map(MeasuredServer::basic).orElse("none");
        this.startMillis = startMillis;
    }

    /** Starts the product on its demo host and waits for its first answer. */
    static MeasuredServer product(Path folder, int users, String... configuration) throws IOException {
        return product(folder, users, SERVICE_OPTIONS, configuration);
    }

    /** Starts the product in the Windows JVM, on the host of the stand-in, and waits for its first answer. */
    static MeasuredServer windows(WineMachine machine, Path folder) throws IOException {
        int port = freePort();
        Path config = configuration(
                folder, port, WineMachine.windowsPath(Path.of("jolokia-config")).replace('\\', '/'));
        List<String> arguments = new ArrayList<>(SERVICE_OPTIONS);
        arguments.addAll(List.of("-jar", WineMachine.windowsPath(productJar()), "serve"));
        arguments.addAll(List.of("--config", WineMachine.windowsPath(config)));
        return start("logoffd", folder, machine.javaCommand(arguments), port, "/health", passwords(config));
    }

    /** Starts the product with other options of the JVM, by the class that the Windows service starts. */
    static MeasuredServer product(Path folder, int users, List<String> options, String... configuration)
            throws IOException {
        int port = freePort();
        Path config = configuration(folder, port, FILES, configuration);
        List<String> command = java(options);
        // The jar comes first: an archive of classes is for class paths that begin as it did.
        command.addAll(List.of("-cp", productJar() + File.pathSeparator + BUILD.resolve("test-classes")));
        command.addAll(List.of(AsService.class.getName(), "--demo", "--users", Integer.toString(users)));
        command.addAll(List.of("--config", config.toString()));
        return start("logoffd", folder, new ProcessBuilder(command), port, "/health", passwords(config));
    }

    static Path productJar() {
        return BUILD.resolve("logoffd.jar");
    }

    /** Starts the baseline and waits for its first answer. */
    static MeasuredServer bare(Path folder, int beans) throws IOException {
        return bare(folder, beans, SERVICE_OPTIONS);
    }

    /** Starts the baseline with other options of the JVM. */
    static MeasuredServer bare(Path folder, int beans, List<String> options) throws IOException {
        int port = freePort();
        List<String> command = java(options);
        command.addAll(List.of(
                "-Dsun.net.httpserver.nodelay=true",
                "-javaagent:" + BUILD.resolve("bench/jolokia-agent-jvm-javaagent.jar") + "=host=127.0.0.1,port=" + port
                        + ",executor=cached,discoveryEnabled=false",
                "-cp",
                BUILD.resolve("test-classes").toString(),
                BareBeans.class.getName(),
                Integer.toString(beans)));
        return start(
                "bare",
                folder,
                new ProcessBuilder(command),
                port,
                "/jolokia/version",
                folder.resolve("there-is-none.txt"));
    }

    /** Starts the product on hosts of {@link MeasuredService} and waits for its first answer. */
    static MeasuredServer unfriendly(Path folder, int users, String... configuration) throws IOException {
        int port = freePort();
        Path config = configuration(folder, port, FILES, configuration);
        List<String> command = java(SERVICE_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MeasuredService.class.getName()));
        command.addAll(List.of(config.toString(), Integer.toString(users)));
        return start("unfriendly", folder, new ProcessBuilder(command), port, "/health", passwords(config));
    }

    private static Path configuration(Path folder, int port, String jolokia, String... lines) throws IOException {
        Path config = Files.createDirectories(folder.resolve("service")).resolve("logoffd.properties");
        Files.writeString(
                config,
                "http.port=" + port + "\njolokia.directory=" + jolokia + '\n' + String.join("\n", lines) + '\n');
        return config;
    }

    private static Path passwords(Path config) {
        return config.resolveSibling("initial-passwords.txt");
    }

    static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }

    private static MeasuredServer start(
            String name, Path folder, ProcessBuilder command, int port, String firstRequest, Path passwords)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        long begin = System.nanoTime();
        Process process = command.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (System.nanoTime() - begin < STARTS_WITHIN_NANOS && process.isAlive()) {
            try (KeptConnection connection = new KeptConnection(port)) {
                connection.ask(KeptConnection.get(firstRequest, "none"));
                double startMillis = (System.nanoTime() - begin) / 1e6;
                return new MeasuredServer(process, port, password(passwords), startMillis);
            } catch (ConnectException e) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        process.destroyForcibly();
        throw new IOException(name + " did not start:\n" + Files.readString(log));
    }

    private static Optional<String> password(Path passwords) throws IOException {
        return Files.exists(passwords)
                ? Files.readAllLines(passwords).stream()
                        .filter(line -> line.startsWith(OPERATOR + ' '))
                        .map(line -> line.substring(OPERATOR.length() + 1))
                        .findFirst()
                : Optional.empty();
    }

    private static String basic(String password) {
        byte[] credentials = (OPERATOR + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** Returns the password of the operator. */
    String password() {
        return password.orElseThrow();
    }

    byte[] get(String path) {
        return KeptConnection.get(path, authorization);
    }

    byte[] post(String body) {
        return KeptConnection.post("/jolokia/", body, authorization);
    }

    /** Returns the value of an attribute that is a number. */
    double number(String path) throws IOException {
        try (KeptConnection connection = new KeptConnection(port)) {
            return connection.number(get(path));
        }
    }

    /** Returns the time from the start of the process to its first answer, which needs no user. */
    double startMillis() {
        return startMillis;
    }

    /** Returns how much memory the system has given to the process. */
    double residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Returns how long the process has had a processor since its start. */
    double cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
