package io.github.logoffd.monitoring;

import io.github.logoffd.support.json.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * The product as a newcomer starts it, {@code java -jar target/logoffd.jar serve --demo}, on a free port and in a
 * folder of its own. The users are those that the first start makes.
 */
final class RunningService implements AutoCloseable {

    static final String HOST = "SIM-RDS01";

    private static final Path JAR = Path.of(System.getProperty("logoffd.build.directory", "target"), "logoffd.jar")
            .toAbsolutePath();
    private static final Path JOLOKIA = Path.of("jolokia-config").toAbsolutePath();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path folder;
    private final List<String> java;
    private final List<String> options;
    private final int port = ServerProcess.freePort();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private Optional<ServerProcess> process = Optional.empty();

    private RunningService(Path folder, List<String> java, List<String> options) {
        this.folder = folder;
        this.java = java;
        this.options = options;
    }

    /**
     * Starts the service and waits until it answers.
     *
     * @param folder where its configuration, users, logs and audit file go
     * @param configuration lines of logoffd.properties beside the port
     */
    static RunningService demo(Path folder, String... configuration) {
        return start(folder, List.of("--demo"), configuration);
    }

    /** The same in a JVM with further options. */
    static RunningService demoInJvm(Path folder, String... options) {
        return start(folder, List.of(options), List.of("--demo"));
    }

    /** The same with other options of {@code serve}. */
    static RunningService start(Path folder, List<String> options, String... configuration) {
        return start(folder, List.of(), options, configuration);
    }

    private static RunningService start(Path folder, List<String> java, List<String> options, String... configuration) {
        RunningService service = new RunningService(folder, java, options);
        try {
            Files.createDirectories(folder.resolve("service"));
            Files.writeString(
                    service.configurationFile(),
                    "http.port=" + service.port + '\n' + jolokia(configuration) + String.join("\n", configuration)
                            + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        service.start();
        return service;
    }

    /** The shipped files, unless the test has its own. */
    private static String jolokia(String... configuration) {
        boolean own = Stream.of(configuration).anyMatch(line -> line.startsWith("jolokia.directory="));
        return own ? "" : "jolokia.directory=" + JOLOKIA + '\n';
    }

    /** Starts it again after {@link #stop()}, on the same port; the simulated host begins anew. */
    void start() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(java);
        command.addAll(List.of(
                "-jar", JAR.toString(), "serve", "--config", configurationFile().toString()));
        command.addAll(options);
        process = Optional.of(
                ServerProcess.start("logoffd", folder, Map.of(), command).awaitStart(() -> health().isPresent()));
    }

    /** Ends it as a service manager does. */
    void stop() {
        process.ifPresent(ServerProcess::close);
        process = Optional.empty();
    }

    /** Ends it so that it writes nothing more. */
    void kill() {
        process.ifPresent(ServerProcess::kill);
        process = Optional.empty();
    }

    Path folder() {
        return folder;
    }

    Path configurationFile() {
        return folder.resolve("service/logoffd.properties");
    }

    int port() {
        return port;
    }

    /** Returns {@code http://127.0.0.1:PORT} and the path. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Returns the first password of {@code monitor} or {@code operator}. */
    String password(String user) {
        return lines(folder.resolve("service/initial-passwords.txt")).stream()
                .filter(line -> line.startsWith(user + ' '))
                .map(line -> line.substring(user.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** Returns the value that {@code authorization} has for a user. */
    String basic(String user) {
        String credentials = user + ':' + password(user);
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the sessions of the host that have a user. */
    List<JSONObject> users() {
        JSONArray all = (JSONArray) read("logoffd:type=SessionHost,host=" + HOST, "Sessions");
        return all.stream()
                .map(JSONObject.class::cast)
                .filter(session -> !session.get("UserName").equals(""))
                .toList();
    }

    /** Returns the session of a user, empty when there is none. */
    Optional<JSONObject> sessionOf(String user) {
        return users().stream()
                .filter(session -> session.get("UserName").equals(user))
                .findFirst();
    }

    /** Reads an attribute as {@code monitor}. */
    Object read(String bean, String attribute) {
        JSONObject answer = jolokia("monitor", Map.of("type", "read", "mbean", bean, "attribute", attribute));
        if (!Integer.valueOf(200).equals(((Number) answer.get("status")).intValue())) {
            throw new AssertionError("The service answered " + answer);
        }
        return answer.get("value");
    }

    /** Sends one request of Jolokia's protocol. */
    JSONObject jolokia(String user, Map<String, ?> request) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/jolokia/"))
                .timeout(TIMEOUT)
                .header("authorization", basic(user))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(JsonWriter.text(request)))
                .build());
        try {
            return (JSONObject) new JSONParser().parse(new StringReader(response.body()));
        } catch (IOException | ParseException e) {
            throw new AssertionError("The service answered " + response.statusCode() + ' ' + response.body(), e);
        }
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Returns the intents and answers of the audit file; the end of a logoff comes at any time. */
    List<JSONObject> audited() {
        return lines(folder.resolve("logs/audit.jsonl")).stream()
                .map(RunningService::parse)
                .filter(line -> !line.get("phase").equals("ENDED"))
                .toList();
    }

    private static JSONObject parse(String line) {
        try {
            return (JSONObject) new JSONParser().parse(new StringReader(line));
        } catch (IOException | ParseException e) {
            throw new AssertionError(line, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Integer> health() {
        try {
            return Optional.of(
                    send(HttpRequest.newBuilder(uri("/health")).timeout(TIMEOUT).build())
                            .statusCode());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
