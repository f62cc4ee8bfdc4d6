package io.github.logoffd.monitoring;

import io.github.logoffd.testing.Await;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/** A host of Zabbix: what it has read, what it has found, and what alarms it has raised. */
final class ZabbixHost {

    /** Zabbix looks for missing data twice a minute, and comes back to an item that did not work after a while. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration STEP = Duration.ofMillis(500);

    private final ZabbixApi api;
    private final String id;

    ZabbixHost(ZabbixApi api, String id) {
        this.api = api;
        this.id = id;
    }

    /** Waits until it holds; fails with everything that is known of this host. */
    void await(String what, BooleanSupplier condition) {
        if (!Await.holdsWithin(LIMIT, STEP, condition)) {
            throw new AssertionError(
                    "Waited in vain until " + what + ":\n" + items(Map.of()).toList() + '\n' + problems());
        }
    }

    void awaitValue(String key, String value) {
        await(key + " is " + value, () -> value.equals(value(key)));
    }

    /** Waits until an item does not work, for a reason that has these words. */
    void awaitError(String key, String words) {
        await(
                key + " fails with " + words,
                () -> item(key)
                        .filter(item -> text(item, "error").contains(words))
                        .isPresent());
    }

    /** Returns the newest value of an item, {@code ""} when there is none. */
    String value(String key) {
        return item(key).map(item -> text(item, "lastvalue")).orElse("");
    }

    private Optional<JSONObject> item(String key) {
        return items(Map.of("key_", key)).findFirst();
    }

    private Stream<JSONObject> items(Map<String, String> filter) {
        return get("item.get", Map.of("output", List.of("key_", "state", "lastvalue", "error"), "filter", filter));
    }

    /** Returns what does not work: items and discovery rules. */
    List<String> unsupported() {
        Map<String, ?> query = Map.of("output", List.of("key_", "error"), "filter", Map.of("state", "1"));
        return Stream.concat(get("item.get", query), get("discoveryrule.get", query))
                .map(JSONObject::toString)
                .toList();
    }

    /** Returns the problems that there are now. */
    List<JSONObject> problems() {
        return get("problem.get", Map.of("output", "extend", "selectTags", "extend"))
                .toList();
    }

    /** Returns the problem that has this tag now. */
    Optional<JSONObject> problem(String tag, String value) {
        return get("problem.get", byTag(tag, value)).findFirst();
    }

    private static Map<String, Object> byTag(String tag, String value) {
        Map<String, String> wanted = Map.of("tag", tag, "value", value, "operator", "1");
        return Map.of("output", "extend", "selectTags", "extend", "tags", List.of(wanted));
    }

    /** Waits for a problem. */
    JSONObject awaitProblem(String tag, String value) {
        await(
                "there is a problem " + tag + '=' + value,
                () -> problem(tag, value).isPresent());
        return problem(tag, value).orElseThrow();
    }

    /** Returns the events by which problems of a kind have begun, oldest first. */
    List<JSONObject> events(String kind) {
        Map<String, Object> query = new HashMap<>(byTag("logoffd", kind));
        query.putAll(Map.of("value", "1", "sortfield", "eventid"));
        return get("event.get", query).toList();
    }

    /** Returns the alerts: what actions did. */
    List<JSONObject> alerts() {
        return get("alert.get", Map.of("output", "extend")).toList();
    }

    private Stream<JSONObject> get(String method, Map<String, ?> query) {
        Map<String, Object> all = new HashMap<>(query);
        all.put("hostids", id);
        return api.list(method, all).stream().map(JSONObject.class::cast);
    }

    static String text(JSONObject object, String name) {
        return (String) object.get(name);
    }

    /** Returns the value of a tag of a problem. */
    static String tag(JSONObject problem, String name) {
        return ((JSONArray) problem.get("tags"))
                .stream()
                        .map(JSONObject.class::cast)
                        .filter(tag -> tag.get("tag").equals(name))
                        .map(tag -> text(tag, "value"))
                        .findFirst()
                        .orElse("");
    }
}
