package io.github.logoffd.windows;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** Asks one service, counts the answers by kind, and keeps what was answered as nothing may be. Thread-safe. */
final class CheckedRequests {

    private static final long OK = 200;
    private static final long BAD_ARGUMENT = 400;
    private static final long NO_SUCH_BEAN = 404;
    private static final long EXCEPTION = 500;
    private static final int MOST_FAILURES = 50;

    private final InstalledService service;
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    CheckedRequests(InstalledService service) {
        this.service = service;
    }

    /** Returns the value of an attribute, nothing when the bean is gone. */
    Optional<Object> read(String mbean, String attribute) {
        return ask("read", mbean, json(Map.of("type", "read", "mbean", mbean, "attribute", attribute)));
    }

    /** Returns what an operation answers, nothing when the bean is gone. */
    Optional<Object> exec(String mbean, String operation, Object... arguments) {
        return ask(operation, mbean, execution(mbean, operation, arguments));
    }

    /**
     * Executes an operation with an argument that has to be refused with a sentence; Jolokia says 500 where the
     * operation itself does.
     */
    void execWrongly(String mbean, String operation, Object... arguments) {
        JSONObject request = execution(mbean, operation, arguments);
        answer("wrong argument", request)
                .filter(answer -> !isRefusedArgument(answer) && !isSwitchedOff(answer))
                .ifPresent(answer -> fail(request + " was answered " + answer));
    }

    private static boolean isRefusedArgument(JSONObject answer) {
        return isException(answer, IllegalArgumentException.class)
                && Set.of(BAD_ARGUMENT, EXCEPTION).contains((long) answer.get("status"));
    }

    /** Acting can be switched off, which is looked at before some of the arguments are. */
    private static boolean isSwitchedOff(JSONObject answer) {
        return answer.get("value") instanceof JSONObject value
                && Objects.equals(value.get("Outcome"), "REFUSED_DISABLED");
    }

    private static boolean isException(JSONObject answer, Class<? extends RuntimeException> type) {
        return type.getName().equals(answer.get("error_type"))
                && answer.get("error") instanceof String error
                && error.contains(" ")
                && error.endsWith(".");
    }

    /** Executes an operation that answers with a sentence when what it needs has gone or failed meanwhile. */
    void execIfPossible(String mbean, String operation, Object... arguments) {
        JSONObject request = execution(mbean, operation, arguments);
        answer(operation, request)
                .filter(answer -> !isUsual(answer, mbean) && !isException(answer, IllegalStateException.class))
                .ifPresent(answer -> fail(request + " was answered " + answer));
    }

    private static JSONObject execution(String mbean, String operation, Object... arguments) {
        return json(Map.of(
                "type",
                "exec",
                "mbean",
                mbean,
                "operation",
                operation,
                "arguments",
                new JSONArray(List.of(arguments))));
    }

    private static JSONObject json(Map<String, Object> fields) {
        JSONObject json = new JSONObject();
        json.putAll(fields);
        return json;
    }

    private Optional<Object> ask(String kind, String mbean, JSONObject request) {
        Optional<JSONObject> answer = answer(kind, request);
        answer.filter(each -> !isUsual(each, mbean)).ifPresent(each -> fail(request + " was answered " + each));
        return answer.filter(each -> each.get("status").equals(OK)).map(each -> each.get("value"));
    }

    /** Only sessions go; the beans of hosts are always there. */
    private static boolean isUsual(JSONObject answer, String mbean) {
        boolean gone = answer.get("status").equals(NO_SUCH_BEAN) && mbean.startsWith("logoffd:type=Session,");
        return gone || answer.get("status").equals(OK);
    }

    private Optional<JSONObject> answer(String kind, JSONObject request) {
        try {
            HttpResponse<String> response = service.post(request.toJSONString());
            if (response.statusCode() == OK) {
                answered.merge(kind, 1, Integer::sum);
                return Optional.of((JSONObject) new JSONParser().parse(new StringReader(response.body())));
            }
            fail(request + " was answered with HTTP " + response.statusCode() + ": " + response.body());
        } catch (IOException | ParseException e) {
            fail(request + " was not answered: " + e);
        }
        return Optional.empty();
    }

    /** Keeps something that must not have happened. */
    void fail(String what) {
        if (failures.size() < MOST_FAILURES) {
            failures.add(what);
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    String figures() {
        int all = answered.values().stream().mapToInt(Integer::intValue).sum();
        return new TreeMap<>(answered)
                .entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", all + " requests answered (", ")"));
    }
}
