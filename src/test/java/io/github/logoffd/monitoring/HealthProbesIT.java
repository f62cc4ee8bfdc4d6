package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /health}, queried by probes, load balancers and proxies as the guide configures them. */
class HealthProbesIT {

    private static final String CHECK_HTTP = "/usr/lib/nagios/plugins/check_http";
    private static final String HAPROXY = "/usr/sbin/haproxy";
    private static final String UP = "\"status\":\"UP\"";
    private static final int OK = 0;
    private static final int WARNING = 1;

    /** Columns of HAProxy's statistics. */
    private static final int BACKEND = 0;

    private static final int SERVER = 1;
    private static final int CHECK_STATUS = 36;
    private static final int CHECK_CODE = 37;

    private static final int BACKENDS = 4;

    /** What precedes the result of the previous check while another one runs. */
    private static final Pattern RUNNING = Pattern.compile("^\\* ");

    @TempDir
    private static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.demo(folder.resolve("product"));
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void checkHttpWithAnAddressSendsNoHostAndIsServed() {
        HookRun got = checkHttp("-u", "/health", "-s", UP);
        HookRun head = checkHttp("-u", "/health", "-j", "HEAD");

        assertThat(got.exitCode()).as(got.toString()).isEqualTo(OK);
        assertThat(got.answer()).startsWith("HTTP OK: HTTP/1.1 200 OK");
        assertThat(head.exitCode()).as(head.toString()).isEqualTo(OK);
    }

    @Test
    void checkHttpWithANameNeedsOneThatIsAllowed() {
        HookRun known = checkHttp("-H", "localhost", "-u", "/health");
        HookRun unknown = checkHttp("-H", "other.example.com", "-u", "/health");

        assertThat(known.exitCode()).as(known.toString()).isEqualTo(OK);
        assertThat(unknown.exitCode()).as(unknown.toString()).isEqualTo(WARNING);
        assertThat(unknown.answer()).contains("403 Forbidden");
    }

    @Test
    void withoutAHostNothingElseIsServed() {
        HookRun metrics = checkHttp("-u", "/metrics", "-a", "monitor:" + service.password("monitor"));

        assertThat(metrics.exitCode()).as(metrics.toString()).isEqualTo(WARNING);
        assertThat(metrics.answer()).contains("403 Forbidden");
    }

    private static HookRun checkHttp(String... options) {
        RequiredPrograms.installed(CHECK_HTTP);
        List<String> command =
                new ArrayList<>(List.of(CHECK_HTTP, "-I", "127.0.0.1", "-p", String.valueOf(service.port())));
        command.addAll(List.of(options));
        return HookRun.of(folder, command, Map.of());
    }

    @Test
    void haproxyFindsTheServiceUpByBothVersionsOfHttp() throws IOException {
        RequiredPrograms.installed(HAPROXY);
        int port = ServerProcess.freePort();
        Path configuration = Files.writeString(folder.resolve("haproxy.cfg"), """
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 5s
                    timeout server 5s
                    default-server check inter 200
                frontend statistics
                    bind 127.0.0.1:%1$d
                    stats enable
                    stats uri /statistics
                backend old-http
                    option httpchk GET /health
                    server logoffd 127.0.0.1:%2$d
                backend http
                    option httpchk
                    http-check send meth HEAD uri /health ver HTTP/1.1 hdr Host 127.0.0.1
                    server logoffd 127.0.0.1:%2$d
                backend other-name
                    option httpchk
                    http-check send meth GET uri /health ver HTTP/1.1 hdr Host other.example.com
                    server logoffd 127.0.0.1:%2$d
                backend no-path
                    option httpchk
                    server logoffd 127.0.0.1:%2$d
                """.formatted(port, service.port()));
        try (ServerProcess haproxy =
                ServerProcess.start("haproxy", folder, Map.of(), List.of(HAPROXY, "-f", configuration.toString()))) {
            Map<String, String> checks = new HashMap<>();
            haproxy.awaitStart(() -> {
                checks.putAll(checks(port));
                return checks.size() == BACKENDS
                        && checks.values().stream().noneMatch(check -> check.startsWith("INI"));
            });

            assertThat(checks)
                    .containsEntry("old-http", "L7OK 200")
                    .containsEntry("http", "L7OK 200")
                    .containsEntry("other-name", "L7STS 403")
                    .containsEntry("no-path", "L7STS 403");
        }
    }

    /** Returns the result of the latest check for each backend, none while HAProxy starts. */
    private static Map<String, String> checks(int port) {
        try {
            return send(port, "GET", "/statistics;csv")
                    .body()
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(columns -> columns.length > CHECK_CODE && columns[SERVER].equals("logoffd"))
                    .collect(Collectors.toMap(
                            columns -> columns[BACKEND],
                            columns -> RUNNING.matcher(columns[CHECK_STATUS]).replaceFirst("")
                                    + ' '
                                    + columns[CHECK_CODE]));
        } catch (UncheckedIOException e) {
            return Map.of();
        }
    }

    @Test
    void nginxForwardsHealthFromTheUpstreamThatRuns() {
        RequiredPrograms.installed(Nginx.PROGRAM);
        int port = ServerProcess.freePort();
        try (ServerProcess nginx = Nginx.start(folder, """
                upstream sessions {
                    server 127.0.0.1:%1$d;
                    server 127.0.0.1:%2$d;
                }
                server {
                    listen 127.0.0.1:%3$d;
                    proxy_next_upstream error timeout http_503;
                    location = /health {
                        proxy_pass http://sessions;
                        proxy_set_header Host 127.0.0.1;
                    }
                    location = /without-host {
                        proxy_pass http://sessions/health;
                        proxy_set_header Host "";
                    }
                    location = /name-of-the-upstream {
                        proxy_pass http://sessions/health;
                    }
                }
                """.formatted(ServerProcess.freePort(), service.port(), port))) {
            for (int i = 0; i < 4; i++) {
                assertThat(send(port, "GET", "/health").body()).as(nginx.log()).contains(UP);
                assertThat(send(port, "HEAD", "/health").statusCode()).isEqualTo(200);
            }
            assertThat(send(port, "GET", "/without-host").body()).contains(UP);
            assertThat(send(port, "GET", "/name-of-the-upstream").statusCode()).isEqualTo(403);
            assertThat(send(port, "GET", "/name-of-the-upstream").body())
                    .contains("Unknown Host header \\\"sessions\\\"");
        }
    }

    private static HttpResponse<String> send(int port, String method, String path) {
        return service.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build());
    }
}
