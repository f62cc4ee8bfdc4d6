package io.github.logoffd.access;

import static io.github.logoffd.access.AccessFixture.MONITOR_PASSWORD;
import static io.github.logoffd.access.AccessFixture.OPERATOR_PASSWORD;
import static io.github.logoffd.access.AccessFixture.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Answer.Accepted;
import io.github.logoffd.access.Answer.Blocked;
import io.github.logoffd.access.Answer.Busy;
import io.github.logoffd.access.Answer.Rejected;
import io.github.logoffd.testing.NanoClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authentication by password. */
class AuthenticatorTest {

    private static final User OPERATOR = new User("operator", Role.OPERATOR);
    private static final InetAddress HERE = address("192.0.2.1");
    private static final InetAddress THERE = address("192.0.2.2");

    private final NanoClock clock = new NanoClock();
    private final HashingGate gate = new HashingGate();
    private final Authenticator authenticator = new Authenticator(AccessFixture.users(), clock, gate);

    @Test
    void aRightPasswordGivesTheUserWithItsRole() {
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertAccepted(
                authenticator.authenticate("monitor", MONITOR_PASSWORD, HERE), new User("monitor", Role.MONITOR));
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
        assertThat(authenticator.authenticate(name, password, HERE)).isEqualTo(new Rejected());
        assertThat(gate.entered).isEqualTo(1);
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
        gate.entered = 0;

        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(gate.entered).isZero();

        clock.advance(Duration.ofNanos(1));
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(gate.entered).isEqualTo(1);
    }

    @Test
    void anotherPasswordIsNotTakenForTheOneThatWasRight() {
        operator(OPERATOR_PASSWORD);

        assertThat(operator("wrong")).isEqualTo(new Rejected());
        assertThat(authenticator.authenticate("monitor", OPERATOR_PASSWORD, HERE))
                .isEqualTo(new Rejected());
    }

    @Test
    void theThirdWrongPasswordBlocksAndTheRightOneIsNotLookedAt() {
        operator(OPERATOR_PASSWORD);
        for (int i = 0; i < 3; i++) {
            assertThat(operator("wrong")).isEqualTo(new Rejected());
        }

        assertThat(operator(OPERATOR_PASSWORD)).isEqualTo(new Blocked(Duration.ofSeconds(1)));

        clock.advance(Duration.ofSeconds(1));
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
    }

    /** The second password is not hashed, since it was right a moment ago; it counts all the same. */
    @Test
    void guessesFromElsewhereDoNotBlockWhereTheRightPasswordWasGiven() {
        operator(OPERATOR_PASSWORD);
        authenticator.authenticate("operator", OPERATOR_PASSWORD, THERE);
        for (int i = 0; i < 3; i++) {
            authenticator.authenticate("operator", "wrong", address("198.51.100." + i));
        }

        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertAccepted(authenticator.authenticate("operator", OPERATOR_PASSWORD, THERE), OPERATOR);
        assertThat(authenticator.authenticate("operator", OPERATOR_PASSWORD, address("192.0.2.3")))
                .isInstanceOf(Blocked.class);
    }

    @Test
    void whileBlockedNothingIsHashedAndThePauseDoesNotGrow() {
        for (int i = 0; i < 3; i++) {
            operator("wrong");
        }
        gate.entered = 0;

        for (int i = 0; i < 10; i++) {
            assertThat(operator("wrong")).isEqualTo(new Blocked(Duration.ofSeconds(1)));
        }

        assertThat(gate.entered).isZero();
    }

    @Test
    void whoWaitedInTheQueueIsBlockedWhenThoseBeforeWereWrong() {
        operator("wrong");
        operator("wrong");
        gate.beforeHashing = () -> {
            gate.beforeHashing = () -> {};
            operator("wrong");
        };

        assertThat(operator(OPERATOR_PASSWORD)).isEqualTo(new Blocked(Duration.ofSeconds(1)));
    }

    @Test
    void aPasswordThatWasRightWhileItWaitedInTheQueueIsNotHashedAgain() {
        gate.beforeHashing = () -> {
            gate.beforeHashing = () -> {};
            operator(OPERATOR_PASSWORD);
            clock.advance(Duration.ofMinutes(4));
        };
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        gate.entered = 0;

        clock.advance(Duration.ofMinutes(1));

        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(gate.entered)
                .as("the five minutes began with the one that was hashed")
                .isEqualTo(1);
    }

    @Test
    void whenTooManyAreHashedTheAnswerIsBusyAndNoFailure() {
        gate.open = false;
        for (int i = 0; i < 10; i++) {
            assertThat(operator(OPERATOR_PASSWORD)).isEqualTo(new Busy());
        }

        gate.open = true;
        assertAccepted(operator(OPERATOR_PASSWORD), OPERATOR);
        assertThat(gate.left).isEqualTo(1);
    }

    @Test
    void otherUsersCountFromTheReloadOn() {
        operator(OPERATOR_PASSWORD);

        authenticator.reload(new Users(List.of()));

        assertThat(operator(OPERATOR_PASSWORD)).isEqualTo(new Rejected());
        assertThat(authenticator.withCertificate("prometheus")).isEmpty();
    }

    @Test
    void aReloadDoesNotEndAPause() {
        for (int i = 0; i < 3; i++) {
            operator("wrong");
        }

        authenticator.reload(AccessFixture.users());

        assertThat(operator(OPERATOR_PASSWORD)).isInstanceOf(Blocked.class);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000000000,1", "1000000001,2", "60000000000,60"})
    void theTimeToWaitIsInWholeSecondsRoundedUp(long nanos, long seconds) {
        assertThat(new Blocked(Duration.ofNanos(nanos)).retryAfterSeconds()).isEqualTo(seconds);
    }

    private Answer operator(String password) {
        return authenticator.authenticate("operator", password, HERE);
    }

    private static void assertAccepted(Answer answer, User user) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Accepted.class, accepted -> assertThat(accepted.user()).isEqualTo(user));
    }
}
