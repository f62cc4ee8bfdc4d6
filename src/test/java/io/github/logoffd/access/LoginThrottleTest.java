package io.github.logoffd.access;

import static io.github.logoffd.access.AccessFixture.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.LoginThrottle.Attempt;
import io.github.logoffd.access.LoginThrottle.Origin;
import io.github.logoffd.testing.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many passwords can be guessed, how long the answers take, and whom that concerns. */
class LoginThrottleTest {

    private static final Network LOOPBACK = network("127.0.0.1");
    private static final Network HOME = network("192.0.2.1");
    private static final Network ELSEWHERE = network("198.51.100.1");
    private static final Duration HOUR = Duration.ofHours(1);

    private final NanoClock clock = new NanoClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void fiveWrongPasswordsAreAnsweredAtOnceAndThenOneIn650Milliseconds() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            delays.add(guess("operator", LOOPBACK).toMillis());
        }

        assertThat(delays).containsExactly(0L, 0L, 0L, 0L, 0L, 650L, 1_300L, 1_950L);
    }

    @Test
    void oneThatWaitsForItsAnswersIsDelayedByNoMoreThanThat() {
        for (int i = 0; i < 1_000; i++) {
            Duration delay = guess("operator", LOOPBACK);
            assertThat(delay).isLessThanOrEqualTo(Duration.ofMillis(650));
            clock.advance(delay);
        }
    }

    @Test
    void noAnswerIsDelayedByMoreThan45SecondsAndTheDelayIsForgottenAsFast() {
        for (int i = 0; i < 1_000; i++) {
            guess("name" + i, LOOPBACK);
        }
        assertThat(guess("operator", LOOPBACK)).isBetween(Duration.ofSeconds(44), Duration.ofSeconds(45));

        clock.advance(Duration.ofSeconds(46));
        assertThat(guess("operator", LOOPBACK)).isZero();
    }

    /** An attacker could otherwise use a new name for each guess. */
    @Test
    void theDelayIsThatOfAllNames() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            guess(name, LOOPBACK);
        }

        assertThat(guess("f", LOOPBACK)).isEqualTo(Duration.ofMillis(650));
        assertThat(guess("f", ELSEWHERE)).isZero();
    }

    static Stream<Arguments> origins() {
        return Stream.of(
                Arguments.of(LOOPBACK, Origin.THIS_MACHINE),
                Arguments.of(HOME, Origin.KNOWN_NETWORK),
                Arguments.of(ELSEWHERE, Origin.ELSEWHERE));
    }

    /** Guesses that do not wait for the answers, for three hours. */
    @ParameterizedTest
    @MethodSource("origins")
    void noHourHasMoreGuessesThanTheShareOfTheirOrigin(Network network, Origin origin) {
        throttle.begin("monitor", HOME).succeeded();
        int[] ofMinute = new int[180];
        for (int minute = 0; minute < ofMinute.length; minute++) {
            for (int i = 0; i < 600; i++) {
                ofMinute[minute] += count("operator", network);
                clock.advance(Duration.ofMillis(100));
            }
        }

        assertThat(IntStream.rangeClosed(0, 120).map(from -> sum(ofMinute, from, from + 60)))
                .allMatch(hour -> hour <= origin.guessesPerHour)
                .anyMatch(hour -> hour >= origin.guessesPerHour - 1);
    }

    private int count(String name, Network network) {
        Attempt attempt = throttle.begin(name, network);
        if (attempt.left().isZero()) {
            attempt.failed();
            return 1;
        }
        assertThat(attempt.left()).isLessThan(Duration.ofSeconds(5));
        return 0;
    }

    private static int sum(int[] numbers, int from, int to) {
        return Arrays.stream(numbers, from, to).sum();
    }

    @Test
    void anAccountHasTenThousandGuessesAnHourInAll() {
        assertThat(Stream.of(Origin.values()).mapToInt(origin -> origin.guessesPerHour))
                .satisfies(shares ->
                        assertThat(shares.stream().mapToInt(each -> each).sum()).isEqualTo(10_000));
    }

    /** Each of them waits for its answer, as a program does that reads it. */
    @ParameterizedTest
    @ValueSource(ints = {4, 64})
    void threadsThatWaitForTheirAnswersNeverUseUpTheGuesses(int threads) {
        long start = clock.getAsLong();
        PriorityQueue<Long> answers = new PriorityQueue<>();
        for (int i = 0; i < threads; i++) {
            answers.add(0L);
        }
        int guesses = 0;
        while (clock.getAsLong() - start < HOUR.multipliedBy(10).toNanos()) {
            long next = answers.remove();
            clock.advance(Duration.ofNanos(Math.max(0, next - (clock.getAsLong() - start))));
            Attempt attempt = throttle.begin("operator", LOOPBACK);
            assertThat(attempt.left()).isZero();
            answers.add(clock.getAsLong() - start + attempt.failed().toNanos());
            guesses++;
        }

        assertThat(guesses).isBetween(55_000, 10 * 7_000);
    }

    @Test
    void aRightPasswordIsNoGuess() {
        for (int i = 0; i < 20_000; i++) {
            Attempt attempt = throttle.begin("operator", LOOPBACK);
            assertThat(attempt.left()).isZero();
            attempt.succeeded();
        }

        assertThat(guess("operator", LOOPBACK)).isZero();
    }

    @Test
    void guessesFromElsewhereUseUpNothingOfTheMachineOrOfKnownNetworks() {
        throttle.begin("operator", HOME).succeeded();
        useUp("operator", ELSEWHERE);

        assertThat(throttle.begin("operator", network("203.0.113.9")).left()).isPositive();
        assertThat(throttle.begin("operator", HOME).left()).isZero();
        assertThat(throttle.begin("operator", LOOPBACK).left()).isZero();
    }

    @Test
    void guessesOnTheMachineUseUpNothingOfClientsElsewhere() {
        useUp("operator", LOOPBACK);

        assertThat(throttle.begin("operator", network("127.0.0.77")).left()).isPositive();
        assertThat(throttle.begin("operator", network("::1")).left()).isPositive();
        assertThat(throttle.begin("operator", ELSEWHERE).left()).isZero();
    }

    @Test
    void guessesForOneNameUseUpNothingOfAnother() {
        useUp("operator", LOOPBACK);

        assertThat(throttle.begin("monitor", LOOPBACK).left()).isZero();
    }

    @Test
    void theRestOfAnIpv6NetworkIsKnownToo() {
        throttle.begin("operator", network("2001:db8:1:2::1")).succeeded();
        useUp("operator", ELSEWHERE);

        assertThat(throttle.begin("operator", network("2001:db8:1:2:ffff::9")).left())
                .isZero();
        assertThat(throttle.begin("operator", network("2001:db8:1:3::1")).left())
                .isPositive();
    }

    @Test
    void aNetworkIsKnownForADayAndThatOfOneUserForAllNames() {
        throttle.begin("monitor", HOME).succeeded();
        useUp("operator", ELSEWHERE);
        assertThat(throttle.begin("operator", HOME).left()).isZero();

        clock.advance(Duration.ofDays(1));
        useUp("operator", ELSEWHERE);
        assertThat(throttle.begin("operator", HOME).left()).isPositive();
    }

    @Test
    void asManyNetworksAreKnownAsFitAndTheOldestGoes() {
        throttle.begin("operator", HOME).succeeded();
        for (int i = 0; i < 10_000; i++) {
            throttle.begin("operator", network("10.1." + i / 250 + '.' + i % 250))
                    .succeeded();
        }
        useUp("operator", ELSEWHERE);

        assertThat(throttle.begin("operator", HOME).left()).isPositive();
        assertThat(throttle.begin("operator", network("10.1.0.0")).left()).isZero();
    }

    private void useUp(String name, Network network) {
        for (Duration left = Duration.ZERO; left.isZero(); ) {
            left = throttle.begin(name, network).left();
        }
    }

    private Duration guess(String name, Network network) {
        return throttle.begin(name, network).failed();
    }

    private static Network network(String literal) {
        return Network.of(address(literal));
    }
}
