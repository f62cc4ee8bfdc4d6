package io.github.logoffd.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many attackers at once. */
final class Crowd {

    private Crowd() {}

    /** One thing that one of them does. */
    @FunctionalInterface
    interface Deed<T> {
        T of(int number) throws Exception;
    }

    /** Has something done {@code times} times, {@code atOnce} at a time, and returns what came of it. */
    static <T> List<T> each(int times, int atOnce, Deed<T> deed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<T>> futures = IntStream.range(0, times)
                    .mapToObj(number -> threads.submit(() -> deed.of(number)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
