package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.logoffd.control.Caller;
import java.io.IOException;

/**
 * Knows the HTTP request that the current thread serves, from the handler down to the operation of a bean. Not {@link
 * HttpExchange#setAttribute}: the JDK keeps those for the whole context, so that requests would see each other's.
 */
final class CurrentCaller {

    private static final ThreadLocal<HttpExchange> EXCHANGE = new ThreadLocal<>();

    private CurrentCaller() {}

    /** Something that is done while serving a request. */
    @FunctionalInterface
    interface Serving<T> {
        T serve() throws IOException;
    }

    static <T> T during(HttpExchange exchange, Serving<T> serving) throws IOException {
        EXCHANGE.set(exchange);
        try {
            return io.github.logoffd.control.CurrentCaller.during(
                    new Caller("http", exchange.getRemoteAddress().getAddress().getHostAddress()), serving::serve);
        } finally {
            EXCHANGE.remove();
        }
    }

    static boolean isPost() {
        HttpExchange exchange = EXCHANGE.get();
        return exchange != null && exchange.getRequestMethod().equals("POST");
    }
}
