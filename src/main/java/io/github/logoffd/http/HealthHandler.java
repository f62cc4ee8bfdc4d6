package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers 503 when no host can be read, and 200 otherwise: a remote host that is down is no reason to restart this service. */
final class HealthHandler implements HttpHandler {

    /** How many hosts can be read. */
    enum Status {
        /** All. */
        UP,
        /** Some. */
        DEGRADED,
        /** None. */
        DOWN
    }

    private final Supplier<List<HostHealth>> hosts;
    private final Responses responses;

    HealthHandler(Supplier<List<HostHealth>> hosts, Responses responses) {
        this.hosts = hosts;
        this.responses = responses;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            responses.wrongMethod(exchange, "GET");
            return;
        }
        List<HostHealth> now = hosts.get();
        Status status = status(now);
        Map<String, Object> json = Map.of(
                "status",
                status.name(),
                "hosts",
                now.stream().map(HealthHandler::json).toList());
        responses.json(exchange, status == Status.DOWN ? 503 : 200, json);
    }

    static Status status(List<HostHealth> hosts) {
        if (hosts.stream().allMatch(HostHealth::reachable)) {
            return Status.UP;
        }
        return hosts.stream().anyMatch(HostHealth::reachable) ? Status.DEGRADED : Status.DOWN;
    }

    private static Map<String, Object> json(HostHealth host) {
        return Map.of("host", host.host(), "reachable", host.reachable(), "snapshotSeconds", host.snapshotSeconds());
    }
}
