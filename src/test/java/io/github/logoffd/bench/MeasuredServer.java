package io.github.logoffd.bench;

import io.github.logoffd.windows.WineMachine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server process: the product, or Jolokia's own agent beside beans that never change. Both get the same options of the JVM. */
final class MeasuredServer implements AutoCloseable {

    /** Those of the Windows service that have to do with speed and memory. */
    static final List<String> SERVICE_OPTIONS = List.of("-Xrs", "-Xmx64m", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private static final Path BUILD =
            Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();
    private static final long POLL_NANOS = 1_000_000;
    private static final long STARTS_WITHIN_NANOS = 60_000_000_000L;

    private final Process process;
    private final int port;
    private final String authorization;
    private final double startMillis;

    private MeasuredServer(Process process, int port, String authorization, double startMillis) {
        this.process = process;
        this.port = port;
        this.authorization = authorization;
        this.startMillis = startMillis;
    }

    /** Starts the product on its demo host and waits for the first answer with sessions in it. */
    static MeasuredServer product(Path folder, int users, String... configuration) throws IOException {
        int port = freePort();
        Path config = configure(
                folder, port, Path.of("jolokia-config").toAbsolutePath().toString(), configuration);
        List<String> command = java();
        command.addAll(List.of("-jar", BUILD.resolve("logoffd.jar").toString(), "serve", "--demo"));
        command.addAll(List.of("--users", Integer.toString(users), "--config", config.toString()));
        return start(
                "logoffd",
                folder,
                new ProcessBuilder(command),
                port,
                "/jolokia/read/logoffd:type=SessionHost,host=SIM-RDS01/Sessions",
                config.resolveSibling("initial-passwords.txt"));
    }

    /** Starts the product in the Windows JVM, on the host of the stand-in, and waits for the first answer with sessions in it. */
    static MeasuredServer windows(WineMachine machine, Path folder) throws IOException {
        int port = freePort();
        String jolokia = WineMachine.windowsPath(Path.of("jolokia-config")).replace('\\', '/');
        Path config = configure(folder, port, jolokia);
        List<String> arguments = new ArrayList<>(SERVICE_OPTIONS);
        arguments.addAll(List.of("-jar", WineMachine.windowsPath(BUILD.resolve("logoffd.jar")), "serve"));
        arguments.addAll(List.of("--config", WineMachine.windowsPath(config)));
        return start(
                "logoffd",
                folder,
                machine.javaCommand(arguments),
                port,
                "/jolokia/read/logoffd:type=SessionHost,host=" + machine.name() + "/Sessions",
                config.resolveSibling("initial-passwords.txt"));
    }

    private static Path configure(Path folder, int port, String jolokia, String... configuration) throws IOException {
        Path service = Files.createDirectories(folder.resolve("service"));
        return Files.writeString(
                service.resolve("logoffd.properties"),
                "http.port=" + port + "\njolokia.directory=" + jolokia + '\n' + String.join("\n", configuration)
                        + '\n');
    }

    /** Starts the baseline and waits for the first answer with sessions in it. */
    static MeasuredServer bare(Path folder, int beans) throws IOException {
        int port = freePort();
        List<String> command = java();
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
                "/jolokia/read/bare:type=Session,*",
                folder.resolve("there-is-none.txt"));
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SERVICE_OPTIONS);
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
                String authorization = Files.exists(passwords) ? basic(passwords) : "none";
                connection.ask(KeptConnection.get(firstRequest, authorization));
                return new MeasuredServer(process, port, authorization, (System.nanoTime() - begin) / 1e6);
            } catch (ConnectException e) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        process.destroyForcibly();
        throw new IOException(name + " did not start:\n" + Files.readString(log));
    }

    private static String basic(Path passwords) throws IOException {
        String password = Files.readAllLines(passwords).stream()
                .filter(line -> line.startsWith("operator "))
                .findFirst()
                .orElseThrow()
                .substring("operator ".length());
        byte[] credentials = ("operator:" + password).getBytes(StandardCharsets.UTF_8);
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

    byte[] get(String path) {
        return KeptConnection.get(path, authorization);
    }

    /** Returns the time from the start of the process to its first answer with sessions in it. */
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
