package io.github.logoffd.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.github.logoffd.metrics.Metrics;
import java.io.IOException;

/** Counts answered requests; streams of events when they end. */
final class CountingFilter extends Filter {

    private final String path;
    private final Metrics metrics;

    /** Makes a filter for one context of the server; what clients put behind its path is not counted apart. */
    CountingFilter(String path, Metrics metrics) {
        this.path = path;
        this.metrics = metrics;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        try {
            chain.doFilter(exchange);
        } finally {
            int status = exchange.getResponseCode();
            if (status > 0) {
                metrics.countRequest(path, status);
            }
        }
    }

    @Override
    public String description() {
        return "counts requests";
    }
}
