package io.github.logoffd.windows;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/** A client that asks for something to all sessions of one host, again and again, so that rules change in the middle of some requests. */
final class BulkClient implements Runnable {

    private static final int PAUSE_MILLIS = 500;
    private static final int MOST_SESSIONS = 1000;
    private static final String ACTED = "ACCEPTED";
    private static final Set<String> REFUSED_BY_CHANGED_RULES = Set.of("REFUSED_DISABLED", "REFUSED_LIMIT");

    private final String host;
    private final CheckedRequests requests;
    private final Random random;
    private final CountDownLatch end;
    private int cut;

    BulkClient(String host, CheckedRequests requests, Random random, CountDownLatch end) {
        this.host = EnduranceRun.hostBean(host);
        this.requests = requests;
        this.random = random;
        this.end = end;
    }

    @Override
    public void run() {
        try {
            while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                Set<String> outcomes = (random.nextInt(6) == 0 ? logoffs() : messages())
                        .map(answer -> (String) answer.get("Outcome"))
                        .collect(Collectors.toSet());
                if (outcomes.contains(ACTED) && outcomes.stream().anyMatch(REFUSED_BY_CHANGED_RULES::contains)) {
                    cut++;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<JSONObject> messages() {
        return answers("sendMessageToAll", "", "Hello");
    }

    private Stream<JSONObject> logoffs() {
        return answers("logoffDisconnected", 0, MOST_SESSIONS, false);
    }

    private Stream<JSONObject> answers(String operation, Object... arguments) {
        return requests.exec(host, operation, arguments).map(JSONArray.class::cast).stream()
                .flatMap(List::stream)
                .map(JSONObject.class::cast);
    }

    /** Returns how many requests were done for some sessions and refused for others by changed rules. */
    int cut() {
        return cut;
    }
}
