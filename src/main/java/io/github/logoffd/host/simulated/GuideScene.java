package io.github.logoffd.host.simulated;

import io.github.logoffd.session.LockState;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Sessions of the guides: one of each kind that monitoring has to distinguish, the same at every startup, and any
 * number of active ones. Nothing changes by itself, so an alarm stays until its cause is removed.
 */
final class GuideScene {

    /** The minimum number of users. */
    static final int OWN_USERS = 5;

    private static final long SEED = 1;

    private static final Duration UP = Duration.ofHours(26);
    private static final Duration AT_WORK = Duration.ofHours(7);

    /** Longer than the four hours that the rules of the guides allow. */
    private static final Duration AWAY_TOO_LONG = Duration.ofHours(5);

    private static final Duration AWAY_FOR_LUNCH = Duration.ofMinutes(10);
    private static final Duration LOCKED_AND_IDLE = Duration.ofMinutes(50);
    private static final Duration BUSY = Duration.ofMinutes(1);

    private final SessionTable table;
    private final DemoScene scene;
    private final Instant now;

    private GuideScene(SessionTable table, Instant now) {
        this.table = table;
        this.scene = new DemoScene(table, new Random(SEED));
        this.now = now;
    }

    /** Fills the table for {@code users} people, at least {@value #OWN_USERS}. */
    static void fill(SessionTable table, Instant now, int users) {
        GuideScene scene = new GuideScene(table, now);
        scene.fill();
        for (int i = OWN_USERS; i < users; i++) {
            scene.addOneAtWork(i);
        }
    }

    private void fill() {
        scene.boot(now.minus(UP));
        table.put(logOn("anna.berg").typedAt(now.minus(BUSY)));
        table.put(logOn("zoë.o'neill").typedAt(now.minus(LOCKED_AND_IDLE)).with(LockState.LOCKED));
        table.put(logOn("m.svensson").disconnectedAt(now.minus(AWAY_TOO_LONG)));
        table.put(logOn("renée.dubois").disconnectedAt(now.minus(AWAY_FOR_LUNCH)));
        table.put(logOn("j.smith").down());
    }

    private void addOneAtWork(int number) {
        Person like = Person.ALL.get(number % Person.ALL.size());
        SimulatedSession session =
                scene.logOn(new Person(like.user() + '-' + number, like.client()), now.minus(AT_WORK));
        table.put(session.typedAt(now.minus(BUSY)));
    }

    private SimulatedSession logOn(String user) {
        Person person = Person.ALL.stream()
                .filter(one -> one.user().equals(user))
                .findFirst()
                .orElseThrow();
        return scene.logOn(person, now.minus(AT_WORK));
    }
}
