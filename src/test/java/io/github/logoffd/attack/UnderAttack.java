package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two services, one plain and one under TLS where the name service is dead, each with its reader and with how it was
 * before.
 */
final class UnderAttack {

    private static final String LIST = "{\"type\":\"list\"}";
    private static final String READ = "{\"type\":\"read\",\"mbean\":\"" + Attacked.HOST + "\"}";
    private static final int WARMING = 40;
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(1);

    final TlsClients clients;
    final Attacked plain;
    final Attacked secure;
    final Map<Attacked, Reader> readers;
    final Map<Attacked, Vitals> before;

    /** The sessions that there were. */
    final Map<Attacked, Set<String>> keys;

    UnderAttack(Path folder) throws Exception {
        clients = new TlsClients();
        plain = Attacked.plain(folder.resolve("plain"));
        secure = Attacked.withTls(folder.resolve("secure"), clients, DeadNameService.environment(folder));
        warm(plain);
        warm(secure);
        readers = Map.of(plain, new Reader(plain.connect()), secure, new Reader(secure.connect()));
        keys = Map.of(plain, plain.keys(), secure, secure.keys());
        before = Map.of(plain, Vitals.of(plain), secure, Vitals.of(secure));
    }

    /** Every user logs in once, since the first use takes memory that stays. */
    private static void warm(Attacked service) throws Exception {
        for (String user : List.of("reader", "monitor", "operator")) {
            Crowd.each(WARMING, 4, i -> service.ask(user, i % 2 == 0 ? LIST : READ));
        }
        if (!service.hasTls()) {
            new RmiAttacks(service).connect("operator", Attacked.PASSWORD).close();
        }
    }

    List<Attacked> services() {
        return List.of(plain, secure);
    }

    /** Waits until a reader has got this many more answers. */
    void awaitAnswers(Attacked service, long more) {
        Reader reader = readers.get(service);
        long answers = reader.answers() + more;
        assertThat(Await.holdsWithin(ANSWERS_WITHIN, () -> reader.answers() >= answers))
                .as(() -> "The reader gets " + more + " more answers: " + reader + ", " + reader.failures())
                .isTrue();
    }

    static boolean isHealthy(Attacked service) {
        try {
            Wire.Answer answer = service.ask(Wire.get("/health", ""));
            return answer.status() == 200 && answer.body().contains("\"UP\"");
        } catch (IOException full) {
            return false;
        }
    }

    /** Returns what was done and what it cost, in one line. */
    String figures() {
        return Wire.REQUESTS.get() + " requests, " + Wire.CONNECTIONS.get() + " connections; "
                + services().stream()
                        .map(service -> (service.hasTls() ? "TLS: " : "plain: ") + readers.get(service) + ", before "
                                + before.get(service))
                        .collect(Collectors.joining("; "));
    }

    /** Asks both to end, and waits until they have; may be done twice. */
    void end() throws IOException, InterruptedException {
        for (Attacked service : services()) {
            readers.get(service).close();
            service.end();
        }
    }
}
