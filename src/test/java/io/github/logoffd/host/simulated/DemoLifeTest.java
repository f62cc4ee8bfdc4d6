package io.github.logoffd.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.ProcessTotals;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An hour and less in the life of the demo host, by a clock that runs as fast as the test. */
class DemoLifeTest {

    private static final Instant START = Instant.parse("2026-03-02T08:15:30.1234567Z");
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final long SEED = 42;

    private final MutableClock clock = new MutableClock(START);

    @Test
    void everyKindOfSessionIsThereFromTheBeginning() {
        List<Session> sessions = snapshot(demo(SEED));
        assertThat(sessions)
                .extracting(session -> session.row().kind())
                .contains(SessionKind.SERVICES, SessionKind.CONSOLE, SessionKind.LISTENER, SessionKind.USER);
        List<Session> users = usersOf(sessions);
        assertThat(users).hasSizeBetween(6, 12);
        assertThat(users)
                .extracting(session -> session.row().state())
                .contains(SessionState.ACTIVE, SessionState.DISCONNECTED);
        assertThat(users).extracting(session -> session.detail().lock()).contains(LockState.LOCKED, LockState.UNLOCKED);
        assertThat(users).extracting(Session::account).contains("CONTOSO\\jörg.müller", "CONTOSO\\Σοφία");
        assertThat(users).extracting(session -> session.client().address()).contains("2001:db8:20:4::2a");
        assertThat(users)
                .allSatisfy(session -> assertThat(session.idleSeconds()).isNotNegative());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, SEED})
    void hostStaysPlausibleForAnHour(long seed) {
        SimulatedSessionHost host = demo(seed);
        everyStepOfAnHour(() -> snapshot(host), sessions -> {
            assertThat(usersOf(sessions)).hasSizeBetween(4, 14).doesNotHaveDuplicates();
            assertThat(sessions).extracting(Session::id).doesNotHaveDuplicates();
            assertThat(usersOf(sessions)).extracting(Session::account).doesNotHaveDuplicates();
            usersOf(sessions).forEach(DemoLifeTest::assertPlausible);
        });
    }

    private static void assertPlausible(Session session) {
        boolean disconnected = session.row().state() == SessionState.DISCONNECTED;
        assertThat(session.row().name().isEmpty()).isEqualTo(disconnected);
        assertThat(session.client().equals(ClientInfo.NONE)).isEqualTo(disconnected);
        assertThat(session.detail().times().logon().orElseThrow().get(ChronoField.NANO_OF_SECOND) % 100)
                .isZero();
        assertThat(session.detail().times().lastInput().isEmpty()).isEqualTo(disconnected);
        assertThat(session.idleSeconds()).isNotNegative();
        assertThat(session.id()).isBetween(1L, 20L);
        assertThat(session.disconnectedSeconds() >= 0).isEqualTo(disconnected);
        assertThat(session.processes().count()).isBetween(5L, 30L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, SEED})
    void idsAreUsedAgainButKeysNameOneLogonForEver(long seed) {
        SimulatedSessionHost host = demo(seed);
        Map<String, String> accountOfKey = new HashMap<>();
        Map<Long, Set<String>> accountsOfId = new HashMap<>();
        everyStepOfAnHour(() -> snapshot(host), sessions -> {
            for (Session session : usersOf(sessions)) {
                String known = accountOfKey.putIfAbsent(session.key(), session.account());
                assertThat(known).isIn(null, session.account());
                accountsOfId
                        .computeIfAbsent(session.id(), id -> new HashSet<>())
                        .add(session.account());
            }
        });
        assertThat(accountsOfId.values())
                .anySatisfy(accounts -> assertThat(accounts).hasSizeGreaterThan(3));
        assertThat(accountOfKey).hasSizeGreaterThan(accountsOfId.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, SEED})
    void somethingVisibleHappensEveryFewSeconds(long seed) {
        SimulatedSessionHost host = demo(seed);
        Set<Object> looks = new HashSet<>();
        Set<SessionState> states = new HashSet<>();
        Set<SessionKind> kindsWithUser = new HashSet<>();
        everyStepOfAnHour(() -> snapshot(host), sessions -> {
            looks.add(sessions.stream()
                    .map(session -> List.of(session.row(), session.detail().lock()))
                    .toList());
            usersOf(sessions).forEach(session -> states.add(session.row().state()));
            usersOf(sessions).forEach(session -> kindsWithUser.add(session.row().kind()));
        });
        assertThat(looks).hasSizeBetween(3600 / 15, 3600 / 5);
        assertThat(states).containsExactlyInAnyOrder(SessionState.ACTIVE, SessionState.DISCONNECTED);
        assertThat(kindsWithUser).containsExactlyInAnyOrder(SessionKind.USER, SessionKind.CONSOLE);
    }

    @Test
    void idleTimeGrowsUntilTheUserTypes() {
        SimulatedSessionHost host = demo(SEED);
        Map<String, Session> before = new HashMap<>();
        Set<Boolean> typed = new HashSet<>();
        everyStepOfAnHour(() -> snapshot(host), sessions -> {
            for (Session session : usersOf(sessions)) {
                Session earlier = before.put(session.key(), session);
                if (earlier != null && sameInput(earlier, session)) {
                    assertThat(session.idleSeconds()).isEqualTo(earlier.idleSeconds() + STEP.toSeconds());
                    typed.add(false);
                } else {
                    typed.add(true);
                }
            }
        });
        assertThat(typed).hasSize(2);
    }

    private static boolean sameInput(Session earlier, Session later) {
        return earlier.row().equals(later.row())
                && earlier.detail()
                        .times()
                        .lastInput()
                        .equals(later.detail().times().lastInput())
                && earlier.detail()
                        .times()
                        .disconnect()
                        .equals(later.detail().times().disconnect());
    }

    @Test
    void trafficAndProcessorTimeGrow() {
        SimulatedSessionHost host = demo(SEED);
        Session before = usersOf(snapshot(host)).get(0);
        clock.advance(STEP);
        Session after = usersOf(snapshot(host)).get(0);
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.detail().traffic().incomingBytes())
                .isGreaterThan(before.detail().traffic().incomingBytes());
        assertThat(after.processes().cpuMillis())
                .isGreaterThan(before.processes().cpuMillis());
    }

    @Test
    void sameSeedGivesTheSameLifeHoweverOftenItIsLookedAt() {
        SimulatedSessionHost watched = demo(SEED);
        SimulatedSessionHost unwatched = demo(SEED);
        everyStepOfAnHour(watched::sessions, rows -> assertThat(rows).isNotEmpty());
        assertThat(snapshot(watched)).isEqualTo(snapshot(unwatched));
        assertThat(watched.processes()).isEqualTo(unwatched.processes());
        assertThat(watched.sessions()).isNotEqualTo(demo(SEED + 1).sessions());
    }

    @Test
    void logoffTakesBetweenOneAndFourSeconds() {
        SimulatedSessionHost host = demo(SEED);
        Session session = usersOf(snapshot(host)).get(0);
        host.logoff(session.id());
        clock.advance(Duration.ofMillis(999));
        assertThat(keysOf(host)).contains(session.key());
        clock.advance(Duration.ofMillis(3001));
        assertThat(keysOf(host)).doesNotContain(session.key());
    }

    @Test
    void othersComeAfterEveryUserWasLoggedOff() {
        SimulatedSessionHost host = demo(SEED);
        Set<String> before = keysOf(host);
        usersOf(snapshot(host)).forEach(session -> host.logoff(session.id()));
        clock.advance(Duration.ofMinutes(2));
        List<Session> after = usersOf(snapshot(host));
        assertThat(after).hasSizeGreaterThanOrEqualTo(4);
        assertThat(after).extracting(Session::key).doesNotContainAnyElementsOf(before);
    }

    @Test
    void consoleComesBackAfterItWasLoggedOff() {
        SimulatedSessionHost host = demo(SEED);
        host.logoff(1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(host.sessions()).extracting(SessionRow::kind).containsOnlyOnce(SessionKind.CONSOLE);
    }

    private SimulatedSessionHost demo(long seed) {
        return SimulatedSessionHost.demo("DEMO", clock, seed);
    }

    private <T> void everyStepOfAnHour(Supplier<T> look, Consumer<T> check) {
        Instant end = clock.instant().plus(Duration.ofHours(1));
        while (clock.instant().isBefore(end)) {
            clock.advance(STEP);
            check.accept(look.get());
        }
    }

    private static Set<String> keysOf(SimulatedSessionHost host) {
        return usersOf(snapshot(host)).stream().map(Session::key).collect(Collectors.toSet());
    }

    private static List<Session> usersOf(List<Session> sessions) {
        return sessions.stream().filter(session -> session.row().hasUser()).toList();
    }

    private static List<Session> snapshot(SimulatedSessionHost host) {
        List<ProcessInfo> processes = host.processes();
        return host.sessions().stream()
                .map(row -> new Session(
                        host.name(), row, host.detail(row.id()), host.client(row.id()), totals(processes, row.id())))
                .toList();
    }

    private static ProcessTotals totals(List<ProcessInfo> processes, long sessionId) {
        ProcessTotals totals = ProcessTotals.NONE;
        for (ProcessInfo process : processes) {
            totals = process.sessionId() == sessionId ? totals.plus(process) : totals;
        }
        return totals;
    }
}
