package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** One unpacked distribution on a {@link WineMachine}, and its HTTP address. */
final class InstalledService implements AutoCloseable {

    /** In the command line of its process. */
    private static final String PROCESS = "//RS//logoffd";

    private static final String EVENTS = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\logoffd";

    private final WineMachine machine;
    private final Path base;
    private final Path programs;
    private final Path data;
    private final int port = freePort();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Empty when the usual folders are used. */
    private final List<String> folders;

    private InstalledService(WineMachine machine, Path base, Path programs, Path data, List<String> folders) {
        this.machine = machine;
        this.folders = folders;
        this.base = base;
        this.programs = programs;
        this.data = data;
    }

    /** Unpacks the zip into a folder, as an administrator would; nothing is installed yet. */
    static InstalledService unpack(WineMachine machine, Path folder) {
        try (ZipInputStream zip =
                new ZipInputStream(Files.newInputStream(Path.of(System.getProperty("logoffd.windows.zip"))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                write(folder.resolve(entry.getName()), entry, zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path programs = folder.resolve("program");
        Path data = folder.resolve("data");
        return new InstalledService(
                machine,
                folder.resolve("logoffd-" + System.getProperty("logoffd.version")),
                programs,
                data,
                List.of("--program", WineMachine.windowsPath(programs), "--data", WineMachine.windowsPath(data)));
    }

    /** Returns the same with the folders that are used when none are given. */
    InstalledService inUsualFolders() {
        return new InstalledService(
                machine,
                base,
                machine.drive().resolve("Program Files/logoffd"),
                machine.drive().resolve("ProgramData/logoffd"),
                List.of());
    }

    private static void write(Path target, ZipEntry entry, InputStream content) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder that the zip was unpacked to. */
    Path base() {
        return base;
    }

    /** Returns the folder of the installed program. */
    Path program() {
        return programs.resolve(System.getProperty("logoffd.version"));
    }

    /** Makes what was unpacked another version of the same classes: the version is in the manifest of the jar only. */
    void changeVersion(String version) {
        try (FileSystem jar = FileSystems.newFileSystem(base.resolve("logoffd.jar"))) {
            Path file = jar.getPath("META-INF", "MANIFEST.MF");
            String manifest = Files.readString(file);
            assertThat(manifest).contains("Implementation-Version: ");
            Files.writeString(
                    file,
                    manifest.replaceFirst("Implementation-Version: [^\r\n]*", "Implementation-Version: " + version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes what was unpacked a version that cannot start. */
    void deleteServer() {
        try (Stream<Path> libraries = Files.list(base.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                if (library.getFileName().toString().startsWith("jetty-server")) {
                    Files.delete(library);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder of configuration, users, journal and logs. */
    Path data() {
        return data;
    }

    /**
     * Returns the contents of what an upgrade and a removal must not change; what begins the journal is there as long
     * as it is kept.
     *
     * @param users the name of the file of users
     */
    Map<String, String> dataThatStays(String users) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<String> journal = Files.lines(data.resolve("logs/service.jsonl"))) {
            for (String name : List.of("logoffd.properties", users, "initial-passwords.txt")) {
                contents.put(name, Files.readString(data.resolve("config").resolve(name)));
            }
            contents.put("journal", journal.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    int port() {
        return port;
    }

    /** Replaces values in logoffd.properties; the port is always one of the test's own. */
    void configure(String... lines) {
        try {
            Files.createDirectories(data().resolve("config"));
            Files.writeString(
                    data().resolve("config/logoffd.properties"),
                    "http.port=" + port + '\n' + String.join("\n", lines) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the configuration beside the jar, for commands that are run without an installation. */
    void configureBesideTheJar(String... lines) {
        try {
            Files.writeString(
                    base.resolve("service/logoffd.properties"),
                    "http.port=" + port + '\n' + String.join("\n", lines) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one of the scripts in {@code service}. */
    WineMachine.Result script(String name, String... arguments) {
        String[] line = new String[arguments.length + 3];
        line[0] = "cmd";
        line[1] = "/c";
        line[2] = "service\\" + name;
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        return machine.wine(base, line);
    }

    /** Installs the service into the folders of this test, with the Java of the tests. */
    WineMachine.Result install(String... arguments) {
        List<String> line = new ArrayList<>(List.of("--java", WineMachine.jre()));
        line.addAll(folders);
        line.addAll(List.of(arguments));
        return script("install.cmd", line.toArray(String[]::new));
    }

    /** Installs the service with its start, and waits until it answers. */
    void installAndAwaitHealth() {
        WineMachine.Result install = install("--no-archive");
        assertThat(install.exitCode()).as(install.output()).isZero();
        awaitHealth();
    }

    /**
     * Stops and removes the service: other tests install one of the same name. Not by a stop before: Wine would show
     * the service as stopping for ever, and uninstall.cmd would wait half a minute for it.
     */
    @Override
    public void close() {
        WineMachine.Result uninstall = script("uninstall.cmd");
        assertThat(uninstall.exitCode()).as(uninstall.output()).isZero();
        awaitEnd();
        awaitEndOfProcess();
    }

    /**
     * Removes a service that was stopped by hand; {@link #close} says why. The source of its events goes too, since
     * uninstall.cmd removes nothing of a service that is not there.
     */
    void forgetAfterStop() {
        assertThat(machine.wine(base, "sc", "delete", "logoffd").exitCode()).isZero();
        assertThat(machine.wine(base, "reg", "delete", EVENTS, "/f").exitCode()).isZero();
    }

    WineMachine.Result net(String verb) {
        return machine.wine(base, "net", verb, "logoffd");
    }

    /** Ends the process of the service in the middle of whatever it does. */
    void kill() {
        machine.kill(PROCESS);
        awaitEndOfProcess();
    }

    void startAndAwaitHealth() {
        assertThat(net("start").output()).contains("started");
        awaitHealth();
    }

    void awaitHealth() {
        // As long as install.cmd waits: under Wine a service needs a processor for 20 seconds to start.
        assertThat(Await.holdsWithin(Duration.ofMinutes(2), () -> status("/health") == 200))
                .as("the service answers")
                .isTrue();
    }

    void awaitEnd() {
        Await.until("the service has stopped", () -> status("/health") == -1);
    }

    /**
     * Wine shows the processes of its Windows as processes of this machine, with their own command lines. procrun waits
     * 15 seconds for the console of Wine before it ends.
     */
    void awaitEndOfProcess() {
        assertThat(Await.holdsWithin(Duration.ofSeconds(60), () -> !machine.runs(PROCESS)))
                .as("the process of the service has ended")
                .isTrue();
    }

    private int status(String path) {
        return get(path).map(HttpResponse::statusCode).orElse(-1);
    }

    /** Returns the answer of {@code /health}, {@code ""} while there is none. */
    String health() {
        return get("/health").map(HttpResponse::body).orElse("");
    }

    private Optional<HttpResponse<String>> get(String path) {
        try {
            return Optional.of(send(HttpRequest.newBuilder(uri(path)), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Posts a Jolokia request and returns the whole answer. */
    JSONObject jolokia(String request) {
        try {
            return (JSONObject)
                    new JSONParser().parse(new StringReader(post(request).body()));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException("No JSON came back for " + request + '.', e);
        }
    }

    /** Posts a Jolokia request and returns what comes back for it, within two minutes. */
    HttpResponse<String> post(String request) throws IOException {
        return send(
                HttpRequest.newBuilder(uri("/jolokia/"))
                        .header("Authorization", authorization())
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofMinutes(2))
                        .POST(BodyPublishers.ofString(request)),
                BodyHandlers.ofString());
    }

    /** Follows the events after that one, or from now on; the stream is open until one side ends it. */
    HttpResponse<InputStream> events(Optional<String> lastEventId) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/events")).header("Authorization", authorization());
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        return send(request, BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) throws IOException {
        try {
            return client.send(request.build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads one attribute; null when there is no such bean. */
    Object read(String mbean, String attribute) {
        return jolokia("{\"type\":\"read\",\"mbean\":\"" + mbean + "\",\"attribute\":\"" + attribute + "\"}")
                .get("value");
    }

    /** Returns the name under which the machine's own host is shown. */
    String host() {
        JSONObject service = (JSONObject) jolokia("{\"type\":\"read\",\"mbean\":\"logoffd:type=Service\"}")
                .get("value");
        return (String) ((JSONArray) service.get("Hosts")).get(0);
    }

    /** Executes an operation and returns the record that it answers. */
    JSONObject exec(String mbean, String operation, String arguments) {
        JSONObject answer = jolokia("{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"" + operation
                + "\",\"arguments\":" + arguments + "}");
        assertThat(answer.get("status")).as(answer.toJSONString()).isEqualTo(200L);
        return (JSONObject) answer.get("value");
    }

    private String authorization() {
        String user = "operator:" + password();
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what an administrator logs in with at first: the password that the service has left in a file. */
    String password() {
        String begin = "operator ";
        try (Stream<String> lines = Files.lines(data().resolve("config/initial-passwords.txt"))) {
            return lines.filter(line -> line.startsWith(begin))
                    .findFirst()
                    .orElseThrow()
                    .substring(begin.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the status of a read that names no user. */
    int statusWithoutAUser() {
        return status("/jolokia/version");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Returns the log, {@code ""} while there is none. */
    String log() {
        Path log = data().resolve("logs/logoffd.log");
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String audit() {
        try {
            return Files.readString(data().resolve("logs/audit.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
