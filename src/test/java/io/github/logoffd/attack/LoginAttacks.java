package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Many wrong passwords at once, while the right ones go on being right. */
final class LoginAttacks {

    private static final String VERSION = "{\"type\":\"version\"}";
    private static final int RMI_EVERY = 8;

    private final Attacked service;

    LoginAttacks(Attacked service) {
        this.service = service;
    }

    /** Sends wrong passwords one by one; returns the status of each answer. */
    List<Integer> guess(String name, int times) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        try (Wire wire = service.connect()) {
            for (int i = 0; i < times; i++) {
                wire.send(Wire.post(Wire.user(name, "guess " + i), VERSION));
                statuses.add(wire.answer().status());
            }
        }
        return statuses;
    }

    /** How a wrong password was answered, and when. */
    record Reaction(int status, String text, long millis) {}

    /** Sends a wrong password from an address of this machine, 127.0.0.1 or another last number. */
    Reaction guessFrom(int address, String name) throws IOException {
        InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) address});
        long start = System.nanoTime();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port(), own, 0);
        try (Wire wire = new Wire(socket)) {
            wire.send(Wire.post(Wire.user(name, "guess"), VERSION));
            Wire.Answer answer = wire.answer();
            return new Reaction(
                    answer.status(),
                    answer.body().replace(name, "NAME"),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    static long median(List<Reaction> reactions) {
        return reactions.stream()
                .mapToLong(Reaction::millis)
                .sorted()
                .skip(reactions.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Logs in on a connection of its own; returns how long that takes. */
    Duration rightLogin(String user) throws IOException {
        long start = System.nanoTime();
        assertThat(service.ask(Wire.post(Wire.user(user, Attacked.PASSWORD), VERSION))
                        .status())
                .as("login of %s", user)
                .isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration rightLoginByRmi(String user) {
        long start = System.nanoTime();
        assertThat(new RmiAttacks(service).letsIn(user)).isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Threads that guess until they are closed: for one user and for new names, over HTTP and RMI. */
    final class Guessers implements AutoCloseable {

        private final Queue<Wire> open = new ConcurrentLinkedQueue<>();
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private volatile boolean ended;

        Guessers(int threads) {
            for (int i = 0; i < threads; i++) {
                int number = i;
                Thread thread = new Thread(() -> guess(number), "guesser-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            Await.until("all guess, and some are answered", () -> sent.get() >= threads && answered.get() > 1);
        }

        private void guess(int number) {
            for (int i = 0; !ended; i++) {
                String name = number % 2 == 0 ? "operator" : "name" + number + '-' + i;
                try {
                    if (number % RMI_EVERY == 0) {
                        sent.incrementAndGet();
                        boolean unused = new RmiAttacks(service).isRefused(name, "guess " + i);
                    } else {
                        guessByHttp(name, "guess " + i);
                    }
                    answered.incrementAndGet();
                } catch (IOException e) {
                    // The service, or this attack, has ended.
                }
            }
        }

        /** On a new connection, since one on which others were wrong could be recognised. */
        private void guessByHttp(String name, String password) throws IOException {
            try (Wire wire = service.connect()) {
                open.add(wire);
                wire.send(Wire.post(Wire.user(name, password), VERSION));
                sent.incrementAndGet();
                assertThat(wire.answer().status()).isIn(401, 429, 503);
                open.remove(wire);
            }
        }

        int answered() {
            return answered.get();
        }

        /** What they wait for does not come any more. */
        @Override
        public void close() throws IOException {
            ended = true;
            for (Wire wire : open) {
                wire.close();
            }
        }
    }

    Guessers guessers(int threads) {
        return new Guessers(threads);
    }
}
