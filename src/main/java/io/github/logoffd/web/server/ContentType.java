package io.github.logoffd.web.server;

import java.util.Locale;
import java.util.Optional;

/** The content type of a request body. A form of a foreign web page can send any text, but cannot declare it as JSON. */
public final class ContentType {

    private ContentType() {}

    /** Returns the header, empty when there is none. */
    public static Optional<String> of(Exchange exchange) {
        return exchange.header("Content-Type");
    }

    /** Tells whether the body is declared as JSON. */
    public static boolean isJson(Exchange exchange) {
        return of(exchange)
                .filter(type ->
                        type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json"))
                .isPresent();
    }
}
