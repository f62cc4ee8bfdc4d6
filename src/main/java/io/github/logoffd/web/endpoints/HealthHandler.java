package io.github.logoffd.web.endpoints;

import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers 503 when no host can be read, and 200 otherwise: neither a remote host that is down nor a changed file that
 * cannot be used is a reason to restart this service.
 */
public final class HealthHandler implements ExchangeHandler {

    public static final String PATH = "/health";

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

    public HealthHandler(Supplier<List<HostHealth>> hosts, Supplier<List<String>> problems) {
        this.hosts = hosts;
        this.problems = problems;
    }

    @Override
    public void handle(Exchange exchange) {
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
        exchange.json(status == Status.DOWN ? 503 : 200, json);
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
