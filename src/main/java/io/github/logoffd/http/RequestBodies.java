package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads bodies whole before anything is done, so that half a request does nothing.
 *
 * @param maxBytes the largest that is read
 * @param responses answers those that are larger
 */
record RequestBodies(int maxBytes, Responses responses) {

    /** Returns the body; nothing when it was too large, which is answered then. */
    Optional<byte[]> read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(maxBytes + 1);
        if (body.length <= maxBytes) {
            return Optional.of(body);
        }
        exchange.getResponseHeaders().set("Connection", "close");
        responses.error(
                exchange,
                413,
                "The body has more than " + maxBytes
                        + " bytes; expected are fewer, or more requests (http.maxRequestBytes in logoffd.properties).");
        return Optional.empty();
    }
}
