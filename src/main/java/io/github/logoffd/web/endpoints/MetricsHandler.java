package io.github.logoffd.web.endpoints;

import io.github.logoffd.access.Command;
import io.github.logoffd.metrics.Exposition;
import io.github.logoffd.metrics.Metrics;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import io.github.logoffd.web.server.ResponseBudget;
import io.github.logoffd.web.server.UserCommand;
import java.util.Optional;

/** Answers with all metrics, in the format that the client requests. */
public final class MetricsHandler implements ExchangeHandler {

    public static final String PATH = "/metrics";

    /** A number and its labels, which are in memory until the client has read the text. */
    private static final int VALUES_OF_A_POINT = 2;

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
        ResponseBudget.Reservation memory = exchange.reservation();
        if (!memory.compute()) {
            notCarriedOut(exchange, ResponseBudget.TOO_MANY);
            return;
        }
        Exposition exposition;
        try {
            exposition = metrics.read(exchange.header("Accept").orElse(""));
        } finally {
            memory.computed();
        }
        if (memory.take(exposition.size() * VALUES_OF_A_POINT)) {
            exchange.send(200, exposition.contentType(), exposition::writeTo);
        } else {
            notCarriedOut(exchange, ResponseBudget.EXHAUSTED);
        }
    }

    private static void notCarriedOut(Exchange exchange, String why) {
        exchange.setHeader("Retry-After", "1");
        exchange.error(503, "The request was not carried out: " + why);
    }
}
