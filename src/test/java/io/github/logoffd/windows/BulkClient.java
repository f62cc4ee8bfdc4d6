package io.github.logoffd.windows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * A client that asks for something to all sessions of one host, again and again, so that rules change in the middle of
 * some requests.
 */
final class BulkClient implements Runnable {

    private static final int PAUSE_MILLIS = 500;
    private static final int MOST_SESSIONS = 1000;
    private static final String ACTED = "ACCEPTED";

    private final String host;
    private final CheckedRequests requests;
    private final Random random;
    private final CountDownLatch end;
    private final Map<Restriction, Integer> cuts = new ConcurrentHashMap<>();

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
                count((random.nextInt(6) == 0 ? logoffs() : messages()).toList());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(List<JSONObject> answers) {
        boolean acted = answers.stream()
                .anyMatch(answer -> answer.get("Outcome").equals(ACTED)
                        && answer.get("DryRun").equals(false));
        if (acted) {
            Arrays.stream(Restriction.values())
                    .filter(restriction -> answers.stream().anyMatch(restriction::refused))
                    .forEach(restriction -> cuts.merge(restriction, 1, Integer::sum));
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

    /** Tells whether something is done for these requests now, as far as the rules allow. */
    boolean reachesHost() {
        return requests.read(host, "Reachable").filter(Boolean.TRUE::equals).isPresent();
    }

    /** Returns how many requests were done for some sessions and refused for others by that restriction. */
    int cutBy(Restriction restriction) {
        return cuts.getOrDefault(restriction, 0);
    }
}
