package io.github.logoffd.windows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * A client that ends what has been disconnected or idle for a month. No session has, whatever the clock of its host
 * says.
 */
final class TimedClient implements Runnable {

    private static final int PAUSE_MILLIS = 300;
    private static final long MONTH = Duration.ofDays(30).toSeconds();
    private static final Set<String> ACTED = Set.of("ACCEPTED", "DONE", "PENDING");

    private final CheckedRequests requests;
    private final List<String> hosts;
    private final Random random;
    private final CountDownLatch end;

    TimedClient(CheckedRequests requests, List<String> hosts, Random random, CountDownLatch end) {
        this.requests = requests;
        this.hosts = hosts;
        this.random = random;
        this.end = end;
    }

    /** Tells whether a request, by its arguments in the audit file, is one of these. */
    static boolean asksFor(String arguments) {
        return arguments.contains("Seconds=" + MONTH);
    }

    @Override
    public void run() {
        try {
            while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                hosts.stream()
                        .map(EnduranceRun::hostBean)
                        .flatMap(host -> Stream.concat(endAll(host), endOne(host).stream()))
                        .forEach(this::check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<JSONObject> endAll(String host) {
        return objects(requests.exec(host, "logoffDisconnected", MONTH, 1000, false));
    }

    private Optional<JSONObject> endOne(String host) {
        List<JSONObject> sessions = objects(requests.read(host, "Sessions"))
                .filter(session -> session.get("Kind").equals("USER"))
                .toList();
        return sessions.isEmpty()
                ? Optional.empty()
                : requests.exec(
                                host,
                                "requestLogoff",
                                sessions.get(random.nextInt(sessions.size())).get("Key"),
                                "",
                                "",
                                MONTH,
                                "",
                                "endurance",
                                false)
                        .map(JSONObject.class::cast);
    }

    private static Stream<JSONObject> objects(Optional<Object> array) {
        return array.map(JSONArray.class::cast).stream().flatMap(List::stream).map(JSONObject.class::cast);
    }

    /** A dry run would be a mistake too: it says what would be done. */
    private void check(JSONObject answer) {
        if (ACTED.contains((String) answer.get("Outcome"))) {
            requests.fail("No session has been unused for a month, and the answer was " + answer);
        }
    }
}
