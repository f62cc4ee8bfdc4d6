package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers 200 when every host can be read, 503 otherwise. */
final class HealthHandler implements HttpHandler {

    private final Supplier<List<HostHealth>> hosts;

    HealthHandler(Supplier<List<HostHealth>> hosts) {
        this.hosts = hosts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                Responses.error(exchange, 405, "The method is " + exchange.getRequestMethod() + "; expected is GET.");
                return;
            }
            List<HostHealth> now = hosts.get();
            boolean up = now.stream().allMatch(HostHealth::reachable);
            Responses.json(exchange, up ? 200 : 503, json(now, up));
        }
    }

    private static Map<String, Object> json(List<HostHealth> hosts, boolean up) {
        return Map.of(
                "status",
                up ? "UP" : "DOWN",
                "hosts",
                hosts.stream().map(HealthHandler::json).toList());
    }

    private static Map<String, Object> json(HostHealth host) {
        return Map.of("host", host.host(), "reachable", host.reachable(), "snapshotSeconds", host.snapshotSeconds());
    }
}
