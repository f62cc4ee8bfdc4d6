package io.github.logoffd.web.server;

import java.util.List;

/**
 * An endpoint and the path that it is served under.
 *
 * @param path the path, without a trailing slash
 * @param methods the allowed methods; GET includes HEAD
 * @param open whether it is served without authentication
 * @param handler answers the requests
 */
public record Route(String path, List<String> methods, boolean open, ExchangeHandler handler) {

    public Route {
        methods = List.copyOf(methods);
    }

    boolean matches(String requested) {
        return requested.equals(path) || requested.startsWith(path + '/');
    }

    /** Returns the value of the Allow header. */
    String allowed() {
        return String.join(", ", methods).replace("GET", "GET, HEAD");
    }
}
