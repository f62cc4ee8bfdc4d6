package io.github.logoffd.access;

import static io.github.logoffd.access.AccessFixture.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has to wait how long after wrong passwords, and what attackers can and cannot do with that. */
class LoginThrottleTest {

    private static final Network HERE = network("192.0.2.1");
    private static final Network THERE = network("192.0.2.2");
    private static final Network LOOPBACK = network("127.0.0.1");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final NanoClock clock = new NanoClock();
    private final LoginThrottle slowDown = new LoginThrottle(clock);

    @Test
    void thePauseStartsWithTheThirdFailureAndDoublesUpToAMinute() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            fail("operator", HERE);
            pauses.add(pause("operator", HERE).toSeconds());
            clock.advance(pause("operator", HERE));
        }

        assertThat(pauses).containsExactly(0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void thePauseRunsOut() {
        fail(4, "operator", HERE);

        clock.advance(Duration.ofMillis(1500));
        assertThat(pause("operator", HERE)).isEqualTo(Duration.ofMillis(500));

        clock.advance(Duration.ofMillis(500));
        assertThat(pause("operator", HERE)).isZero();

        clock.advance(Duration.ofMinutes(1));
        assertThat(pause("operator", HERE)).isZero();
    }

    @Test
    void failuresAreForgottenAfterAQuarterOfAnHour() {
        fail(20, "operator", HERE);

        clock.advance(Duration.ofMinutes(15));
        fail(2, "operator", HERE);

        assertThat(pause("operator", HERE)).isZero();
    }

    @Test
    void oneAddressCannotTryManyNames() {
        for (String name : List.of("a", "b", "c")) {
            fail(name, HERE);
        }

        assertThat(pause("d", HERE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause("d", THERE)).isZero();
    }

    @Test
    void manyAddressesCannotTryOneName() {
        for (int i = 10; i < 20; i++) {
            fail("operator", network("198.51.100." + i));
        }

        assertThat(pause("operator", HERE)).isEqualTo(LONGEST);
        assertThat(pause("monitor", HERE)).isZero();
    }

    @Test
    void theRestOfAnIpv6NetworkIsTheSameAddress() {
        for (int i = 1; i < 4; i++) {
            fail("name" + i, network("2001:db8:1:2::" + i));
        }

        assertThat(pause("other", network("2001:db8:1:2:ffff::9"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause("other", network("2001:db8:1:3::1"))).isZero();
    }

    @Test
    void allLoopbackAddressesAreOne() {
        fail(3, "operator", network("127.0.0.77"));

        assertThat(pause("operator", network("::1"))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void manyAddressesDoNotPushOutTheRecordOfANameNorManyNamesIt() {
        fail(20, "operator", THERE);

        for (int i = 0; i < 20_000; i++) {
            Network attacker = network("10.1." + i / 250 + '.' + i % 250);
            slowDown.failed("name" + i, false, attacker);
        }

        assertThat(pause("operator", HERE)).isEqualTo(LONGEST);
    }

    @Test
    void strangersDoNotLockAUserOutOfHisOwnMachine() {
        slowDown.succeeded("operator", HERE);

        fail(20, "operator", THERE);

        assertThat(pause("operator", THERE)).isEqualTo(LONGEST);
        assertThat(pause("operator", HERE)).isZero();
    }

    @Test
    void aProgramWithAStalePasswordDoesNotLockOutThePollerBesideIt() {
        slowDown.succeeded("monitor", HERE);

        fail(20, "operator", HERE);

        assertThat(pause("monitor", HERE)).isZero();
    }

    @Test
    void aStalePasswordAtHomeDoesNotLockTheUserOutElsewhere() {
        slowDown.succeeded("operator", HERE);

        fail(20, "operator", HERE);

        assertThat(pause("operator", HERE)).isEqualTo(LONGEST);
        assertThat(pause("operator", THERE)).isZero();
    }

    @Test
    void loopbackStaysOpenWhileOthersAttackTheName() {
        fail(20, "operator", THERE);

        assertThat(pause("operator", LOOPBACK)).isZero();
        fail(3, "operator", LOOPBACK);
        assertThat(pause("operator", LOOPBACK)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRightPasswordOfAnotherNameDoesNotStartTheCountAgain() {
        fail(3, "operator", HERE);
        clock.advance(Duration.ofSeconds(1));

        slowDown.succeeded("monitor", HERE);
        fail("operator", HERE);

        assertThat(pause("operator", HERE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRightPasswordEndsTheRecordOfTheHome() {
        slowDown.succeeded("operator", HERE);
        fail(2, "operator", HERE);

        slowDown.succeeded("operator", HERE);
        fail(2, "operator", HERE);

        assertThat(pause("operator", HERE)).isZero();
    }

    @Test
    void aHomeIsForgottenAfterADay() {
        slowDown.succeeded("operator", HERE);
        clock.advance(Duration.ofDays(1));

        fail(3, "operator", THERE);

        assertThat(pause("operator", HERE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aUserHasAsManyHomesAsFitAndTheOldestGoes() {
        slowDown.succeeded("operator", HERE);
        for (int i = 0; i < 64; i++) {
            slowDown.succeeded("operator", network("198.51.100." + i));
        }
        slowDown.succeeded("monitor", THERE);

        fail(3, "operator", network("203.0.113.1"));

        assertThat(pause("operator", HERE)).isPositive();
        assertThat(pause("operator", network("198.51.100.0"))).isZero();
    }

    @Test
    void namesThatNoUserHasPauseAsOthersDo() {
        for (int i = 1; i < 4; i++) {
            slowDown.failed("ghost", false, network("198.51.100." + i));
        }

        assertThat(slowDown.pause("ghost", false, HERE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theNumberOfRecordsIsLimitedAndTheOldestGoes() {
        Failures<Integer> failures = new Failures<>(3, clock);
        for (int key : new int[] {1, 1, 1, 2, 3, 1, 4}) {
            failures.add(key);
        }

        assertThat(failures.size()).isEqualTo(3);
        assertThat(failures.pause(1)).isEqualTo(Duration.ofSeconds(2));
    }

    private void fail(String name, Network network) {
        slowDown.failed(name, true, network);
    }

    private void fail(int times, String name, Network network) {
        for (int i = 0; i < times; i++) {
            fail(name, network);
        }
    }

    private Duration pause(String name, Network network) {
        return slowDown.pause(name, true, network);
    }

    private static Network network(String literal) {
        return Network.of(address(literal));
    }
}
