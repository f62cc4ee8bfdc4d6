package io.github.logoffd.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * Answers as the service does, with users that no Windows has. All of them have been disconnected for long; who is
 * logged off is gone at once.
 */
final class StrangeUsers implements AutoCloseable {

    private final HttpServer server;
    private final JSONArray answer;
    private final JSONObject host;
    private final JSONObject pattern;

    /** The accounts by their keys. */
    private final Map<String, String> users = new ConcurrentHashMap<>();

    /** The expected users of the requests by the keys of their sessions. */
    private final Map<String, String> requests = new ConcurrentHashMap<>();

    private StrangeUsers(RunningService service) {
        answer = Json.array(ZabbixScripts.bulkRead(service, "*"));
        host = (JSONObject) ((JSONObject) ((JSONObject) answer.get(0)).get("value"))
                .values()
                .iterator()
                .next();
        pattern = service.sessionOf("m.svensson").orElseThrow();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts with the shape of the answers of a service. */
    static StrangeUsers like(RunningService service) {
        StrangeUsers users = new StrangeUsers(service);
        users.server.createContext("/", users::handle);
        users.server.start();
        return users;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + '/';
    }

    /** Adds a session, and returns its key. */
    String logOn(long id, String logonTime, String account) {
        String key = RunningService.HOST + ':' + id + ':' + logonTime;
        users.put(key, account);
        return key;
    }

    /** Returns who was expected by those who asked for logoffs, by key. */
    Map<String, String> requests() {
        return Map.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] bytes = answerTo(request).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String answerTo(String request) {
        if (request.startsWith("[")) {
            host.put(
                    "Sessions",
                    users.entrySet().stream()
                            .map(user -> session(user.getKey(), user.getValue()))
                            .toList());
            return Json.text(answer);
        }
        List<?> arguments = (JSONArray) Json.object(request).get("arguments");
        String key = (String) arguments.get(0);
        requests.put(key, (String) arguments.get(1));
        users.remove(key);
        return Json.text(Map.of("status", 200, "value", Map.of("Outcome", "DONE", "Message", "It is gone.")));
    }

    private Map<String, Object> session(String key, String account) {
        Map<String, Object> session = new HashMap<>();
        pattern.forEach((name, value) -> session.put(String.valueOf(name), value));
        session.put("Key", key);
        session.put("UniqueId", Long.valueOf(key.split(":", -1)[1]));
        session.put("Account", account);
        return session;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
