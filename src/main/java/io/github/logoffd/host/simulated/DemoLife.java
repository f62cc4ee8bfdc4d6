package io.github.logoffd.host.simulated;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Simulated users of the demo host. Every few seconds a user types; every 5 to 15 seconds a user makes a change that is
 * visible in the list. Randomness comes from one seed, and the times of events do not depend on when the host is read.
 */
final class DemoLife implements Life {

    private static final int FEWEST_USERS = 4;
    private static final int MOST_USERS = 14;
    private static final int MOST_PROCESSES = 30;
    private static final int ATTEMPTS = 20;

    private final DemoScene scene;
    private final Random random;
    private Instant nextTyping;
    private Instant nextChange;

    /** User actions. Users who stay logged on act more often than they log on and off. */
    private enum Deed {
        LOG_ON,
        LOG_ON_AT_CONSOLE,
        LOG_OFF,
        DISCONNECT,
        RECONNECT,
        LOCK,
        UNLOCK
    }

    private static final List<Deed> DEEDS = List.of(
            Deed.LOG_ON,
            Deed.LOG_ON,
            Deed.LOG_ON_AT_CONSOLE,
            Deed.LOG_OFF,
            Deed.LOG_OFF,
            Deed.DISCONNECT,
            Deed.DISCONNECT,
            Deed.RECONNECT,
            Deed.RECONNECT,
            Deed.LOCK,
            Deed.LOCK,
            Deed.UNLOCK,
            Deed.UNLOCK);

    private DemoLife(DemoScene scene, Random random, Instant now) {
        this.scene = scene;
        this.random = random;
        this.nextTyping = afterTyping(now);
        this.nextChange = afterChange(now);
    }

    /** Fills the table and returns the life that continues from there. */
    static DemoLife begin(SessionTable table, Instant now, long seed) {
        Random random = new Random(seed);
        DemoScene scene = new DemoScene(table, random);
        scene.begin(now);
        return new DemoLife(scene, random, now);
    }

    @Override
    public Instant next() {
        return nextTyping.isBefore(nextChange) ? nextTyping : nextChange;
    }

    @Override
    public void happen(SessionTable table, Instant now) {
        if (!nextTyping.isAfter(now)) {
            nextTyping = afterTyping(now);
            type(table, now);
        }
        if (!nextChange.isAfter(now)) {
            nextChange = afterChange(now);
            change(table, now);
        }
    }

    private Instant afterTyping(Instant now) {
        return now.plus(Duration.ofSeconds(1)).plus(scene.fewTicks(3));
    }

    private Instant afterChange(Instant now) {
        return now.plus(Duration.ofSeconds(5)).plus(scene.fewTicks(10));
    }

    /** Also recreates the console as Windows does when the old one has ended. */
    private void type(SessionTable table, Instant now) {
        if (table.sessions().stream().noneMatch(SimulatedSession::isConsole)) {
            scene.addConsole(now);
        }
        List<SimulatedSession> working = users(table)
                .filter(session -> session.isActive() && !session.isLocked())
                .toList();
        if (working.isEmpty()) {
            return;
        }
        SimulatedSession session = busyOne(working);
        table.put(session.typedAt(now));
        if (random.nextInt(4) == 0) {
            openOrClose(table, session.id(), now);
        }
    }

    /** Some type all the time and some hardly ever, so that idle times differ. */
    private SimulatedSession busyOne(List<SimulatedSession> working) {
        double skewed = Math.pow(random.nextDouble(), 4);
        return working.get((int) (skewed * working.size()));
    }

    private void openOrClose(SessionTable table, long sessionId, Instant now) {
        List<SimulatedProcess> processes = table.processesOf(sessionId);
        List<SimulatedProcess> applications =
                processes.stream().filter(Program::isApplication).toList();
        if (random.nextBoolean() && applications.size() > 1) {
            table.removeProcess(any(applications).start().pid());
        } else if (processes.size() < MOST_PROCESSES) {
            scene.start(scene.anyApplication(), sessionId, now);
        }
    }

    /** Retries until a possible action was done; when few users are left, one logs on. */
    private void change(SessionTable table, Instant now) {
        long staying = users(table).count();
        if (staying <= FEWEST_USERS) {
            does(Deed.LOG_ON, table, now);
            return;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (does(any(DEEDS), table, now)) {
                return;
            }
        }
    }

    private boolean does(Deed deed, SessionTable table, Instant now) {
        return switch (deed) {
            case LOG_ON -> logOn(table, now);
            case LOG_ON_AT_CONSOLE -> logOnAtConsole(table, now);
            case LOG_OFF -> put(table, one(table, session -> true).map(s -> s.closingUntil(now.plus(s.logoffTakes()))));
            case DISCONNECT ->
                put(
                        table,
                        one(table, session -> session.isActive() && !session.isConsole())
                                .map(session -> session.disconnectedAt(now)));
            case RECONNECT ->
                put(
                        table,
                        one(table, SimulatedSession::isDisconnected)
                                .map(session -> session.connectedAt(now, scene.nextStation(), clientOf(session))));
            case LOCK -> put(table, longestIdle(table).map(session -> session.with(LockState.LOCKED)));
            case UNLOCK ->
                put(
                        table,
                        one(table, session -> session.isActive() && session.isLocked())
                                .map(session -> session.with(LockState.UNLOCKED).typedAt(now)));
        };
    }

    private boolean logOn(SessionTable table, Instant now) {
        Optional<Person> person = absent(table);
        person.ifPresent(newcomer -> scene.logOn(newcomer, now));
        return person.isPresent();
    }

    private boolean logOnAtConsole(SessionTable table, Instant now) {
        Optional<SimulatedSession> screen = table.sessions().stream()
                .filter(session -> session.isConsole()
                        && !session.isClosing()
                        && session.row().state() == SessionState.CONNECTED)
                .findFirst();
        Optional<Person> person = screen.isPresent() ? absent(table) : Optional.empty();
        person.ifPresent(newcomer -> scene.logOnAtConsole(screen.orElseThrow(), newcomer, now));
        return person.isPresent();
    }

    /** Returns a person who is not logged on, empty when the host is full. */
    private Optional<Person> absent(SessionTable table) {
        Set<String> present = new HashSet<>();
        table.sessions().forEach(session -> present.add(session.row().user()));
        present.remove("");
        List<Person> absent = Person.ALL.stream()
                .filter(person -> !present.contains(person.user()))
                .toList();
        return present.size() >= MOST_USERS ? Optional.empty() : Optional.of(any(absent));
    }

    private Optional<SimulatedSession> one(SessionTable table, Predicate<SimulatedSession> condition) {
        List<SimulatedSession> candidates = users(table).filter(condition).toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(any(candidates));
    }

    /** Locks the session with the oldest input, as a screen saver does. */
    private static Optional<SimulatedSession> longestIdle(SessionTable table) {
        return users(table)
                .filter(session -> session.isActive() && !session.isLocked())
                .min(Comparator.comparing(session -> session.times().lastInput().orElse(Instant.MAX)));
    }

    /** Returns the sessions of users who are not logging off. */
    private static Stream<SimulatedSession> users(SessionTable table) {
        return table.sessions().stream()
                .filter(session -> session.row().hasUser() && !session.isClosing())
                .filter(session -> session.row().kind() != SessionKind.SERVICES);
    }

    private static ClientInfo clientOf(SimulatedSession session) {
        return Person.ALL.stream()
                .filter(person -> person.user().equals(session.row().user()))
                .findFirst()
                .orElseThrow()
                .client();
    }

    private static boolean put(SessionTable table, Optional<SimulatedSession> changed) {
        changed.ifPresent(table::put);
        return changed.isPresent();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
