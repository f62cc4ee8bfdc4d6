package io.github.logoffd.http;

import java.util.Locale;
import java.util.Optional;

/** What a client says of its body. A form of a foreign web page can send any text, but cannot call it JSON. */
final class ContentType {

    private ContentType() {}

    /** Returns the header, empty when there is none. */
    static Optional<String> of(Exchange exchange) {
        return exchange.header("Content-Type");
    }

    /** Tells whether the body is said to be JSON. */
    static boolean isJson(Exchange exchange) {
        return of(exchange)
                .filter(type ->
                        type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json"))
                .isPresent();
    }
}
