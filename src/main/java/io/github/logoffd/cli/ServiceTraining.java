package io.github.logoffd.cli;

import io.github.logoffd.cli.client.Credentials;
import io.github.logoffd.cli.client.ServiceAddress;
import io.github.logoffd.cli.client.ServiceClient;
import io.github.logoffd.config.ConfigKey;
import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.host.simulated.SimulatedSessionHost;
import io.github.logoffd.service.HostOpener;
import io.github.logoffd.service.HostSource;
import io.github.logoffd.service.LogoffdService;
import io.github.logoffd.service.NameLookups;
import io.github.logoffd.service.StartupException;
import io.github.logoffd.support.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the service on a simulated host, asked what monitoring asks and told to act once. */
final class ServiceTraining {

    private static final String USER = "operator";
    private static final String HOST = "logoffd:type=SessionHost,host=" + HostOpener.SIMULATED_HOST;
    private static final String SESSION = "2";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is read; the second read finds what the first has prepared. */
    private static final List<String> READS = List.of(
            "/health",
            "/jolokia/version",
            "/jolokia/read/" + HOST + "/Sessions",
            "/jolokia/read/" + HOST + "/Sessions",
            "/jolokia/read/logoffd:type=Session,host=" + HostOpener.SIMULATED_HOST + ",id=" + SESSION + "/IdleSeconds",
            "/jolokia/search/logoffd:*",
            "/jolokia/list",
            "/jolokia/list?listCache=true",
            "/history?user=training",
            "/metrics");

    private final Path folder;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Starts nothing yet.
     *
     * @param folder takes all files
     */
    ServiceTraining(Path folder) {
        this.folder = folder;
    }

    /** Runs all of it; what is refused or not found ends it. */
    void run() throws IOException, ProblemsException, StartupException, InterruptedException {
        NameLookups.limitToHostsFile();
        ServiceConfig config = ConfigReader.builtIn(folder.resolve("service"), Map.of(ConfigKey.HTTP_PORT.key(), "0"));
        try (LogoffdService service = new LogoffdService()) {
            String url = service.start(config, HostSource.demo(SimulatedSessionHost.GUIDE_USERS));
            ask(url, password(config));
        }
        CommandTraining.readThisHost();
    }

    private static String password(ServiceConfig config) throws IOException {
        return Files.readAllLines(config.firstPasswordsFile()).stream()
                .filter(line -> line.startsWith(USER + ' '))
                .findFirst()
                .orElseThrow()
                .substring(USER.length() + 1);
    }

    private void ask(String url, String password) throws IOException, InterruptedException {
        String authorization =
                "Basic " + Base64.getEncoder().encodeToString((USER + ':' + password).getBytes(StandardCharsets.UTF_8));
        for (String path : READS) {
            get(url, path, authorization).close();
        }
        get(url, "/events", authorization).close();
        ServiceClient client = new ServiceClient(
                ServiceAddress.parse(url), new Credentials(USER, password), Optional.empty(), PATIENCE);
        client.hosts();
        client.execute(HOST, "requestLogoff", SESSION, "", "", 0, "", "training", true);
    }

    private InputStream get(String url, String path, String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url).resolve(path))
                .header("Authorization", authorization)
                .header("Accept-Encoding", "gzip")
                .timeout(PATIENCE)
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered with status " + response.statusCode() + ", not with 200.");
        }
        if (!path.equals("/events")) {
            response.body().readAllBytes();
        }
        return response.body();
    }
}
