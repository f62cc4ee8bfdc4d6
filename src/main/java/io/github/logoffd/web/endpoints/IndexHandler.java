package io.github.logoffd.web.endpoints;

import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refers browsers to the console, and answers every other client with the list of endpoints. */
public final class IndexHandler implements ExchangeHandler {

    public static final String PATH = "/";

    private final String console;

    /** Creates the handler; {@code console} is the path of the console. */
    public IndexHandler(String console) {
        this.console = console;
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.setHeader("Vary", "Accept");
        if (exchange.header("Accept").orElse("").contains("text/html")) {
            exchange.redirect(console + '/');
        } else {
            exchange.json(200, Map.of("service", "logoffd", "endpoints", endpoints()));
        }
    }

    private Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put(console + '/', "The console, a page for browsers");
        endpoints.put("/jolokia/", "The MBeans as JSON; Jolokia's protocol");
        endpoints.put("/events", "Events as a stream (text/event-stream)");
        endpoints.put(HealthHandler.PATH, "The health of the service and its hosts, without authentication");
        endpoints.put(MetricsHandler.PATH, "Metrics for Prometheus");
        endpoints.put(HistoryHandler.PATH, "What was done, by whom, and what became of it");
        endpoints.put(CountsHandler.PATH, "The number of users in each minute of the last 24 hours");
        endpoints.put("/hooks/alertmanager", "Receives alerts by POST");
        return endpoints;
    }
}
