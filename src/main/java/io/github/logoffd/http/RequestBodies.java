package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads bodies whole before anything is done, so that half a request does nothing.
 *
 * @param maxBytes the largest that is read
 * @param responses answers those that are larger
 */
record RequestBodies(int maxBytes, Responses responses) {

    /** Every connection can have one that is not larger. */
    private static final int SMALL = 1024;

    /**
     * Returns the body; nothing when it was too large, or there was no room for it, which is answered then.
     *
     * @param share where a body that is not small finds room
     */
    Optional<byte[]> read(HttpExchange exchange, Room.Share share) throws IOException {
        InputStream in = exchange.getRequestBody();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(in.readNBytes(Math.min(SMALL, maxBytes + 1)));
        if (body.size() == SMALL) {
            if (!share.takeForBody(maxBytes)) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                return refused(
                        exchange,
                        503,
                        "Too many large requests are under way, nothing of this one was done; expected is the same"
                                + " request a second later.");
            }
            body.writeBytes(in.readNBytes(maxBytes + 1 - SMALL));
        }
        return body.size() <= maxBytes
                ? Optional.of(body.toByteArray())
                : refused(
                        exchange,
                        413,
                        "The body has more than " + maxBytes
                                + " bytes; expected are fewer, or more requests (http.maxRequestBytes in logoffd.properties).");
    }

    /** The rest of the body is not read, so the connection ends. */
    private Optional<byte[]> refused(HttpExchange exchange, int status, String sentence) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        responses.error(exchange, status, sentence);
        return Optional.empty();
    }
}
