package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jolokia.json.JSONObject;

/** Requests before and after the end of a service that nothing announced. */
final class CrashAttacks {

    private static final String OPERATOR = Wire.user("operator", Attacked.PASSWORD);

    private final Attacked service;

    CrashAttacks(Attacked service) {
        this.service = service;
    }

    static String bean(int id) {
        return Attacked.HOST.replace("type=SessionHost", "type=Session") + ",id=" + id;
    }

    /** Begins a countdown of an hour; returns the key of the session. */
    String warn(int id) throws IOException {
        JSONObject answer = execute(bean(id), "warnAndLogoff", "\"Save your work\",3600");
        assertThat(answer).containsEntry("Outcome", "WARNED");
        return (String) answer.get("Session");
    }

    JSONObject request(String session, String requestId) throws IOException {
        return execute(
                Attacked.HOST, "requestLogoff", "\"" + session + "\",\"\",\"\",0,\"" + requestId + "\",\"\",false");
    }

    private JSONObject execute(String bean, String operation, String arguments) throws IOException {
        return (JSONObject) service.ask(
                        "operator",
                        "{\"type\":\"exec\",\"mbean\":\"" + bean + "\",\"operation\":\"" + operation
                                + "\",\"arguments\":[" + arguments + "]}")
                .get("value");
    }

    /** Returns the beginning of the events since the startup. */
    String firstEvents() throws IOException {
        try (Wire wire = service.connect()) {
            wire.send(Wire.get("/events", OPERATOR + "Last-Event-ID: 0\r\n"));
            return wire.untilContains("logoffd.logoff.cancelled", "\n\n");
        }
    }
}
