package io.github.logoffd.monitoring;

import io.github.logoffd.support.json.JsonWriter;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * A Chromium without a window, driven as by a person through ChromeDriver. Speaks W3C WebDriver itself: the few
 * commands of it that are used here take less than the libraries of Selenium.
 */
public final class Browser implements AutoCloseable {

    private static final String CHROMIUM = "/usr/bin/chromium";
    private static final String DRIVER = "/usr/bin/chromedriver";

    /** The member that holds the id of an element; a constant of the protocol. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerProcess driver;
    private final String session;

    private Browser(ServerProcess driver, String base, Path profile) {
        this.driver = driver;
        driver.awaitStart(() -> isReady(base));
        JSONObject created = (JSONObject)
                ask("POST", base + "/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities(profile))));
        this.session = base + "/session/" + created.get("sessionId");
    }

    /** Skips the calling test where there is no browser. */
    public static void installed() {
        RequiredPrograms.installed(CHROMIUM, DRIVER);
    }

    /** Starts a browser with an empty profile. */
    public static Browser start(Path folder) {
        int port = ServerProcess.freePort();
        ServerProcess driver = ServerProcess.start("chromedriver", folder, Map.of(), List.of(DRIVER, "--port=" + port));
        try {
            return new Browser(driver, "http://127.0.0.1:" + port, folder.resolve("profile"));
        } catch (RuntimeException | AssertionError e) {
            driver.close();
            throw e;
        }
    }

    private static Map<String, ?> capabilities(Path profile) {
        return Map.of(
                "goog:chromeOptions",
                options(profile),
                "goog:loggingPrefs",
                Map.of("browser", "ALL", "performance", "ALL"));
    }

    private static Map<String, ?> options(Path profile) {
        return Map.of(
                "binary",
                CHROMIUM,
                "args",
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--window-size=1200,860",
                        "--user-data-dir=" + profile));
    }

    public void open(String address) {
        command("POST", "/url", Map.of("url", address));
    }

    /** Waits for the element and clicks it. */
    public void click(String xpath) {
        onElement(xpath, id -> command("POST", "/element/" + id + "/click", Map.of()));
    }

    /** Waits for the element and returns the text that is visible in it. */
    public String text(String xpath) {
        return String.valueOf(onElement(xpath, id -> command("GET", "/element/" + id + "/text", Map.of())));
    }

    /** Waits for the element and scrolls until it is visible. */
    public void show(String xpath) {
        onElement(
                xpath,
                id -> command(
                        "POST",
                        "/execute/sync",
                        Map.of(
                                "script",
                                "arguments[0].scrollIntoView({block: 'center'})",
                                "args",
                                List.of(Map.of(ELEMENT, id)))));
    }

    /** Waits for the element, empties it and types into it. */
    public void type(String xpath, String text) {
        onElement(xpath, id -> {
            command("POST", "/element/" + id + "/clear", Map.of());
            return command("POST", "/element/" + id + "/value", Map.of("text", text));
        });
    }

    /** Presses keys on the element that has the focus. */
    public void press(String keys) {
        JSONObject active = (JSONObject) command("GET", "/element/active", Map.of());
        Object unused = command("POST", "/element/" + active.get(ELEMENT) + "/value", Map.of("text", keys));
    }

    /** Runs a script in the page and returns its result. */
    public Object run(String script, Object... arguments) {
        return command("POST", "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    /** The same for a script that calls its last argument with the result. */
    public Object runAsync(String script, Object... arguments) {
        return command("POST", "/execute/async", Map.of("script", script, "args", List.of(arguments)));
    }

    /** Sets the size of the page and the colours that its user prefers. */
    public void look(int width, int height, String scheme) {
        Object unusedSize = chrome(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Object unusedColours = chrome(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Returns the window in use. */
    public String window() {
        return (String) command("GET", "/window", Map.of());
    }

    /** Opens another window and uses it. */
    public String openWindow() {
        JSONObject opened = (JSONObject) command("POST", "/window/new", Map.of("type", "window"));
        String window = (String) opened.get("handle");
        useWindow(window);
        return window;
    }

    public void useWindow(String window) {
        Object unused = command("POST", "/window", Map.of("handle", window));
    }

    /** Closes a window; another one has to be used then. */
    public void closeWindow(String window) {
        useWindow(window);
        Object unused = command("DELETE", "/window", Map.of());
    }

    /** Sends a command of the protocol of Chromium's own developer tools. */
    public Object chrome(String command, Map<String, ?> parameters) {
        return command("POST", "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    /** Returns the new entries of a log, {@code browser} or {@code performance}. */
    public List<JSONObject> log(String type) {
        return ((List<?>) command("POST", "/se/log", Map.of("type", type)))
                .stream().map(JSONObject.class::cast).toList();
    }

    /** Keeps what is visible. */
    public Path picture(Path file) {
        try {
            return Files.write(file, Base64.getDecoder().decode((String) command("GET", "/screenshot", Map.of())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries again while the page replaces the element. */
    private Object onElement(String xpath, ElementCommand command) {
        AtomicReference<Object> result = new AtomicReference<>();
        Await.until(xpath + " is on the page", () -> {
            try {
                JSONObject found = (JSONObject) command("POST", "/element", Map.of("using", "xpath", "value", xpath));
                result.set(command.send((String) found.get(ELEMENT)));
                return true;
            } catch (NotPossibleException e) {
                return false;
            }
        });
        return result.get();
    }

    /** A command for one element. */
    private interface ElementCommand {
        Object send(String id);
    }

    private Object command(String method, String path, Map<String, ?> body) {
        return ask(method, session + path, body);
    }

    private Object ask(String method, String address, Map<String, ?> body) {
        BodyPublisher publisher =
                method.equals("POST") ? BodyPublishers.ofString(JsonWriter.text(body)) : BodyPublishers.noBody();
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .method(method, publisher)
                .build());
        if (response.statusCode() != 200) {
            throw new NotPossibleException(method + ' ' + address + ": " + response.body());
        }
        try {
            return ((JSONObject) new JSONParser().parse(new StringReader(response.body()))).get("value");
        } catch (IOException | ParseException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private boolean isReady(String base) {
        try {
            return ((JSONObject) ask("GET", base + "/status", Map.of()))
                    .get("ready")
                    .equals(true);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The browser could not do what a command said, such as click an element that is not there yet. */
    private static final class NotPossibleException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        NotPossibleException(String message) {
            super(message);
        }
    }

    @Override
    public void close() {
        try {
            command("DELETE", "", Map.of());
        } finally {
            driver.close();
        }
    }
}
