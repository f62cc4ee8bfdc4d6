package io.github.logoffd.cli.doctor;

import io.github.logoffd.access.Role;
import io.github.logoffd.access.User;
import io.github.logoffd.access.UsersFile;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.service.SecretFiles;
import io.github.logoffd.session.SessionHost;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** An installation in a folder of its own, as {@code install.cmd} makes it: a jar, a configuration, users and logs. */
final class Installation {

    /** What a command has printed. */
    record Result(int code, String out, String err) {}

    private final Path base;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final int port = freePort();
    private boolean windows;
    private String architecture = "amd64";
    private Instant now = Instant.now();
    private SessionHost sessions;

    Installation(Path base) throws IOException {
        this.base = base;
        for (String name : List.of("service", "logs", "lib")) {
            Files.setPosixFilePermissions(
                    Files.createDirectories(base.resolve(name)), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(base.resolve("logoffd.jar"), "no jar");
        set("http.port", String.valueOf(port));
        set("users.file", "users.txt");
        set("audit.file", "../logs/audit.jsonl");
        set("countdown.file", "../logs/countdowns.txt");
        set("jolokia.directory", Path.of("jolokia-config").toAbsolutePath().toString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Path base() {
        return base;
    }

    Path config() {
        return base.resolve("service").resolve("logoffd.properties");
    }

    Path users() {
        return base.resolve("service").resolve("users.txt");
    }

    Path logs() {
        return base.resolve("logs");
    }

    /** Sets a key of the configuration. */
    Installation set(String key, String value) throws IOException {
        keys.put(key, value);
        Files.writeString(
                config(),
                keys.entrySet().stream()
                        .map(entry -> entry.getKey() + '=' + entry.getValue() + '\n')
                        .collect(Collectors.joining()));
        return this;
    }

    Installation user(String name, Role role) throws Exception {
        new UsersFile(users(), SecretFiles.ofThisMachine()).put(new User(name, role), "a long password of " + name);
        return this;
    }

    /** Lets the checks think that this is Windows, with these sessions. */
    Installation onWindows(SessionHost host) {
        windows = true;
        sessions = host;
        return this;
    }

    Installation withJavaFor(String processor) {
        architecture = processor;
        return this;
    }

    Installation at(Instant time) {
        now = time;
        return this;
    }

    private Machine machine() {
        return new Machine(
                "17.0.9+1",
                architecture,
                Path.of(System.getProperty("java.home")),
                windows,
                Optional.of(base.resolve("logoffd.jar")),
                InstantSource.fixed(now),
                () -> sessions);
    }

    Result doctor(String... options) {
        return run(new DoctorCommand(this::machine), options);
    }

    Result support(String... options) {
        ServiceAccess access = new ServiceAccess(Map.of(), file -> Optional.empty(), Optional::empty);
        return run(new SupportCommand(access, this::machine), options);
    }

    private Result run(Object command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--config", config().toString()));
        arguments.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    /** Returns every file with its time and content. */
    Map<String, String> content() throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted().toList()) {
                content.put(
                        base.relativize(file).toString(),
                        Files.getLastModifiedTime(file) + " "
                                + (Files.isDirectory(file) ? "" : Files.readString(file)));
            }
        }
        return content;
    }
}
