package io.github.logoffd.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.LogonIdentity;
import io.github.logoffd.session.LogonKey;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.MutableClock;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which keys certainly never named a logon. */
class SeenLogonsTest {

    private static final SessionRow ALICE = Samples.active(3, "alice");
    private static final Instant START = Samples.LOGON;

    private final MutableClock clock = new MutableClock(START);
    private final NanoClock nanoTime = new NanoClock();
    private final SeenLogons seen = new SeenLogons(clock, nanoTime);

    private void pass(Duration time) {
        clock.advance(time);
        nanoTime.advance(time);
    }

    private void see(Instant... logons) {
        seen.observe(List.of(logons).stream()
                .map(logon -> Samples.session(ALICE, Samples.detail(ALICE, logon)))
                .toList());
    }

    private Optional<String> whyNever(Instant logon) {
        return seen.whyNever(new LogonKey(3, Optional.of(logon)), Optional.empty());
    }

    @Test
    void aTimeInTheFutureWasNoLogon() {
        assertThat(whyNever(START.plus(Duration.ofMinutes(6)))).contains("its time is in the future");
        assertThat(whyNever(START.plus(Duration.ofMinutes(4)))).isEmpty();
        assertThat(seen.whyNever(new LogonKey(3, Optional.empty()), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aLogonThatAWatchedHostNeverHadIsKnown() {
        observeForAnHour();

        assertThat(whyNever(START.plus(Duration.ofMinutes(30))))
                .contains("the service has observed the host since " + START + " and has not seen this logon");
    }

    @Test
    void aLogonThatWasSeenIsGoneOnceItHasEnded() {
        pass(Duration.ofMinutes(1));
        see();
        observeForAnHour();
        Instant logon = START.plus(Duration.ofMinutes(50));
        see(logon);
        see();

        assertThat(whyNever(logon)).isEmpty();
    }

    /** The clock of the host was set back: the next logon with the id has an earlier time. */
    @Test
    void aLogonThatWasSeenIsNeverDeniedWhateverTheClocksSay() {
        Instant future = START.plus(Duration.ofHours(1));
        see(future);
        Optional<LogonIdentity> next =
                Samples.session(ALICE, Samples.detail(ALICE, START)).identity();

        assertThat(seen.whyNever(new LogonKey(3, Optional.of(future)), next)).isEmpty();
        assertThat(seen.whyNever(new LogonKey(3, Optional.of(START.plusSeconds(1))), next))
                .isEmpty();
        pass(Duration.ofMinutes(10));
        assertThat(seen.whyNever(new LogonKey(3, Optional.of(START.plusSeconds(301))), next))
                .contains("session 3 has had the same logon since " + START + ", which is before the time in the Key");
    }

    @Test
    void ofTheUniqueIdsOfVirtualMachinesNothingIsClaimed() {
        SessionRow guest = Samples.guest(3, 1, "bob", "VM1");
        Optional<LogonIdentity> now =
                Samples.session(guest, Samples.detail(guest, START)).identity();
        pass(Duration.ofMinutes(10));

        assertThat(seen.whyNever(new LogonKey(3, Optional.of(START.plusSeconds(301))), now))
                .isEmpty();
    }

    @Test
    void ofTheTimeBeforeTheServiceNothingIsClaimed() {
        observeForAnHour();

        assertThat(whyNever(START.minusSeconds(1))).isEmpty();
        assertThat(whyNever(START.plus(Duration.ofMinutes(5)))).isEmpty();
    }

    @Test
    void ofTheTimeBeforeAGapNothingIsClaimed() {
        observeForAnHour();
        pass(Duration.ofMinutes(3));
        see();

        assertThat(whyNever(START.plus(Duration.ofMinutes(30)))).isEmpty();
    }

    @Test
    void whatIsForgottenIsNeverDenied() {
        observeForAnHour();
        Instant first = START.plus(Duration.ofMinutes(10));
        see(LongStream.rangeClosed(0, SeenLogons.MOST_LOGONS)
                .mapToObj(first::plusSeconds)
                .toArray(Instant[]::new));

        assertThat(whyNever(first)).isEmpty();
        assertThat(whyNever(first.plus(Duration.ofMinutes(6)).plusNanos(100))).isPresent();
    }

    private void observeForAnHour() {
        for (int minute = 0; minute < 60; minute++) {
            see();
            pass(Duration.ofMinutes(1));
        }
        see();
    }
}
