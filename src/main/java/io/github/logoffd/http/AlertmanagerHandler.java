package io.github.logoffd.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.logoffd.access.Command;
import io.github.logoffd.control.AccessLog;
import io.github.logoffd.control.CurrentCaller;
import io.github.logoffd.hooks.Alert;
import io.github.logoffd.hooks.AlertOutcome;
import io.github.logoffd.hooks.AlertmanagerHook;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes alerts from Alertmanager, which looks at the status only: 2xx is done, 5xx comes again soon, everything else is given up. So a
 * refused logoff is a 200, and a 503 says that the same message may have another end.
 */
final class AlertmanagerHandler implements HttpHandler {

    private final Optional<AlertmanagerHook> hook;
    private final RequestBodies bodies;
    private final Room room;
    private final AccessLog accessLog;
    private final Responses responses;

    /** Makes a handler; without a hook it turns everybody away. */
    AlertmanagerHandler(
            Optional<AlertmanagerHook> hook,
            RequestBodies bodies,
            Room room,
            AccessLog accessLog,
            Responses responses) {
        this.hook = hook;
        this.bodies = bodies;
        this.room = room;
        this.accessLog = accessLog;
        this.responses = responses;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            responses.wrongMethod(exchange, "POST");
            return;
        }
        Optional<String> refusal = UserCommand.refusal(Command.Kind.ALERT);
        if (refusal.isPresent()) {
            accessLog.denied(CurrentCaller.get(), HttpEndpoint.ALERTMANAGER_PATH + ": " + refusal.get());
            responses.error(exchange, 403, refusal.get());
        } else if (hook.isEmpty()) {
            responses.error(
                    exchange,
                    403,
                    "Alerts are not taken; expected is hooks.alertmanager.enabled=yes in logoffd.properties.");
        } else if (!ContentType.isJson(exchange)) {
            responses.error(
                    exchange,
                    415,
                    "The Content-Type is " + ContentType.of(exchange).orElse("missing")
                            + "; expected is application/json.");
        } else {
            try (Room.Share share = room.open(CurrentCaller.get().user())) {
                take(exchange, share, hook.get());
            }
        }
    }

    private void take(HttpExchange exchange, Room.Share share, AlertmanagerHook open) throws IOException {
        Optional<byte[]> body = bodies.read(exchange, share);
        if (body.isEmpty()) {
            return;
        }
        List<Alert> alerts;
        try {
            alerts = AlertmanagerMessage.alerts(body.get());
        } catch (IllegalArgumentException e) {
            responses.error(exchange, 400, "Nothing was done. " + e.getMessage());
            return;
        }
        List<AlertOutcome> outcomes = open.handle(alerts);
        int status = outcomes.stream().anyMatch(AlertOutcome::again) ? 503 : 200;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", status);
        json.put("alerts", outcomes.stream().map(AlertOutcome::json).toList());
        responses.json(exchange, status, json);
    }
}
