package io.github.logoffd.web.endpoints;

import io.github.logoffd.access.Command;
import io.github.logoffd.metrics.Exposition;
import io.github.logoffd.metrics.Metrics;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import io.github.logoffd.web.server.UserCommand;
import java.util.Optional;

/** Answers with all metrics, in the format that the client requests. */
public final class MetricsHandler implements ExchangeHandler {

    public static final String PATH = "/metrics";

    private final Metrics metrics;

    public MetricsHandler(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(Exchange exchange) {
        Optional<String> refusal = UserCommand.refusal(Command.Kind.METRICS);
        if (refusal.isPresent()) {
            exchange.error(403, refusal.get());
            return;
        }
        Exposition exposition = metrics.read(exchange.header("Accept").orElse(""));
        exchange.send(200, exposition.contentType(), exposition::writeTo);
    }
}
