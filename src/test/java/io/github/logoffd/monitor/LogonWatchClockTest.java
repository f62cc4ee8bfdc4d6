package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.Age;
import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.RecordedLog;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long sessions have been disconnected or idle when the clock of their host was set. */
class LogonWatchClockTest extends LogonAndClock {

    @ParameterizedTest
    @ValueSource(longs = {60, 5 * 3600, 400L * 86_400})
    void aClockThatIsSetForwardMakesNoUserOlderThanObserved(long seconds) {
        refreshed();
        pass(Duration.ofSeconds(5));
        away(Optional.of(clock));
        refreshed();
        Optional<Instant> left = Optional.of(clock);
        pass(Duration.ofSeconds(5));
        clock = clock.plusSeconds(seconds);
        away(left);

        assertThat(fresh().disconnect().certain()).isEqualTo(5);
        assertThat(refreshed().disconnectedSeconds()).isBetween(5L, 10L);
        assertThat(session(monitor.status()).ages().logon().seconds()).isBetween(7205L, 7211L);
    }

    @Test
    void afterTheClockWasSetOnlyWhatWasObservedIsCertain() {
        away(Optional.of(clock.minusSeconds(3600)));
        refreshed();
        pass(Duration.ofMinutes(1));
        clock = clock.plusSeconds(18_000);
        away(Optional.of(Samples.NOW.minusSeconds(3600)));

        HostStatus status = monitor.refresh();

        Age age = session(status).ages().disconnect();
        assertThat(age.seconds()).isBetween(3660L, 3661L);
        assertThat(age.certain()).isEqualTo(60);
        assertThat(age.possible()).isEqualTo(21_660);
        assertThat(age.doubt()).isEqualTo("set forward by about 18000 seconds, or the machine slept");
        assertThat(status.reachable()).isTrue();
        assertThat(status.lastError())
                .isEqualTo("The clock of the host was set forward by about 18000 seconds, or the machine slept."
                        + " Requests that depend on how long 1 session has been disconnected or idle are"
                        + " refused until this service has observed it for so long.");
        assertThat(status.clockDoubt()).isEqualTo(status.lastError());
    }

    @Test
    void afterTheClockWasSetADisconnectWithoutATimeIsInDoubtToo() {
        away(NOT_SAID);
        refreshed();
        pass(Duration.ofMinutes(1));
        clock = clock.plusSeconds(18_000);
        away(NOT_SAID);

        assertThat(refreshed().ages().disconnect())
                .isEqualTo(new Age(60, 60, Long.MAX_VALUE, "set forward by about 18000 seconds, or the machine slept"));
    }

    @Test
    void aRequestNoticesTheJumpBeforeTheNextRefresh() {
        away(Optional.of(clock.minusSeconds(3600)));
        refreshed();
        pass(Duration.ofMinutes(1));
        clock = clock.plusSeconds(18_000);
        away(Optional.of(Samples.NOW.minusSeconds(3600)));

        assertThat(fresh().disconnect().doubt()).contains("set forward by about 18000 seconds");
        assertThat(fresh().disconnect().isAtLeast(61)).isFalse();
        assertThat(fresh().disconnect().canBe(14_400)).isTrue();
    }

    @Test
    void aClockThatIsSetBackMakesNoUserYoungerThanObserved() {
        away(Optional.of(clock.minusSeconds(3600)));
        refreshed();
        pass(Duration.ofHours(2));
        clock = clock.minusSeconds(10_000);
        away(Optional.of(Samples.NOW.minusSeconds(3600)));

        Age age = refreshed().ages().disconnect();

        assertThat(age.seconds()).isEqualTo(7200);
        assertThat(age.certain()).isEqualTo(7200);
        assertThat(age.canBe(10_800)).isTrue();
        assertThat(age.doubt()).contains("set back by about 10000 seconds");
    }

    @Test
    void aDisconnectAfterTheJumpIsTrustedAgain() {
        refreshed();
        pass(Duration.ofSeconds(5));
        clock = clock.plusSeconds(18_000);
        work();
        refreshed();
        pass(Duration.ofSeconds(30));
        away(Optional.of(clock.minusSeconds(20)));

        HostStatus status = monitor.refresh();

        assertThat(session(status).ages().disconnect()).isEqualTo(Age.of(20));
        assertThat(status.lastError()).isEmpty();
    }

    @Test
    void aDisconnectBetweenTheJumpAndTheReadingThatShowsItIsNotOlderThanThat() {
        refreshed();
        pass(Duration.ofSeconds(5));
        away(Optional.of(clock));
        clock = clock.plusSeconds(18_000);
        host.with(AWAY, detail(AWAY, Optional.of(clock.minusSeconds(18_000)), Optional.empty()));

        Session session = refreshed();

        assertThat(session.disconnectedSeconds()).isBetween(0L, 5L);
        assertThat(session.ages().disconnect().certain()).isZero();
    }

    @Test
    void aLogonThatIsNewIsNotOlderThanTheListThatDidNotHaveIt() {
        refreshed();
        pass(Duration.ofSeconds(5));
        clock = clock.plusSeconds(18_000);
        SessionRow bob = Samples.disconnected(4, "bob");
        host.with(bob, Samples.detail(bob));
        monitor.refresh();

        assertThat(monitor.status().snapshot().sessions())
                .filteredOn(session -> session.id() == 4)
                .allSatisfy(session -> assertThat(session.disconnectedSeconds()).isLessThanOrEqualTo(5));
    }

    @Test
    void aRequestForAUserOfNoListYetNoticesThatTheClockOfTheHostWasSet() {
        refreshed();
        pass(Duration.ofSeconds(5));
        clock = clock.plusSeconds(18_000);
        SessionRow bob = Samples.disconnected(4, "bob");
        SessionDetail answer = detail(bob, Optional.of(clock.minusSeconds(18_000)), NOT_SAID);
        LogonIdentity logon = new Session(Samples.HOST, bob, answer).identity().orElseThrow();

        Age age = monitor.ages().ages(logon, answer).disconnect();

        assertThat(age.doubt()).isEqualTo("set forward by about 18000 seconds, or the machine slept");
        assertThat(age.certain()).isZero();
    }

    @Test
    void aRequestForAUserOfAMachineOfNoListYetSaysNothingOfTheClockOfTheHost() {
        away(Optional.of(clock.minusSeconds(600)));
        refreshed();
        SessionRow guest = Samples.guest(77, 2, "bob", "VM1");
        SessionDetail detail = Samples.detail(guest);
        SessionDetail answer = Samples.withTimes(
                detail,
                new SessionTimes(
                        detail.times().logon(),
                        NOT_SAID,
                        NOT_SAID,
                        NOT_SAID,
                        Optional.of(clock.plus(Duration.ofHours(9)))));
        LogonIdentity logon =
                new Session(Samples.HOST, guest, answer).identity().orElseThrow();

        assertThat(monitor.ages().ages(logon, answer).logon().doubt()).isEmpty();
        assertThat(fresh().disconnect()).isEqualTo(Age.of(600));
    }

    @Test
    void theLogSaysOnceWhichClockWasSet() {
        SessionRow guest = Samples.guest(77, 2, "bob", "VM1");
        host.with(guest, detail(guest, NOT_SAID, NOT_SAID));
        try (RecordedLog log = new RecordedLog(LogonWatch.class)) {
            refreshed();
            pass(Duration.ofSeconds(5));
            clock = clock.plusSeconds(18_000);
            work();
            host.with(guest, detail(guest, NOT_SAID, NOT_SAID));
            refreshed();
            refreshed();

            assertThat(log.lines())
                    .extracting(line -> line.replaceFirst(";.*", ""))
                    .containsExactlyInAnyOrder(
                            "WARN The clock of HOST1 was set forward by about 18000 seconds, or the machine slept",
                            "WARN The clock of VM1 on HOST1 was set forward by about 18000 seconds, or the machine"
                                    + " slept");
        }
    }

    @Test
    void slowDriftAndSmallCorrectionsAreNoJump() {
        away(Optional.of(clock.minusSeconds(600)));
        refreshed();
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(30));
            clock = clock.plusMillis(i % 2 == 0 ? 300 : -250);
            away(Optional.of(Samples.NOW.minusSeconds(600)));
            refreshed();
        }
        clock = clock.plusSeconds(25);
        away(Optional.of(Samples.NOW.minusSeconds(600)));

        assertThat(refreshed().ages().disconnect().doubt()).isEmpty();
        assertThat(monitor.status().lastError()).isEmpty();
    }

    @Test
    void manySmallStepsMakeNoUserOlderThanObserved() {
        away(Optional.of(clock));
        refreshed();
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(5));
            clock = clock.plusSeconds(20);
            away(Optional.of(Samples.NOW));
            refreshed();
        }

        assertThat(session(monitor.status()).disconnectedSeconds()).isBetween(500L, 501L);
    }

    @Test
    void aMachineThatSleptIsAClockThatWasSetForward() {
        away(Optional.of(clock.minusSeconds(600)));
        refreshed();
        clock = clock.plus(Duration.ofHours(8));
        away(Optional.of(Samples.NOW.minusSeconds(600)));

        Age age = refreshed().ages().disconnect();

        assertThat(age.isAtLeast(601)).isFalse();
        assertThat(age.canBe(8 * 3600)).isTrue();
    }

    @Test
    void everyMachineHasAClockOfItsOwn() {
        away(Optional.of(clock.minusSeconds(600)));
        SessionRow guest = Samples.guest(77, 2, "bob", "VM1");
        SessionDetail detail = Samples.detail(guest);
        host.with(
                guest,
                Samples.withTimes(
                        detail,
                        new SessionTimes(
                                detail.times().logon(),
                                detail.times().connect(),
                                NOT_SAID,
                                NOT_SAID,
                                Optional.of(clock.plus(Duration.ofHours(9))))));

        monitor.refresh();

        assertThat(monitor.status().lastError()).isEmpty();
        assertThat(fresh().disconnect()).isEqualTo(Age.of(600));
    }
}
