package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.logoffd.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes answers, each within the patience of the watch, never cached, never to be taken for something else by a browser.
 *
 * @param watch ends answers that are not read
 */
record Responses(AnswerWatch watch) {

    private static final int CHUNKED = 0;
    private static final int NO_BODY = -1;

    /** Something that is written to the client. */
    @FunctionalInterface
    interface Body {
        void writeTo(AnswerOutput out) throws IOException;
    }

    /** Sends JSON of any size without building its text in memory, and closes the exchange. */
    void json(HttpExchange exchange, int status, Object json) throws IOException {
        send(exchange, status, "application/json; charset=utf-8", out -> JsonWriter.write(json, out));
    }

    /** Sends a body of any size, and closes the exchange; when the body fails, the client sees that it is not complete. */
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
        if (exchange.getRequestMethod().equals("HEAD")) {
            begin(exchange, status, contentType, NO_BODY);
            return;
        }
        AnswerOutput out = new AnswerOutput(length -> begin(exchange, status, contentType, length));
        body.writeTo(out);
        out.finish();
    }

    /** Begins an answer that has no end yet; whoever calls writes it and has it watched. */
    static OutputStream beginStream(HttpExchange exchange, String contentType) throws IOException {
        return begin(exchange, 200, contentType, CHUNKED);
    }

    private static OutputStream begin(HttpExchange exchange, int status, String contentType, int length)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, length);
        return exchange.getResponseBody();
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
