package io.github.logoffd.monitoring;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the commands of one guide in one shell, in a folder like a fresh checkout after the build. Changed in a command
 * are only: the port 8778, to a free one, as in the scripts, and {@code serve} is given it by {@code --config}; and the
 * key of a session, to the one that an earlier command printed for that session. {@code logoffd} is the script in
 * {@code service/commands}.
 */
final class GuideRun implements AutoCloseable {

    private static final String PORT = "8778";
    private static final String OWN_CONFIGURATION = "service/logoffd.properties";
    private static final String END = "--- end of the command ";

    private static final Pattern KEY = Pattern.compile("(SIM-RDS01:\\d+:)\\d{4}-[\\d-]+T[\\d:.]+Z");

    private final Path folder;
    private final Path output;
    private final int port = ServerProcess.freePort();
    private final Map<String, String> keys = new HashMap<>();
    private final Process shell;
    private Optional<ServerProcess> service = Optional.empty();
    private int commands;

    GuideRun(Path folder) throws IOException {
        this.folder = folder;
        this.output = folder.resolve("output");
        prepare();
        ProcessBuilder builder = new ProcessBuilder("sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("LOGOFFD_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment());
        shell = builder.start();
    }

    private void prepare() throws IOException {
        Path build =
                Path.of(System.getProperty("logoffd.build.directory", "target")).toAbsolutePath();
        copy(build.resolve("logoffd.jar"), "target/logoffd.jar");
        copy(build.resolve("lib"), "target/lib");
        copy(Path.of("jolokia-config"), "jolokia-config");
        copy(Path.of("service/commands"), "service/commands");
        String configuration = Files.readString(Path.of(OWN_CONFIGURATION));
        Files.writeString(folder.resolve(OWN_CONFIGURATION), translated(configuration));
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("logoffd"), folder.resolve("service/commands/logoffd"));
    }

    private void copy(Path from, String name) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = folder.resolve(name).resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
                if (file.toString().endsWith(".sh")) {
                    Files.writeString(to, translated(Files.readString(file)));
                }
            }
        }
    }

    private Map<String, String> environment() {
        String java = System.getProperty("java.home");
        return Map.of(
                "LOGOFFD_JAVA",
                java,
                "LC_ALL",
                "C.UTF-8",
                "PATH",
                folder.resolve("bin") + ":" + java + "/bin:" + System.getenv("PATH"));
    }

    private String translated(String text) {
        return text.replace(PORT, Integer.toString(port));
    }

    /** Runs a command and returns the lines that it prints. */
    List<String> run(ShownCommand shown) throws IOException {
        if (shown.isBuild()) {
            return List.of();
        }
        String command = withKeys(translated(shown.command()));
        if (shown.isService()) {
            serve(command);
            return List.of();
        }
        return inShell(command);
    }

    private String withKeys(String command) {
        return KEY.matcher(command)
                .replaceAll(key -> Matcher.quoteReplacement(keys.getOrDefault(key.group(1), key.group())));
    }

    private void serve(String command) {
        service.ifPresent(ServerProcess::close);
        String configured = command.contains("--config") ? command : command + " --config " + OWN_CONFIGURATION;
        service = Optional.of(
                ServerProcess.start("serve", folder, environment(), List.of("sh", "-c", "exec " + configured))
                        .awaitStart(this::isUp));
    }

    private boolean isUp() {
        try {
            HttpURLConnection health = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/health").toURL().openConnection();
            return health.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> inShell(String command) throws IOException {
        int before = printed().length();
        String end = END + ++commands + '\n';
        String line = "{ " + command + "\n} < /dev/null\nprintf '%s\\n' '" + end.strip() + "'\n";
        shell.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().flush();
        Await.until("this command ends: " + command, () -> printed().endsWith(end) || !shell.isAlive());
        String text = printed().substring(before).replace(Integer.toString(port), PORT);
        KEY.matcher(text).results().map(MatchResult::group).forEach(this::remember);
        return text.substring(0, text.length() - end.length()).lines().toList();
    }

    private void remember(String key) {
        keys.put(KEY.matcher(key).replaceFirst("$1"), key);
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shell.destroy();
        service.ifPresent(ServerProcess::close);
    }
}
