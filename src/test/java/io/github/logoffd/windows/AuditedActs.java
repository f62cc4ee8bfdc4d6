package io.github.logoffd.windows;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** What an audit file says about what was to be done to whom, and when. */
final class AuditedActs {

    private static final long ERROR_TIMEOUT = 1460;

    /** Others tell of changed rules and users, and of logins that were denied. */
    private static final Set<String> OF_REQUESTS = Set.of("ASKED", "ANSWERED");

    /** Two programs read the clock. */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    /** What can have led to a call of Windows. */
    private record Cause(Set<String> operations, Set<String> outcomes) {}

    private static final Set<String> DONE = Set.of("ACCEPTED", "DONE", "PENDING");
    private static final Map<String, Cause> CAUSES = Map.of(
            "WTSLogoffSession",
            new Cause(Set.of("logoff", "logoffSession", "requestLogoff", "warnAndLogoff", "logoffDisconnected"), DONE),
            "WTSDisconnectSession",
            new Cause(Set.of("disconnect"), DONE),
            "WTSSendMessageW",
            // A warning was shown also when another request ended the session, or called this one off, while it was.
            new Cause(
                    Set.of("sendMessage", "sendMessageToAll", "warnAndLogoff"),
                    Set.of("ACCEPTED", "WARNED", "PENDING", "CANCELLED")));

    /**
     * A request with its answer.
     *
     * @param late whether the call was not waited for any longer, so that it can have come through after the answer
     */
    private record Act(String operation, String outcome, Instant asked, Instant answered, boolean late) {

        boolean explains(Cause cause, Instant call) {
            return cause.operations().contains(operation)
                    && (late || cause.outcomes().contains(outcome))
                    && !call.isBefore(asked.minus(TOLERANCE))
                    && (late || !call.isAfter(answered.plus(TOLERANCE)));
        }
    }

    /** Asked and not answered yet. */
    private final Map<String, Instant> asked = new HashMap<>();

    private final Map<String, List<Act>> acts = new HashMap<>();
    private final Map<String, String> accounts = new HashMap<>();
    private final Map<String, Integer> rules = new HashMap<>();
    private final List<String> strays = new ArrayList<>();
    private final Set<String> operations = new HashSet<>();

    private AuditedActs() {}

    static AuditedActs in(Path file) {
        AuditedActs audited = new AuditedActs();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(audited::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return audited;
    }

    private void add(String line) {
        try {
            add((JSONObject) new JSONParser().parse(new StringReader(line)));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException("The audit file has the line " + line, e);
        }
    }

    private void add(JSONObject line) {
        if (!OF_REQUESTS.contains((String) line.get("phase"))) {
            return;
        }
        operations.add((String) line.get("operation"));
        Instant time = Instant.parse((String) line.get("time"));
        String number = (String) line.get("request");
        if (line.get("phase").equals("ASKED")) {
            asked.put(number, time);
            return;
        }
        Instant begin = asked.remove(number);
        if (begin == null) {
            strays.add(number);
            return;
        }
        rules.merge((String) line.get("rule"), 1, Integer::sum);
        accounts.put((String) line.get("session"), (String) line.get("account"));
        if (line.get("dryRun").equals(false) && !TimedClient.asksFor((String) line.get("arguments"))) {
            acts.computeIfAbsent((String) line.get("session"), key -> new ArrayList<>())
                    .add(new Act(
                            (String) line.get("operation"),
                            (String) line.get("outcome"),
                            begin,
                            time,
                            line.get("code").equals(ERROR_TIMEOUT)));
        }
    }

    /**
     * Tells whether it was asked at that time for what a call has done to just this logon, by a request that may act.
     */
    boolean explain(StandInCall call, String key) {
        Cause cause = CAUSES.get(call.function());
        return acts.getOrDefault(key, List.of()).stream().anyMatch(act -> act.explains(cause, call.time()));
    }

    /** Returns the account of a logon that was asked for, {@code ""} for any other. */
    String account(String key) {
        return accounts.getOrDefault(key, "");
    }

    /** Returns how many requests a rule has refused. */
    int refusedBy(String rule) {
        return rules.getOrDefault(rule, 0);
    }

    /** Returns what was asked for, however often. */
    Set<String> operations() {
        return operations;
    }

    /** Returns requests with one line only. */
    List<String> unpaired() {
        List<String> all = new ArrayList<>(asked.keySet());
        all.addAll(strays);
        return all;
    }
}
