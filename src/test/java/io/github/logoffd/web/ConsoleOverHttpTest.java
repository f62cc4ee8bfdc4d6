package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.web.console.ConsoleFilesTest;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the console and its files, as a browser requests them. */
class ConsoleOverHttpTest {

    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"\\./([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
    private static final String READ = "/jolokia/read/" + ALICE + "/Id";

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return fixture.sendAsItIs(fixture.request(path).GET(), headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aBrowserIsLedFromTheRootToTheConsole() throws Exception {
        HttpResponse<String> response = get("/", "Accept", "text/html,application/xhtml+xml", "Sec-Fetch-Site", "none");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(header(response, "Location")).isEqualTo("/console/");
    }

    @Test
    void everyOtherClientGetsTheListOfEndpoints() throws Exception {
        JSONObject index = object(get("/").body());

        assertThat(((JSONObject) index.get("endpoints")).keySet())
                .containsExactlyInAnyOrder(
                        "/console/",
                        "/jolokia/",
                        "/events",
                        "/health",
                        "/metrics",
                        "/history",
                        "/counts",
                        "/hooks/alertmanager");
    }

    @Test
    void thePageMayLoadNothingFromElsewhereAndRunNothingWithin() throws Exception {
        HttpResponse<String> page = get("/console/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self' 'sha256-")
                .contains("style-src 'self';", "connect-src 'self';", "frame-ancestors 'none';", "form-action 'none';")
                .contains("require-trusted-types-for 'script'; trusted-types 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theImportMapIsAllowedByItsHash() throws Exception {
        HttpResponse<String> page = get("/console/");

        String map = page.body().replaceFirst("(?s).*<script type=\"importmap\">(.*?)</script>.*", "$1");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8));
        assertThat(header(page, "Content-Security-Policy"))
                .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void filesAreKeptForEverUnderTheNameOfTheirVersion() throws Exception {
        List<String> files = FILE.matcher(get("/console/").body())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(files).hasSize(4);
        for (String file : files) {
            HttpResponse<String> response = get("/console/" + file);
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void everyImportOfEveryScriptIsServed() throws Exception {
        String main = FILE.matcher(get("/console/").body())
                .results()
                .map(match -> match.group(1))
                .filter(file -> file.endsWith("main.js"))
                .findFirst()
                .orElseThrow();
        String folder = main.substring(0, main.indexOf('/') + 1);
        List<String> imports = IMPORT.matcher(get("/console/" + main).body())
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(imports).isNotEmpty();
        assertImportsOf(folder, "main.js");
    }

    private static void assertImportsOf(String folder, String file) throws Exception {
        HttpResponse<String> script = get("/console/" + folder + file);
        assertThat(script.statusCode()).as(file).isEqualTo(200);
        assertThat(header(script, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        for (String imported : IMPORT.matcher(script.body())
                .results()
                .map(match -> match.group(1))
                .toList()) {
            if (!imported.equals("app.js") || file.equals("main.js")) {
                assertThat(get("/console/" + folder + imported).statusCode())
                        .as(imported)
                        .isEqualTo(200);
            }
        }
    }

    /** The library of the chart is loaded when a chart is shown. */
    @Test
    void thePageWithTheFilesThatItLoadsAtFirstIsSmall() throws Exception {
        HttpResponse<byte[]> page = compressed("/console/");
        String text = get("/console/").body();
        String folder = text.replaceFirst("(?s).*src=\"\\./([^/]+)/main.js.*", "$1");
        int bytes = page.body().length;
        List<String> files = ConsoleFilesTest.names().stream()
                .filter(name -> !name.equals("lib/uPlot.esm.js"))
                .toList();
        for (String file : files) {
            bytes += compressed("/console/" + folder + '/' + file).body().length;
        }

        assertThat(bytes).isLessThan(70_000);
    }

    private static HttpResponse<byte[]> compressed(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        fixture.request(path).header("Accept-Encoding", "gzip").build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/main.js",
                "/console/x/main.js",
                "/console/../console/main.js",
                "/console/%2e%2e/index.html",
                "/console/index.html",
                "/console/files.txt",
                "/console/lib/preact-LICENSE"
            })
    void nothingElseOfTheJarIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({"/,302", "/console,302", "/console/,200"})
    void aLinkOnAnotherSiteOpensThePage(String path, int status) throws Exception {
        HttpResponse<String> response = get(
                path,
                "Accept",
                "text/html",
                "Sec-Fetch-Site",
                "cross-site",
                "Sec-Fetch-Mode",
                "navigate",
                "Sec-Fetch-Dest",
                "document");

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/console/,no-cors,script",
        "/console/,navigate,iframe",
        "/console/,cors,empty",
        "/console/user,navigate,document",
        READ + ",navigate,document",
        "/health,navigate,document",
        "/events,navigate,document"
    })
    void anotherSiteGetsNothingElse(String path, String mode, String destination) throws Exception {
        HttpResponse<String> response = fixture.get(
                path, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", destination);

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void aForeignHostIsRefusedForThePageToo() throws Exception {
        try (Socket socket = fixture.connect()) {
            socket.getOutputStream()
                    .write("GET /console/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void theConsoleGetsAnotherChallengeThanOtherClients() throws Exception {
        HttpResponse<String> ofConsole = get(READ, "X-Requested-With", "logoffd-console");
        HttpResponse<String> ofAnother = get(READ);

        assertThat(ofConsole.statusCode()).isEqualTo(401);
        assertThat(header(ofConsole, "WWW-Authenticate")).isEqualTo("logoffd-console realm=\"logoffd\"");
        assertThat(ofAnother.statusCode()).isEqualTo(401);
        assertThat(header(ofAnother, "WWW-Authenticate")).startsWith("Basic ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "monitor"})
    void thePageLearnsItsUserAndRole(String user) throws Exception {
        HttpRequest.Builder request = fixture.request("/console/user")
                .setHeader(UsersFixture.AUTHORIZATION, UsersFixture.basic(user))
                .GET();

        JSONObject answer = object(fixture.sendAsItIs(request).body());

        assertThat(answer.get("user")).isEqualTo(user);
        assertThat(answer.get("role")).isEqualTo(user);
        assertThat(((Number) answer.get("idleSeconds")).longValue()).isEqualTo(900);
        assertThat(((Number) answer.get("staleSeconds")).longValue()).isEqualTo(60);
    }

    @Test
    void thePageIsReadOnly() throws Exception {
        HttpResponse<String> response =
                fixture.sendAsItIs(fixture.request("/console/").POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
    }
}
