package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.logoffd.access.Command;
import io.github.logoffd.metrics.Exposition;
import io.github.logoffd.metrics.Metrics;
import java.io.IOException;
import java.util.Optional;

/** Answers with all metrics, in the format that the reader asks for. */
final class MetricsHandler implements HttpHandler {

    private final Metrics metrics;
    private final Responses responses;

    MetricsHandler(Metrics metrics, Responses responses) {
        this.metrics = metrics;
        this.responses = responses;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            responses.wrongMethod(exchange, "GET");
            return;
        }
        Optional<String> refusal = UserCommand.refusal(Command.Kind.METRICS);
        if (refusal.isPresent()) {
            responses.error(exchange, 403, refusal.get());
            return;
        }
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        Exposition exposition = metrics.read(accept == null ? "" : accept);
        responses.send(exchange, 200, exposition.contentType(), exposition::writeTo);
    }
}
