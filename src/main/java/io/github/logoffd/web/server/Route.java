package io.github.logoffd.web.server;

import java.util.List;

/**
 * An endpoint and the path that it is served under.
 *
 * @param path the path, without a trailing slash unless it is the root
 * @param methods the allowed methods; GET includes HEAD
 * @param access who is served
 * @param handler answers the requests
 */
public record Route(String path, List<String> methods, Access access, ExchangeHandler handler) {

    private static final String ROOT = "/";

    /** Who is served. */
    public enum Access {
        /** Users only. */
        USERS,
        /** Everyone, under exactly this path. */
        OPEN,
        /** Everyone, also below this path and from a link on a page of another server: a page without data. */
        PAGE
    }

    public Route {
        methods = List.copyOf(methods);
    }

    boolean matches(String requested) {
        return requested.equals(path) || (!path.equals(ROOT) && requested.startsWith(path + '/'));
    }

    /** Returns whether a path of this route is served without authentication. */
    boolean isOpen(String requested) {
        return access == Access.PAGE || (access == Access.OPEN && requested.equals(path));
    }

    boolean isPage() {
        return access == Access.PAGE;
    }

    /** Returns the value of the Allow header. */
    String allowed() {
        return String.join(", ", methods).replace("GET", "GET, HEAD");
    }
}
