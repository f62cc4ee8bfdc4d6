package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.ShippedJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * The service in a process of its own, over a simulated host without changes of its own, with HTTP and RMI, all plain
 * or all under TLS.
 */
final class Attacked {

    static final String HOST = "logoffd:type=SessionHost,host=SIM-RDS01";
    static final String PASSWORD = "correct: Pferd 電池";

    private static final int USERS = 14;
    private static final Pattern URL = Pattern.compile("answers at https?://127\\.0\\.0\\.1:(\\d+)/");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path base;
    private final Optional<TlsClients> tls;
    private final int users;
    private final int rmiPort;
    private Process process;
    private int port;
    private int starts;

    private Attacked(Path base, Optional<TlsClients> tls, int users) throws IOException {
        this.base = base;
        this.tls = tls;
        this.users = users;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            rmiPort = free.getLocalPort();
        }
    }

    static Attacked plain(Path base) throws Exception {
        return plain(base, USERS);
    }

    /** Starts one whose host has that many users. */
    static Attacked plain(Path base, int users) throws Exception {
        return start(new Attacked(base, Optional.empty(), users), List.of(), Map.of());
    }

    /** Starts one with further lines of its configuration. */
    static Attacked with(Path base, String... settings) throws Exception {
        return start(new Attacked(base, Optional.empty(), USERS), List.of(settings), Map.of());
    }

    /** Kills the process and starts another one, which finds what this one has left. */
    void crash() throws Exception {
        process.destroyForcibly().waitFor();
        launch(Map.of());
    }

    /** The clients' certificates are asked for, and not required. {@code environment} is for the process. */
    static Attacked withTls(Path base, TlsClients tls, Map<String, String> environment) throws Exception {
        Files.createDirectories(base.resolve("service"));
        tls.writeServerFiles(base.resolve("service"));
        return start(
                new Attacked(base, Optional.of(tls), USERS),
                List.of("tls.keystore=server.pem", "tls.clientCa=ca.pem", "tls.clientCertificates=optional"),
                environment);
    }

    private static Attacked start(Attacked attacked, List<String> settings, Map<String, String> environment)
            throws Exception {
        attacked.writeFiles(settings);
        attacked.launch(environment);
        return attacked;
    }

    private void launch(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(base.toFile())
                .redirectOutput(base.resolve("stdout").toFile())
                .redirectError(base.resolve("stderr").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        starts++;
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        boolean ready = Await.holdsWithin(START, () -> !started.isAlive() || findPort());
        assertThat(ready && started.isAlive()).as(printed()).isTrue();
    }

    private void writeFiles(List<String> settings) throws Exception {
        copy(Path.of("jolokia-config"), base.resolve("jolokia-config"));
        copy(Path.of("service"), base.resolve("service"));
        Files.createDirectories(base.resolve("logs"));
        List<String> lines = new ArrayList<>(settings);
        lines.addAll(List.of(
                "http.port=0",
                "rmi.enabled=yes",
                "rmi.port=" + rmiPort,
                "rmi.host=127.0.0.1",
                "history.maxBytes.denials=" + 20 * AuditFiles.MOST_BYTES_OF_DENIALS));
        Files.write(base.resolve("service/attacked.properties"), lines);
        UsersFile users = new UsersFile(base.resolve("service/users.txt"), new ProtectedFiles(List.of()));
        for (String name : List.of("reader", "monitor", "victim")) {
            users.put(new User(name, Role.MONITOR), PASSWORD);
        }
        users.put(new User("operator", Role.OPERATOR), PASSWORD);
        Files.writeString(users.path(), "machine:monitor:certificate\n", StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(ShippedJvm.command(base));
        Path jar = Path.of(System.getProperty("logoffd.build.directory"), "logoffd.jar");
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "serve",
                "--demo",
                "--users",
                Integer.toString(users),
                "--config",
                "service/attacked.properties"));
        return command;
    }

    private boolean findPort() {
        List<MatchResult> ports = URL.matcher(log()).results().toList();
        if (ports.size() < starts) {
            return false;
        }
        port = Integer.parseInt(ports.get(starts - 1).group(1));
        return true;
    }

    /** Returns the log of the service. */
    String log() {
        return text("logs/logoffd.log");
    }

    /** Returns what the JVM itself has printed. */
    String printed() {
        return text("stdout") + text("stderr");
    }

    private String text(String file) {
        try {
            return Files.exists(base.resolve(file)) ? Files.readString(base.resolve(file)) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Path folder() {
        return base;
    }

    AuditFiles audit() {
        return new AuditFiles(base.resolve("logs"));
    }

    int port() {
        return port;
    }

    int rmiPort() {
        return rmiPort;
    }

    boolean hasTls() {
        return tls.isPresent();
    }

    Process process() {
        return process;
    }

    /** Returns a TCP connection to the HTTP port, with nothing said yet. */
    Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    Wire connect() throws IOException {
        return tls.isPresent() ? connect(tls.get().trusting()) : new Wire(socket());
    }

    /** Shakes hands, with whatever certificate the context has. */
    Wire connect(SSLContext context) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket(), "localhost", port, true);
        secure.startHandshake();
        return new Wire(secure);
    }

    /** Sends one request on a connection of its own. */
    Wire.Answer ask(String request) throws IOException {
        try (Wire wire = connect()) {
            wire.send(request);
            return wire.answer();
        }
    }

    /** Posts one Jolokia request. */
    JSONObject ask(String user, String json) throws IOException {
        return object(ask(Wire.post(Wire.user(user, PASSWORD), json)).body());
    }

    Object read(String bean, String attribute) throws IOException {
        return ask("reader", "{\"type\":\"read\",\"mbean\":\"" + bean + "\",\"attribute\":\"" + attribute + "\"}")
                .get("value");
    }

    /** Returns the keys of all sessions, each of which names one logon. */
    Set<String> keys() throws IOException {
        return ((JSONArray) read(HOST, "Sessions"))
                .stream()
                        .map(session -> (String) ((JSONObject) session).get("Key"))
                        .collect(Collectors.toSet());
    }

    static JSONObject object(String json) {
        try {
            return (JSONObject) new JSONParser().parse(json);
        } catch (ParseException | IOException | ClassCastException e) {
            throw new AssertionError("This is no JSON object: " + json, e);
        }
    }

    /** Asks the service to end, and waits until it has. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
