package io.github.logoffd.windows;

import io.github.logoffd.testing.Await;
import io.github.logoffd.windows.FileDamages.Damage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Puts one restriction after the other in force until the end, while requests for many are carried out as far as
 * possible, and has the files of the service damaged while each of them is.
 */
final class Administrator implements Runnable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(200);

    private final RuleChanges rules;
    private final FileDamages damages;
    private final ServiceFile configuration;
    private final ServiceFile users;
    private final List<BulkClient> clients;
    private final CountDownLatch end;

    Administrator(
            RuleChanges rules,
            FileDamages damages,
            ServiceFile configuration,
            ServiceFile users,
            List<BulkClient> clients,
            CountDownLatch end) {
        this.rules = rules;
        this.damages = damages;
        this.configuration = configuration;
        this.users = users;
        this.clients = clients;
        this.end = end;
    }

    @Override
    public void run() {
        for (int i = 0; end.getCount() > 0; i++) {
            Map<ServiceFile, Damage> files = i % 2 == 0
                    ? Map.of(configuration, Damage.EMPTIED, users, Damage.CUT)
                    : Map.of(configuration, Damage.CUT, users, Damage.EMPTIED);
            awaitClients();
            rules.restrict(next(i), shown -> damages.damage(files, shown));
        }
    }

    /** In vain while their host fails for long. */
    private void awaitClients() {
        boolean unused = Await.holdsWithin(
                LONGEST_PAUSE,
                STEP,
                () -> end.getCount() == 0 || clients.stream().anyMatch(BulkClient::reachesHost));
    }

    /** When each has had its turn, the next is one that has not cut a request yet. */
    private Restriction next(int round) {
        Restriction[] all = Restriction.values();
        Optional<Restriction> missed = Arrays.stream(all)
                .filter(Restriction::forbidsAll)
                .filter(each -> clients.stream().allMatch(client -> client.cutBy(each) == 0))
                .findFirst();
        Restriction inTurn = all[round % all.length];
        return round < all.length ? inTurn : missed.orElse(inTurn);
    }
}
