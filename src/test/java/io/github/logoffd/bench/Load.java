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

    private record Client(long[] nanos, long bytes) {}

    private static Client client(int port, byte[] request, Going going) throws IOException {
        LongStream.Builder nanos = LongStream.builder();
        long bytes = 0;
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int made = 0; going.on(made); made++) {
                long begin = System.nanoTime();
                bytes = connection.ask(request);
                nanos.add(System.nanoTime() - begin);
            }
        }
        return new Client(nanos.build().toArray(), bytes);
    }

    private static Timings over(int connections, long begin, Callable<Client> client)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Client>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(client));
            }
            LongStream all = LongStream.empty();
            long bytes = 0;
            for (Future<Client> one : running) {
                all = LongStream.concat(all, LongStream.of(one.get().nanos()));
                bytes = one.get().bytes();
            }
            return new Timings(all.toArray(), System.nanoTime() - begin, bytes);
        } finally {
            threads.shutdownNow();
        }
    }
}
