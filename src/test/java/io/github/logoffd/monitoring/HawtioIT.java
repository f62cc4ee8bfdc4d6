package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hawtio behind the shipped configuration of nginx, which admits this page and no other. The screenshots in the guide
 * are made here: {@code -Dlogoffd.update=true} renews them.
 */
class HawtioIT {

    private static final Path HAWTIO = Path.of(System.getProperty("logoffd.build.directory", "target"), "hawtio")
            .toAbsolutePath();
    private static final Path PICTURES = Path.of("jolokia-config/hawtio");
    private static final long LARGEST_PICTURE = 120_000;
    private static final int PORT = ServerProcess.freePort();
    private static final String PAGE = "http://127.0.0.1:" + PORT;
    private static final String READ =
            "{\"type\":\"read\",\"mbean\":\"logoffd:type=SessionHost,*\",\"attribute\":\"UserCount\"}";

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static ServerProcess nginx;

    @BeforeAll
    static void start() throws IOException {
        RequiredPrograms.installed(Nginx.PROGRAM, HAWTIO.toString());
        service = RunningService.demo(folder);
        nginx = Nginx.start(folder, server());
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
    void anOperatorSignsInAndLogsASessionOff() throws IOException {
        Browser.installed();
        Object id = service.sessionOf("m.svensson").orElseThrow().get("Id");
        try (Browser browser = Browser.start(folder)) {
            signIn(browser, "operator");
            assertThat(browser.text("//header")).contains("operator");
            select(browser, "logoffd-folder", "-Session-folder", "-" + RunningService.HOST + "-folder", "-" + id);
            assertThat(browser.text("//tr[.//*[text()='State']]")).contains("DISCONNECTED");
            assertThat(browser.text("//tr[.//*[text()='Account']]")).contains("CONTOSO\\m.svensson");
            keep(browser, "hawtio-session.png");

            browser.click("//*[text()='Operations']");
            browser.click("//li[@aria-labelledby='operation logoff(boolean)']//button");
            browser.click("//input[contains(@id,'logoff(boolean)') and contains(@id,'wait')]");
            browser.click("//section[@id='operation-execute-logoff(boolean)']//button[text()='Execute']");
            String result = "//section[@id='operation-result-logoff(boolean)']";
            assertThat(browser.text(result)).contains("\"Outcome\": \"DONE\"");
            browser.show(result);
            keep(browser, "hawtio-logoff.png");
        }
        assertThat(service.sessionOf("m.svensson")).isEmpty();
        assertThat(service.audited())
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("phase", "ANSWERED")
                        .containsEntry("operation", "logoff")
                        .containsEntry("user", "operator")
                        .containsEntry("account", "CONTOSO\\m.svensson"));
    }

    /** Enters name and password, which a browser without a window asks for nowhere, in the address of another file. */
    private static void signIn(Browser browser, String user) {
        browser.open("http://" + user + ':' + service.password(user) + "@127.0.0.1:" + PORT + "/hawtio/robots.txt");
        browser.open(PAGE + "/hawtio/");
    }

    /** Opens the folders of the tree and selects the bean in the last one; the id of each continues the one before. */
    private static void select(Browser browser, String... steps) {
        String id = "";
        for (int i = 0; i < steps.length - 1; i++) {
            id += steps[i];
            browser.click("//li[@id='" + id + "']//button[contains(@class,'node-toggle')]");
        }
        browser.click("//li[@id='" + id + steps[steps.length - 1] + "']//button");
    }

    @Test
    void withoutAPasswordThereIsNoPage() {
        HttpResponse<String> page = service.send(
                HttpRequest.newBuilder(URI.create(PAGE + "/hawtio/")).build());

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic "));
    }

    @Test
    void thePageOfHawtioIsServed() {
        HttpResponse<String> answer = ask("origin", PAGE, "sec-fetch-site", "same-origin");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"UserCount\":");
    }

    @Test
    void otherPagesAreRefused() {
        assertThat(ask("origin", "https://other.example.com").statusCode()).isEqualTo(403);
        assertThat(ask("origin", PAGE + ".example.org").statusCode()).isEqualTo(403);
        assertThat(ask("origin", "null").statusCode()).isEqualTo(403);
        assertThat(ask("sec-fetch-site", "cross-site").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> ask(String... headers) {
        return service.send(HttpRequest.newBuilder(URI.create(PAGE + "/jolokia/"))
                .header("authorization", service.basic("monitor"))
                .header("content-type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString(READ))
                .build());
    }

    private static void keep(Browser browser, String name) throws IOException {
        Path picture = browser.picture(folder.resolve(name));
        assertThat(Files.size(picture)).as("bytes of %s", name).isBetween(1L, LARGEST_PICTURE);
        if (Boolean.getBoolean("logoffd.update")) {
            Files.copy(picture, PICTURES.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The shipped file without TLS, for other addresses, and Hawtio where the build has put it. */
    private static String server() throws IOException {
        return "include /etc/nginx/mime.types;\n"
                + Files.readString(PICTURES.resolve("nginx.conf"))
                        .replace("listen 443 ssl;", "listen 127.0.0.1:" + PORT + ';')
                        .replace("https://console.example.com", PAGE)
                        .replace("root /usr/share;", "root " + HAWTIO.getParent() + ';')
                        .replace("127.0.0.1:8778", "127.0.0.1:" + service.port())
                        .lines()
                        .filter(line -> !line.contains("ssl_certificate"))
                        .collect(Collectors.joining("\n"));
    }
}
