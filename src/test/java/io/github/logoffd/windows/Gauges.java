package io.github.logoffd.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jolokia.json.JSONObject;

/**
 * Threads and heap of the service, taken twice a second. What counts is the least in a stretch of time: just after a
 * collection, so what lives, and between requests.
 */
final class Gauges implements Runnable {

    private static final long PERIOD_MILLIS = 500;

    /** What the service had at one moment. */
    record Sample(long threads, long heapBytes) {}

    private final CheckedRequests requests;
    private final CountDownLatch end;
    private final List<Sample> samples = new ArrayList<>();

    Gauges(CheckedRequests requests, CountDownLatch end) {
        this.requests = requests;
        this.end = end;
    }

    @Override
    public void run() {
        try {
            while (!end.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                sample().ifPresent(samples::add);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Sample now() {
        return sample().orElseThrow();
    }

    /** Returns nothing when one of them was not answered, which the requests keep as a failure. */
    private Optional<Sample> sample() {
        return requests.read("java.lang:type=Threading", "ThreadCount")
                .flatMap(threads -> requests.read("java.lang:type=Memory", "HeapMemoryUsage")
                        .map(heap -> new Sample((long) threads, (long) ((JSONObject) heap).get("used"))));
    }

    /** Returns the least in one quarter of the time, 1 to 4. Only after the end. */
    Sample least(int quarter) {
        List<Sample> part = samples.subList(samples.size() * (quarter - 1) / 4, samples.size() * quarter / 4);
        return new Sample(least(part, Sample::threads), least(part, Sample::heapBytes));
    }

    private static long least(List<Sample> part, ToLongFunction<Sample> gauge) {
        return part.stream().mapToLong(gauge).min().orElseThrow();
    }
}
