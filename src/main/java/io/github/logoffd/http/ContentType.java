package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.Locale;
import java.util.Optional;

/** What a client says of its body. A form of a foreign web page can send any text, but cannot call it JSON. */
final class ContentType {

    private ContentType() {}

    /** Returns the header, empty when there is none. */
    static Optional<String> of(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"));
    }

    /** Tells whether the body is said to be JSON. */
    static boolean isJson(HttpExchange exchange) {
        return of(exchange)
                .filter(type ->
                        type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json"))
                .isPresent();
    }
}
