package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration of nginx lets the page of Hawtio through to the service, and no other page. */
class HawtioDoorIT {

    private static final String NGINX = "/usr/sbin/nginx";
    private static final String PAGE = "https://console.example.com";
    private static final int PORT = ServerProcess.freePort();
    private static final String READ =
            "{\"type\":\"read\",\"mbean\":\"logoffd:type=SessionHost,*\",\"attribute\":\"UserCount\"}";

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static ServerProcess nginx;

    @BeforeAll
    static void start() throws IOException {
        RequiredPrograms.installed(NGINX);
        service = RunningService.demo(folder);
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration());
        nginx = ServerProcess.start(
                "nginx", folder, Map.of(), List.of(NGINX, "-p", folder.toString(), "-c", configuration.toString()));
        nginx.awaitStart(() -> Files.exists(folder.resolve("nginx.pid")));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void thePageOfHawtioIsServed() {
        HttpResponse<String> answer = ask("origin", PAGE, "sec-fetch-site", "same-origin");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"UserCount\":5");
    }

    @Test
    void otherPagesAreRefused() {
        assertThat(ask("origin", "https://other.example.com").statusCode()).isEqualTo(403);
        assertThat(ask("origin", PAGE + ".example.org").statusCode()).isEqualTo(403);
        assertThat(ask("origin", "null").statusCode()).isEqualTo(403);
        assertThat(ask("sec-fetch-site", "cross-site").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> ask(String... headers) {
        return service.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/jolokia/"))
                .header("authorization", service.basic("monitor"))
                .header("content-type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString(READ))
                .build());
    }

    /** The shipped file without TLS, on other ports and with all files in the folder of the test. */
    private static String configuration() throws IOException {
        String server = Files.readString(Path.of("jolokia-config/hawtio/nginx.conf"))
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + PORT + ';')
                .replace("127.0.0.1:8778", "127.0.0.1:" + service.port())
                .lines()
                .filter(line -> !line.contains("ssl_certificate"))
                .collect(Collectors.joining("\n"));
        String files = List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
                .map(name -> name + "_temp_path " + folder.resolve(name) + ";\n")
                .collect(Collectors.joining());
        return "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"
                + files + server + "\n}\n";
    }
}
