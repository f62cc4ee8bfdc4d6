package io.github.logoffd.attack;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * Reads the state of the host ten times a second, all the time on the one connection that it had before the attack.
 * Every answer has to be there within five seconds and whole. That is a bound for failing, not for being slow: an
 * answer waits for a processor like everything else on the machine.
 */
final class Reader implements AutoCloseable {

    private static final int PERIOD_MILLIS = 100;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOST_FAILURES = 20;
    private static final String REQUEST = Wire.post(
            Wire.user("reader", Attacked.PASSWORD), "{\"type\":\"read\",\"mbean\":\"" + Attacked.HOST + "\"}");

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Wire wire;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    Reader(Wire wire) throws IOException {
        this.wire = wire;
        wire.socket().setSoTimeout(PATIENCE_MILLIS);
        Future<?> unused = thread.scheduleWithFixedDelay(this::read, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void read() {
        long start = System.nanoTime();
        try {
            wire.send(REQUEST);
            check(wire.answer());
            answers.incrementAndGet();
        } catch (IOException | RuntimeException | AssertionError e) {
            if (failures.size() < MOST_FAILURES) {
                failures.add("Answer " + answers.get() + " failed after " + millis(start) + " ms: " + e);
            }
        }
        slowestMillis.accumulateAndGet(millis(start), Math::max);
    }

    /** A session is an object whatever depth others ask for at the same time. */
    private static void check(Wire.Answer answer) {
        JSONObject value = (JSONObject) Attacked.object(answer.body()).get("value");
        boolean whole = answer.status() == 200
                && Boolean.TRUE.equals(value.get("Reachable"))
                && value.get("Sessions") instanceof JSONArray sessions
                && sessions.stream().allMatch(JSONObject.class::isInstance);
        if (!whole) {
            throw new IllegalStateException(answer.toString());
        }
    }

    private static long millis(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    long answers() {
        return answers.get();
    }

    @Override
    public String toString() {
        return answers.get() + " answers, the slowest after " + slowestMillis.get() + " ms";
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        wire.close();
    }
}
