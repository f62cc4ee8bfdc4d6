package io.github.logoffd.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Clients that ask again as soon as they have their answer. */
final class Load {

    private Load() {}

    /** Asks for {@code time} over so many connections. */
    static Timings during(Duration time, int connections, int port, byte[] request) throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        return over(connections, begin, () -> client(port, request, made -> System.nanoTime() < end));
    }

    /** Asks so many times over one connection. */
    static Timings times(int count, int port, byte[] request) throws Exception {
        return over(1, System.nanoTime(), () -> client(port, request, made -> made < count));
    }

    private interface Going {
        boolean on(int made);
    }

    private static Timings client(int port, byte[] request, Going going) throws IOException {
        long start = System.nanoTime();
        LongStream.Builder nanos = LongStream.builder();
        long bytes = 0;
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int made = 0; going.on(made); made++) {
                long begin = System.nanoTime();
                bytes = connection.ask(request);
                nanos.add(System.nanoTime() - begin);
            }
        }
        return new Timings(nanos.build().toArray(), System.nanoTime() - start, bytes);
    }

    private static Timings over(int connections, long begin, Callable<Timings> client)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Timings>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(client));
            }
            Timings all = running.get(0).get();
            for (Future<Timings> more : running.subList(1, connections)) {
                all = all.and(more.get());
            }
            return all.within(System.nanoTime() - begin);
        } finally {
            threads.shutdownNow();
        }
    }
}
