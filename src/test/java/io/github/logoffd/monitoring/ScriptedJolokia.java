package io.github.logoffd.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service whose answers are given beforehand, for moments that a real one has too rarely. */
final class ScriptedJolokia implements AutoCloseable {

    private final Map<String, String> answers;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private ScriptedJolokia(Map<String, String> answers) throws IOException {
        this.answers = answers;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jolokia/", this::answer);
    }

    /**
     * Starts it.
     *
     * @param answers the body of the answer to a request whose JSON contains this word
     */
    static ScriptedJolokia start(Map<String, String> answers) throws IOException {
        ScriptedJolokia jolokia = new ScriptedJolokia(answers);
        jolokia.server.start();
        return jolokia;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns the words of the requests, in their order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String word = answers.keySet().stream()
                .filter(each -> request.contains('"' + each + '"'))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no answer to " + request));
        asked.add(word);
        byte[] body = answers.get(word).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
