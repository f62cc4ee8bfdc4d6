package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.logoffd.json.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes answers, each within the patience of the watch, never cached, never to be taken for something else by a browser.
 *
 * @param watch ends answers that are not read
 */
record Responses(AnswerWatch watch) {

    private static final int CHUNKED = 0;
    private static final int NO_BODY = -1;
    private static final int BUFFER_CHARS = 8192;

    /** Something that is written to the client. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Sends JSON of any size without building its text in memory, and closes the exchange. */
    void json(HttpExchange exchange, int status, Object json) throws IOException {
        send(exchange, status, "application/json; charset=utf-8", out -> {
            try (Writer writer =
                    new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_CHARS)) {
                JsonWriter.write(json, writer);
            }
        });
    }

    /** Sends a body of any size, and closes the exchange. */
    void send(HttpExchange exchange, int status, String contentType, Body body) throws IOException {
        Writing writing = watch.begin(() -> false);
        try {
            writing.write(() -> {
                try (exchange) {
                    write(exchange, status, contentType, body);
                }
            });
        } finally {
            watch.end(writing);
        }
    }

    private static void write(HttpExchange exchange, int status, String contentType, Body body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        begin(exchange, status, contentType, head ? NO_BODY : CHUNKED);
        if (head) {
            return;
        }
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), BUFFER_CHARS)) {
            body.writeTo(out);
        }
    }

    /** Begins an answer that has no end yet; whoever calls writes it and has it watched. */
    static void beginStream(HttpExchange exchange, String contentType) throws IOException {
        begin(exchange, 200, contentType, CHUNKED);
    }

    private static void begin(HttpExchange exchange, int status, String contentType, int length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, length);
    }

    /** Refuses every method but these, such as {@code GET, POST}. */
    void wrongMethod(HttpExchange exchange, String allowed) throws IOException {
        exchange.getResponseHeaders().set("Allow", allowed);
        error(
                exchange,
                405,
                "The method is " + exchange.getRequestMethod() + "; expected is " + allowed.replace(", ", " or ")
                        + '.');
    }

    /** Sends a refusal: what was wrong and what is expected, in one sentence. Closes the exchange. */
    void error(HttpExchange exchange, int status, String sentence) throws IOException {
        json(exchange, status, Map.of("status", status, "error", sentence));
    }
}
