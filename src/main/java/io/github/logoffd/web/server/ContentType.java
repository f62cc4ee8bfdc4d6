package io.github.logoffd.web.server;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The content type of a request body. A foreign web page can send any text as a form, as {@code text/plain} or without
 * a type, but cannot declare it as JSON without a preflight, which this service refuses.
 */
public final class ContentType {

    /** {@code text/json} is what jolokia.js sent until 2.6.0, and so Hawtio. */
    private static final Pattern JSON =
            Pattern.compile("(?:application/(?:[\\w.+-]+\\+)?|text/)json", Pattern.CASE_INSENSITIVE);

    private ContentType() {}

    /** Returns the header, empty when there is none. */
    public static Optional<String> of(Exchange exchange) {
        return exchange.header("Content-Type");
    }

    /** Tells whether the body is declared as JSON. */
    public static boolean isJson(Exchange exchange) {
        return of(exchange)
                .filter(type -> JSON.matcher(type.split(";", 2)[0].strip()).matches())
                .isPresent();
    }
}
