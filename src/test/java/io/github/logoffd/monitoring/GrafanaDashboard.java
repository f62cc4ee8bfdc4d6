package io.github.logoffd.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/** The shipped dashboard: what it asks Prometheus, and whom it asks. */
final class GrafanaDashboard {

    private final JSONObject dashboard;

    private GrafanaDashboard(JSONObject dashboard) {
        this.dashboard = dashboard;
    }

    static GrafanaDashboard shipped() throws IOException {
        return new GrafanaDashboard(
                Json.object(Files.readString(PrometheusServers.SHIPPED.resolve("grafana-dashboard.json"))));
    }

    /**
     * Returns the query of every target, for the hosts that were chosen above the panels, filled in as Grafana does.
     */
    List<String> queries(String hosts) {
        return objects(dashboard, "panels")
                .flatMap(panel -> objects(panel, "targets"))
                .map(target -> target.get("expr").toString().replace("$host", hosts))
                .toList();
    }

    /** Returns what the list of hosts above the panels is filled with. */
    String hostQuery() {
        return variable("host").get("definition").toString();
    }

    /** Returns the default choice: all hosts, as a part of a query. */
    String allHosts() {
        return variable("host").get("allValue").toString();
    }

    private JSONObject variable(String name) {
        return objects((JSONObject) dashboard.get("templating"), "list")
                .filter(variable -> variable.get("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the data source of every variable, panel and target that has one. */
    List<Object> dataSources() {
        List<Object> found = new ArrayList<>();
        collectDataSources(dashboard, found);
        return found;
    }

    private static void collectDataSources(Object value, List<Object> found) {
        if (value instanceof JSONObject object) {
            if (object.containsKey("datasource")) {
                found.add(((JSONObject) object.get("datasource")).get("uid"));
            }
            object.values().forEach(each -> collectDataSources(each, found));
        } else if (value instanceof JSONArray array) {
            array.forEach(each -> collectDataSources(each, found));
        }
    }

    private static Stream<JSONObject> objects(JSONObject parent, String name) {
        return ((JSONArray) parent.get(name)).stream().map(JSONObject.class::cast);
    }
}
