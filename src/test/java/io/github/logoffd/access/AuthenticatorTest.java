package io.github.logoffd.access;

import static io.github.logoffd.access.AccessFixture.MONITOR_PASSWORD;
import static io.github.logoffd.access.AccessFixture.OPERATOR_PASSWORD;
import static io.github.logoffd.access.AccessFixture.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Answer.Accepted;
import io.github.logoffd.access.Answer.Blocked;
import io.github.logoffd.access.Answer.Rejected;
import io.github.logoffd.testing.NanoClock;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication by password. */
class AuthenticatorTest {

    private static final User OPERATOR = new User("operator", Role.OPERATOR);
    private static final Rejected REJECTED = new Rejected(Duration.ZERO);
    private static final InetAddress LOOPBACK = address("127.0.0.1");
    private static final InetAddress HERE = address("192.0.2.1");
    private static final InetAddress THERE = address("192.0.2.2");
    private static final int GUESSES_AT_ONCE = 200;

    private final NanoClock clock = new NanoClock();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Authenticator authenticator =
            new Authenticator(AccessFixture.users(), clock, new HashingQueue(threads::add, 1_000));
    private int hashed;

    @Test
    void aRightPasswordGivesTheUserWithItsRole() {
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertAccepted(answer("monitor", MONITOR_PASSWORD, HERE), new User("monitor", Role.MONITOR));
    }

    @ParameterizedTest
    @CsvSource({
        "operator, the password of monitor",
        "operator, ''",
        "Operator, the password of operator",
        "nobody, the password of operator",
        "'', ''",
        "prometheus, certificate",
        "prometheus, ''"
    })
    void everythingElseIsRejectedAndCostsTheSame(String name, String password) {
        assertThat(answer(name, password, HERE)).isEqualTo(REJECTED);
        assertThat(hashed).isEqualTo(1);
    }

    @Test
    void aCertificateGivesTheUserWithoutAPassword() {
        assertThat(authenticator.withCertificate("prometheus")).contains(new User("prometheus", Role.MONITOR));
        assertThat(authenticator.withCertificate("operator")).isEmpty();
        assertThat(authenticator.withCertificate("nobody")).isEmpty();
    }

    @Test
    void aPasswordThatWasRightIsNotHashedAgainForFiveMinutes() {
        operator(OPERATOR_PASSWORD);

        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(hashed).isEqualTo(1);

        clock.advance(Duration.ofNanos(1));
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(hashed).isEqualTo(2);
    }

    @Test
    void aPasswordThatWasRightDoesNotMakeAnotherOneRight() {
        operator(OPERATOR_PASSWORD);

        assertThat(operator("wrong")).isEqualTo(REJECTED);
        assertThat(answer("monitor", OPERATOR_PASSWORD, HERE)).isEqualTo(REJECTED);
    }

    @Test
    void wrongPasswordsDelayWrongOnesAndNotTheRightOne() {
        for (int i = 0; i < 5; i++) {
            assertThat(answer("operator", "wrong", LOOPBACK)).isEqualTo(REJECTED);
        }

        assertThat(answer("operator", "wrong", LOOPBACK)).isEqualTo(new Rejected(Duration.ofMillis(650)));
        assertAccepted(answer("operator", OPERATOR_PASSWORD, LOOPBACK), OPERATOR);
        assertThat(answer("operator", "wrong", LOOPBACK)).isEqualTo(new Rejected(Duration.ofMillis(1_300)));
    }

    /** As after a restart: nothing has been verified yet. */
    @Test
    void aRightPasswordIsHashedBeforeThoseThatWait() {
        List<CompletableFuture<Answer>> guesses = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            guesses.add(authenticator.authenticate("operator", "guess " + i, HERE));
        }

        CompletableFuture<Answer> right = authenticator.authenticate("operator", OPERATOR_PASSWORD, HERE);
        threads.remove().run();

        assertAccepted(right.join(), OPERATOR);
        assertThat(guesses).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aPasswordThatWasRightWhileItWaitedIsNotHashedAgain() {
        CompletableFuture<Answer> waiting = authenticator.authenticate("operator", OPERATOR_PASSWORD, HERE);
        CompletableFuture<Answer> newer = authenticator.authenticate("operator", OPERATOR_PASSWORD, HERE);
        threads.remove().run();
        clock.advance(Duration.ofMinutes(4));
        threads.remove().run();

        assertAccepted(newer.join(), OPERATOR);
        assertAccepted(waiting.join(), OPERATOR);
        clock.advance(Duration.ofMinutes(1));
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(hashed)
                .as("the five minutes began with the one that was hashed")
                .isEqualTo(1);
    }

    /** To compare them and to accept the right one only would be one more guess. */
    @Test
    void whenAllGuessesOfAnAccountAreMadeNotEvenTheRightPasswordIsCompared() {
        operator(OPERATOR_PASSWORD);
        for (int i = 0; i < GUESSES_AT_ONCE; i++) {
            CompletableFuture<Answer> unused = authenticator.authenticate("operator", "guess " + i, THERE);
        }

        assertThat(answer("operator", OPERATOR_PASSWORD, THERE)).isInstanceOf(Blocked.class);
        assertThat(answer("monitor", MONITOR_PASSWORD, THERE)).isInstanceOf(Accepted.class);
    }

    @Test
    void thenClientsOfTheUserAreServedFromTheirNetworksAndOnTheirConnections() {
        operator(OPERATOR_PASSWORD);
        for (int i = 0; i < GUESSES_AT_ONCE; i++) {
            CompletableFuture<Answer> unused = authenticator.authenticate("operator", "guess " + i, THERE);
        }

        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(authenticator.again("operator", OPERATOR_PASSWORD)).contains(OPERATOR);
        assertThat(authenticator.again("operator", "wrong")).isEmpty();
    }

    /** By colliding names too: the hash code of the last one is that of a name that was guessed before. */
    @ParameterizedTest
    @ValueSource(strings = {"operator", "BB"})
    void noAnswerAndNoDelayRevealsWhetherAUserExists(String name) {
        List<Answer> answers = new ArrayList<>();
        for (String other : List.of("operator", "Aa")) {
            for (int i = 0; i < 3; i++) {
                answers.add(answer(other, "guess " + i, THERE));
            }
        }
        answers.add(answer(name, "guess", HERE));
        answers.add(answer(name, "guess", THERE));

        assertThat(answers)
                .containsExactly(REJECTED, REJECTED, REJECTED, REJECTED, REJECTED, delayed(1), delayed(2), delayed(3));
        assertThat(hashed).isEqualTo(8);
    }

    private static Answer delayed(int times) {
        return new Rejected(LoginThrottle.RATE.multipliedBy(times));
    }

    /** The hash of one has fewer iterations, as that of an older version would have. */
    @Test
    void aWrongPasswordTakesAsLongForEveryName() {
        Users users = new Users(List.of(
                account("old", PasswordHash.of("right", PasswordHash.LEAST_ITERATIONS)),
                account("new", PasswordHash.of("right", 2 * PasswordHash.LEAST_ITERATIONS))));
        long nobody = processorNanosOfWrong(users, "nobody");

        for (String name : List.of("old", "new")) {
            assertThat((double) processorNanosOfWrong(users, name) / nobody)
                    .as(name)
                    .isBetween(0.7, 1.4);
        }
    }

    private static Users.Account account(String name, PasswordHash hash) {
        return new Users.Account(new User(name, Role.MONITOR), Optional.of(hash));
    }

    /** The shorter of two: other programs of the machine take processor caches. */
    private static long processorNanosOfWrong(Users users, String name) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long before = processorNanos();
            assertThat(users.withPassword(name, "wrong")).isEmpty();
            shortest = Math.min(shortest, processorNanos() - before);
        }
        return shortest;
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void otherUsersCountFromTheReloadOnAlsoForThoseThatWait() {
        CompletableFuture<Answer> waiting = authenticator.authenticate("operator", OPERATOR_PASSWORD, HERE);

        authenticator.reload(new Users(List.of()));

        threads.remove().run();
        assertThat(waiting.join()).isInstanceOf(Rejected.class);
        assertThat(operator(OPERATOR_PASSWORD)).isInstanceOf(Rejected.class);
        assertThat(authenticator.withCertificate("prometheus")).isEmpty();
    }

    @Test
    void aReloadForgetsNoGuess() {
        for (int i = 0; i < 5; i++) {
            operator("wrong");
        }

        authenticator.reload(AccessFixture.users());

        assertThat(operator("wrong")).isEqualTo(delayed(1));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000000000,1", "1000000001,2", "60000000000,60"})
    void theTimeToWaitIsInWholeSecondsRoundedUp(long nanos, long seconds) {
        assertThat(new Blocked(Duration.ofNanos(nanos)).retryAfterSeconds()).isEqualTo(seconds);
    }

    private Answer operator(String password) {
        return answer("operator", password, HERE);
    }

    private Answer answer(String name, String password, InetAddress address) {
        CompletableFuture<Answer> answer = authenticator.authenticate(name, password, address);
        while (!answer.isDone()) {
            hashed++;
            threads.remove().run();
        }
        return answer.join();
    }

    private static void assertAccepted(Answer answer, User user) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Accepted.class, accepted -> assertThat(accepted.user()).isEqualTo(user));
    }
}
