package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers 503 when no host can be read, and 200 otherwise: neither a remote host that is down nor a changed file that cannot be used is
 * a reason to restart this service.
 */
final class HealthHandler implements HttpHandler {

    /** The state of the service in one word. */
    enum Status {
        /** All hosts can be read, and there is no other problem. */
        UP,
        /** Some hosts cannot be read, or there is another problem. */
        DEGRADED,
        /** No host can be read. */
        DOWN
    }

    private final Supplier<List<HostHealth>> hosts;
    private final Supplier<List<String>> problems;
    private final Responses responses;

    HealthHandler(Supplier<List<HostHealth>> hosts, Supplier<List<String>> problems, Responses responses) {
        this.hosts = hosts;
        this.problems = problems;
        this.responses = responses;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            responses.wrongMethod(exchange, "GET");
            return;
        }
        List<HostHealth> now = hosts.get();
        List<String> sentences = problems.get();
        Status status = status(now, sentences);
        Map<String, Object> json = Map.of(
                "status",
                status.name(),
                "hosts",
                now.stream().map(HealthHandler::json).toList(),
                "problems",
                sentences);
        responses.json(exchange, status == Status.DOWN ? 503 : 200, json);
    }

    static Status status(List<HostHealth> hosts, List<String> problems) {
        if (hosts.stream().allMatch(HostHealth::reachable)) {
            return problems.isEmpty() ? Status.UP : Status.DEGRADED;
        }
        return hosts.stream().anyMatch(HostHealth::reachable) ? Status.DEGRADED : Status.DOWN;
    }

    private static Map<String, Object> json(HostHealth host) {
        return Map.of("host", host.host(), "reachable", host.reachable(), "snapshotSeconds", host.snapshotSeconds());
    }
}
