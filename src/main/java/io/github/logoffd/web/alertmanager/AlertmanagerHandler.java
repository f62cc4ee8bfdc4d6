package io.github.logoffd.web.alertmanager;

import io.github.logoffd.access.Command;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.web.server.ContentType;
import io.github.logoffd.web.server.Exchange;
import io.github.logoffd.web.server.ExchangeHandler;
import io.github.logoffd.web.server.UserCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receives alerts from Alertmanager, which evaluates only the status: 2xx is final, 5xx is retried soon, everything
 * else is dropped. So a refused logoff is a 200, and a 503 means that a retry may have another outcome.
 */
public final class AlertmanagerHandler implements ExchangeHandler {

    public static final String PATH = "/hooks/alertmanager";

    private final Optional<AlertmanagerHook> hook;
    private final DenialLog denials;

    /** Creates a handler; without a hook it rejects all requests. */
    public AlertmanagerHandler(Optional<AlertmanagerHook> hook, DenialLog denials) {
        this.hook = hook;
        this.denials = denials;
    }

    @Override
    public void handle(Exchange exchange) {
        Optional<String> refusal = UserCommand.refusal(Command.Kind.ALERT);
        if (refusal.isPresent()) {
            denials.denied(CurrentCaller.get(), PATH + ": " + refusal.get());
            exchange.error(403, refusal.get());
        } else if (hook.isEmpty()) {
            exchange.error(
                    403, "The hook for alerts is disabled. Set hooks.alertmanager.enabled=yes in logoffd.properties.");
        } else if (!ContentType.isJson(exchange)) {
            exchange.error(
                    415,
                    "The Content-Type is " + ContentType.of(exchange).orElse("missing") + ". Use application/json.");
        } else {
            take(exchange, hook.get());
        }
    }

    private static void take(Exchange exchange, AlertmanagerHook open) {
        List<Alert> alerts;
        try {
            alerts = AlertmanagerMessage.alerts(exchange.body());
        } catch (IllegalArgumentException e) {
            exchange.error(400, "Nothing was done. " + e.getMessage());
            return;
        }
        List<AlertOutcome> outcomes = open.handle(alerts);
        int status = outcomes.stream().anyMatch(AlertOutcome::again) ? 503 : 200;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", status);
        json.put("alerts", outcomes.stream().map(AlertOutcome::json).toList());
        exchange.json(status, json);
    }
}
