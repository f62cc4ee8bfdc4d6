package io.github.logoffd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.Age;
import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long sessions have been disconnected or idle, by what Windows reports and by what was observed. */
class LogonWatchTest extends LogonAndClock {

    @Test
    void aTimeThatWindowsGivesIsTrustedAtTheFirstReading() {
        away(Optional.of(clock.minusSeconds(600)));

        Session session = refreshed();

        assertThat(session.ages().disconnect()).isEqualTo(Age.of(600));
        assertThat(session.disconnectedSeconds()).isEqualTo(600);
        assertThat(session.ages().logon()).isEqualTo(Age.of(7200));
    }

    @Test
    void aDisconnectWithoutATimeCountsFromTheFirstReadingThatShowsIt() {
        away(NOT_SAID);
        assertThat(refreshed().disconnectedSeconds()).isZero();

        pass(Duration.ofHours(4));
        away(NOT_SAID);

        assertThat(refreshed().ages().disconnect()).isEqualTo(Age.of(14_400));
        assertThat(fresh().disconnect()).isEqualTo(Age.of(14_400));
        assertThat(session(monitor.status()).detail().times().disconnect()).isEmpty();
    }

    @Test
    void aNewConnectionBetweenTwoReadingsBeginsTheCountAnew() {
        away(NOT_SAID);
        refreshed();
        pass(Duration.ofHours(4));
        connected = clock.minusSeconds(30);
        away(NOT_SAID);

        assertThat(refreshed().disconnectedSeconds()).isZero();
    }

    @Test
    void withoutAnyTimeAReadingMissedForLongBeginsTheCountAnew() {
        silent();
        refreshed();
        pass(Duration.ofMinutes(1));
        assertThat(refreshed().disconnectedSeconds()).isEqualTo(60);
        pass(Duration.ofMinutes(1));
        assertThat(refreshed().disconnectedSeconds()).isEqualTo(120);

        pass(Duration.ofMinutes(1).plusNanos(1));

        assertThat(refreshed().disconnectedSeconds()).isZero();
    }

    @Test
    void aLaterDisconnectWithinAMinuteBeginsTheCountAnew() {
        away(Optional.of(clock.minusSeconds(600)));
        refreshed();
        pass(Duration.ofSeconds(30));
        away(Optional.of(clock.minusSeconds(5)));

        assertThat(refreshed().ages().disconnect()).isEqualTo(Age.of(5));
    }

    /** The connection and the disconnect have no time for two minutes, and then the time of before again. */
    @Test
    void aDisconnectWhoseTimeWasMissingForAWhileIsAsOldAsWindowsSays() {
        Optional<Instant> left = Optional.of(clock.minusSeconds(600));
        away(left);
        refreshed();
        pass(Duration.ofMinutes(2));
        silent();
        assertThat(refreshed().disconnectedSeconds()).isBetween(0L, 1L);
        pass(Duration.ofSeconds(30));
        away(left);
        assertThat(fresh().disconnect()).isEqualTo(Age.of(750));
        clock = clock.plusSeconds(25);
        away(left);

        assertThat(refreshed().ages().disconnect()).isEqualTo(Age.of(750));
    }

    /** Windows moves a clock by less than half a minute without notice. */
    @Test
    void aUserWhoLogsOnAgainWithTheSameIdIsNotOlderThanTheListWithTheLogonBefore() {
        away(NOT_SAID);
        refreshed();
        pass(Duration.ofSeconds(5));
        clock = clock.plusSeconds(25);
        SessionTimes times = new SessionTimes(
                Optional.of(clock.minusSeconds(29)),
                NOT_SAID,
                Optional.of(clock.minusSeconds(28)),
                NOT_SAID,
                Optional.of(clock));
        host.with(AWAY, Samples.withTimes(Samples.detail(AWAY), times));

        assertThat(refreshed().ages().disconnect()).isEqualTo(Age.of(5));
    }

    @Test
    void aUserWhoWasListedButCouldNotBeReadIsAsOldAsWindowsSays() {
        away(Optional.of(clock.minusSeconds(600)));
        host.fail("detail 3", 5);
        monitor.refresh();
        pass(Duration.ofSeconds(10));
        away(Optional.of(clock.minusSeconds(610)));
        host.repair("detail 3");

        assertThat(refreshed().ages().disconnect()).isEqualTo(Age.of(610));
    }

    /** The user of a list is one who could not be read; the one who is read has come after it. */
    @Test
    void aUserWhoFollowsOneWhoCouldNotBeReadIsNotOlderThanTheList() {
        away(NOT_SAID);
        SessionRow guest = Samples.disconnected(4, "carol");
        host.with(guest, detail(guest, NOT_SAID, NOT_SAID));
        host.fail("detail 3", 5);
        host.fail("detail 4", 5);
        monitor.refresh();
        pass(Duration.ofSeconds(5));
        clock = clock.plusSeconds(25);
        host.repair("detail 3");
        SessionRow bob = Samples.disconnected(3, "bob");
        play(bob, Optional.of(clock.minusSeconds(28)), NOT_SAID);

        assertThat(refreshed().ages().disconnect()).isEqualTo(Age.of(5));
    }

    /** The clock was set back after the user had left. */
    @Test
    void aDisconnectThatIsStillToComeByTheClockCountsFromTheFirstReading() {
        Optional<Instant> left = Optional.of(clock.plusSeconds(1));
        away(left);
        assertThat(refreshed().disconnectedSeconds()).isZero();
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(5));
            clock = clock.plusSeconds(20);
            away(left);
            refreshed();
        }

        assertThat(session(monitor.status()).ages().disconnect()).isEqualTo(Age.of(50));
    }

    @Test
    void anIdleTimeIsBoundedLikeADisconnect() {
        refreshed();
        Instant input = clock.minusSeconds(60);
        pass(Duration.ofSeconds(10));
        clock = clock.plusSeconds(18_000);
        play(WORKING, NOT_SAID, Optional.of(input));

        Session session = refreshed();

        assertThat(session.idleSeconds()).isBetween(70L, 71L);
        assertThat(session.ages().input().certain()).isEqualTo(10);

        pass(Duration.ofSeconds(30));
        play(WORKING, NOT_SAID, Optional.of(clock.minusSeconds(2)));
        assertThat(refreshed().ages().input()).isEqualTo(Age.of(2));
    }

    @Test
    void whatCannotBeReadHasNoAgeAndTheCountGoesOnAfterwards() {
        away(NOT_SAID);
        refreshed();
        pass(Duration.ofMinutes(10));
        away(NOT_SAID);
        host.fail("detail 3", 5);

        assertThat(refreshed().ages().disconnect()).isEqualTo(Age.UNKNOWN);

        host.repair("detail 3");
        assertThat(refreshed().disconnectedSeconds()).isEqualTo(600);
    }

    @Test
    void anotherLogonWithTheSameIdHasAgesOfItsOwn() {
        away(NOT_SAID);
        refreshed();
        pass(Duration.ofHours(1));
        SessionRow bob = Samples.disconnected(3, "bob");
        host.with(bob, detail(bob, NOT_SAID, Optional.empty()));

        assertThat(refreshed().disconnectedSeconds()).isZero();
    }
}
