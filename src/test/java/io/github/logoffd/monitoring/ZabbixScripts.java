package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The JavaScript that is shipped for Zabbix, and the program that runs it without a server: in the same engine, with
 * the same limits.
 */
final class ZabbixScripts {

    static final Path FOLDER = Path.of("jolokia-config/zabbix").toAbsolutePath();
    static final String PROGRAM = "/usr/bin/zabbix_js";

    private static final Pattern PARAMETER = Pattern.compile("(?m)^//   (\\w+) +(\\{.+})$");
    private static final Pattern FIRST_SCRIPT = Pattern.compile("(?m)^( +)- \\|\\n((?:\\1 .*\\n)+)");
    private static final int LIMIT_SECONDS = 60;

    /** How a script ended: what it returned, or what it threw. */
    record Result(boolean returned, String text) {}

    private ZabbixScripts() {}

    static String logoff() {
        return read(FOLDER.resolve("logoffd-logoff.js"));
    }

    /** Returns the parameters of the script with their macros, as its head lists them. */
    static Map<String, String> logoffParameters() {
        Map<String, String> parameters = PARAMETER
                .matcher(logoff())
                .results()
                .collect(Collectors.toMap(
                        match -> match.group(1), match -> match.group(2), (one, other) -> one, LinkedHashMap::new));
        assertThat(parameters).hasSizeGreaterThan(5);
        return parameters;
    }

    /** Returns the script with which the template by HTTP reads an answer. */
    static String answerReader() {
        Matcher script = FIRST_SCRIPT.matcher(read(FOLDER.resolve("logoffd-http.yaml")));
        assertThat(script.find()).isTrue();
        return script.group(2);
    }

    /** Returns the answer to the request of the template. */
    static String bulkRead(RunningService service, String host) {
        List<Map<String, String>> request = List.of(
                Map.of("type", "read", "mbean", "logoffd:type=SessionHost,host=" + host + ",*"),
                Map.of("type", "read", "mbean", "logoffd:type=Service"));
        return service.send(HttpRequest.newBuilder(service.uri("/jolokia/"))
                        .header("authorization", service.basic("monitor"))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(Json.text(request)))
                        .build())
                .body();
    }

    /** Runs a script on a value. */
    static Result run(Path folder, String script, String value) {
        try {
            Path output = folder.resolve("script.out");
            Process process = new ProcessBuilder(List.of(
                            PROGRAM,
                            "-s",
                            Files.writeString(folder.resolve("script.js"), script)
                                    .toString(),
                            "-i",
                            Files.writeString(folder.resolve("script.in"), value)
                                    .toString(),
                            "-t",
                            String.valueOf(LIMIT_SECONDS)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2 * LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The script did not end:\n" + script);
            }
            return new Result(
                    process.exitValue() == 0,
                    Files.readString(output, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
