package io.github.logoffd.web.server;

import java.util.List;

/**
 * What is served under one path.
 *
 * @param path the path, without a slash at its end
 * @param methods the methods it takes; HEAD goes with GET
 * @param open whether it needs no user
 * @param handler answers
 */
public record Route(String path, List<String> methods, boolean open, ExchangeHandler handler) {

    public Route {
        methods = List.copyOf(methods);
    }

    boolean matches(String requested) {
        return requested.equals(path) || requested.startsWith(path + '/');
    }

    /** Returns the methods as the header Allow has them. */
    String allowed() {
        return String.join(", ", methods).replace("GET", "GET, HEAD");
    }
}
