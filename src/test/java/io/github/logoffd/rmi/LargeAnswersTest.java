package io.github.logoffd.rmi;

import static io.github.logoffd.rmi.RmiFixture.MONITOR;
import static io.github.logoffd.rmi.RmiFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many large answers are in memory at once. */
class LargeAnswersTest {

    private static final Duration READING = Duration.ofSeconds(20);

    /** Each look takes a second. */
    private final LongSupplier passing = passing();

    private static LongSupplier passing() {
        AtomicLong nanos = new AtomicLong();
        return () -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    private static ClientSocket client() {
        return new ClientSocket(closed -> {});
    }

    private static List<ClientSocket> enter(LargeAnswers answers, String... users) {
        return Stream.of(users)
                .map(user -> {
                    ClientSocket client = client();
                    answers.enter(client, user);
                    return client;
                })
                .toList();
    }

    @Test
    void oneUserHasTwoAndAllHaveFour() {
        LargeAnswers answers = new LargeAnswers(Duration.ofSeconds(3), Duration.ofHours(1), passing);
        enter(answers, "ann", "ann", "ben");

        assertThatIllegalStateException()
                .isThrownBy(() -> answers.enter(client(), "ann"))
                .withMessage("Large answers over RMI are limited to 4 at once, and 2 of one user; that many are being"
                        + " read. Try again.");
        enter(answers, "cid");
        assertThatIllegalStateException().isThrownBy(() -> answers.enter(client(), "ben"));
    }

    @Test
    void aConnectionThatIsClosedGivesItsPlaceBack() throws Exception {
        LargeAnswers answers = new LargeAnswers(Duration.ofMinutes(1), Duration.ofHours(1), System::nanoTime);
        List<ClientSocket> clients = enter(answers, "ann", "ann");
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> answers.enter(client(), "ann"));
        assertThat(third).isNotDone();

        clients.get(0).close();

        assertThat(third).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void whoReadsTooSlowlyIsDisconnectedWhenOthersWait() {
        LargeAnswers answers = new LargeAnswers(Duration.ofMinutes(10), READING, passing);
        List<ClientSocket> clients = enter(answers, "ann", "ann");
        assertThat(clients).noneMatch(ClientSocket::isClosed);

        enter(answers, "ann");

        assertThat(clients.get(0).isClosed()).isTrue();
    }

    @Test
    void everyAnswerThatWasReadGivesItsPlaceBack(@TempDir Path folder) throws Exception {
        try (RmiFixture rmi = new RmiFixture(folder)) {
            MBeanServerConnection first = rmi.as(MONITOR);
            for (int i = 0; i < 10; i++) {
                MBeanServerConnection beans = i % 2 == 0 ? first : rmi.as(MONITOR);
                assertThat((Object[]) beans.getAttribute(SERVICE, "Items")).hasSize(2);
                assertThat(beans.getAttributes(SERVICE, new String[] {"Items", "Version"}))
                        .hasSize(2);
            }
        }
    }
}
