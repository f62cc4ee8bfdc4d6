package io.github.logoffd.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/** The API of Zabbix, as its first user. */
final class ZabbixApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String WEBHOOK = "5";
    private static final String FOR_ACTIONS = "1";
    private static final String TAG_HAS_VALUE = "26";
    private static final String REMOTE_COMMAND = "1";

    private final URI uri;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private Optional<String> token = Optional.empty();

    ZabbixApi(int port) {
        uri = URI.create("http://127.0.0.1:" + port + "/api_jsonrpc.php");
    }

    /** Tells whether it can be logged in to; does it. */
    boolean answers() {
        try {
            token = Optional.of((String) call("user.login", Map.of("username", "Admin", "password", "zabbix")));
            return true;
        } catch (UncheckedIOException | AssertionError e) {
            return false;
        }
    }

    /** Imports a template by the rules that the import page of the frontend proposes. */
    void importTemplate(Path file) {
        Map<String, Boolean> rule = Map.of("createMissing", true, "updateExisting", true);
        Map<String, Object> rules = Stream.of(
                        "groups",
                        "templates",
                        "items",
                        "discoveryRules",
                        "triggers",
                        "graphs",
                        "valueMaps",
                        "templateDashboards")
                .collect(Collectors.toMap(kind -> kind, kind -> rule));
        call("configuration.import", Map.of("format", "yaml", "rules", rules, "source", ZabbixScripts.read(file)));
    }

    /** Adds the script, and the action that runs it once for each event with the tag {@code logoffd: disconnected}. */
    void addLogoffAction() {
        List<Map<String, String>> parameters = ZabbixScripts.logoffParameters().entrySet().stream()
                .map(parameter -> Map.of("name", parameter.getKey(), "value", parameter.getValue()))
                .toList();
        Object script = created(
                "script.create",
                "scriptids",
                Map.of(
                        "name", "logoffd: log the session off",
                        "type", WEBHOOK,
                        "scope", FOR_ACTIONS,
                        "command", ZabbixScripts.logoff(),
                        "parameters", parameters));
        Map<String, String> condition =
                Map.of("conditiontype", TAG_HAS_VALUE, "operator", "0", "value2", "logoffd", "value", "disconnected");
        Map<String, Object> operation = Map.of(
                "operationtype", REMOTE_COMMAND,
                "opcommand", Map.of("scriptid", script),
                "opcommand_hst", List.of(Map.of("hostid", "0")));
        call(
                "action.create",
                Map.of(
                        "name",
                        "logoffd: disconnected too long",
                        "eventsource",
                        "0",
                        "filter",
                        Map.of("evaltype", "0", "conditions", List.of(condition)),
                        "operations",
                        List.of(operation)));
    }

    /**
     * Adds a host.
     *
     * @param interfaces what the template needs to reach it, if anything
     */
    ZabbixHost addHost(String name, String template, Map<String, String> macros, List<Map<String, String>> interfaces) {
        Object group = created("hostgroup.create", "groupids", Map.of("name", name));
        JSONObject found = (JSONObject)
                list("template.get", Map.of("filter", Map.of("host", template))).get(0);
        List<Map<String, String>> macroList = macros.entrySet().stream()
                .map(macro -> Map.of("macro", "{$LOGOFFD." + macro.getKey() + '}', "value", macro.getValue()))
                .toList();
        Object id = created(
                "host.create",
                "hostids",
                Map.of(
                        "host", name,
                        "groups", List.of(Map.of("groupid", group)),
                        "templates", List.of(Map.of("templateid", found.get("templateid"))),
                        "interfaces", interfaces,
                        "macros", macroList));
        return new ZabbixHost(this, (String) id);
    }

    JSONArray list(String method, Map<String, ?> parameters) {
        return (JSONArray) call(method, parameters);
    }

    private Object created(String method, String ids, Map<String, ?> parameters) {
        return ((JSONArray) ((JSONObject) call(method, parameters)).get(ids)).get(0);
    }

    private Object call(String method, Map<String, ?> parameters) {
        Map<String, Object> request =
                new HashMap<>(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters));
        token.ifPresent(text -> request.put("auth", text));
        JSONObject answer = Json.object(send(Json.text(request)));
        if (!answer.containsKey("result")) {
            throw new AssertionError("Zabbix answered to " + method + ": " + answer);
        }
        return answer.get("result");
    }

    private String send(String body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("content-type", "application/json-rpc")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
