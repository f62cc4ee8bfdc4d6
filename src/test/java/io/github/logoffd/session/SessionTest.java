package io.github.logoffd.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Samples;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session's ages and its identity. */
class SessionTest {

    private static final SessionRow ALICE = Samples.active(3, "alice");

    @Test
    void ofAnActiveSessionTheIdleTimeCountsFromTheLastInput() {
        Session session = Samples.session(ALICE);

        assertThat(session.idleSeconds()).isEqualTo(90);
        assertThat(session.disconnectedSeconds()).isEqualTo(-1);
    }

    @Test
    void ofADisconnectedSessionItCountsFromTheDisconnect() {
        Session session = Samples.session(Samples.disconnected(3, "alice"));

        assertThat(session.idleSeconds()).isEqualTo(600);
        assertThat(session.disconnectedSeconds()).isEqualTo(600);
    }

    @Test
    void aDisconnectBeforeTheUserCameBackDoesNotCount() {
        SessionTimes times = times(Optional.empty(), Optional.of(Samples.NOW.minusSeconds(60)));

        Session session = Samples.session(ALICE, withTimes(times));

        assertThat(session.disconnectedSeconds()).isEqualTo(-1);
        assertThat(session.idleSeconds()).isEqualTo(-1);
    }

    @Test
    void anUnknownTimeIsAnUnknownAge() {
        Session session = Samples.session(ALICE, Samples.withoutTimes(Samples.detail(ALICE)));

        assertThat(session.idleSeconds()).isEqualTo(-1);
        assertThat(session.identity()).isEmpty();
        assertThat(session.key()).isEqualTo("HOST1:3:none");
    }

    @Test
    void theKeyNamesHostIdAndLogon() {
        assertThat(Samples.session(ALICE).key()).isEqualTo("HOST1:3:2026-03-02T08:00:00.123456700Z");
    }

    @Test
    void aRowWithoutAUserIsNoLogonWhateverTheDetailSays() {
        assertThat(Samples.session(Samples.nobody(3), Samples.detail(ALICE)).identity())
                .isEmpty();
        assertThat(Samples.session(ALICE, SessionDetail.unknown(3)).identity()).isEmpty();
    }

    @Test
    void theAccountIsDomainAndUser() {
        assertThat(Samples.session(ALICE).account()).isEqualTo("CORP\\alice");
        assertThat(Samples.session(new SessionRow(3, 3, "", 0, "alice", "", "", ""))
                        .account())
                .isEqualTo("alice");
        assertThat(Samples.session(Samples.LISTENER).account()).isEmpty();
    }

    @Test
    void whatIsBeforeTheLogonIsUnknownButForTheConnection() {
        Optional<Instant> early = Optional.of(Samples.LOGON.minusNanos(100));

        SessionTimes times =
                new SessionTimes(Optional.of(Samples.LOGON), early, early, early, Optional.of(Samples.NOW));

        assertThat(times.connect()).isEqualTo(early);
        assertThat(times.disconnect()).isEmpty();
        assertThat(times.lastInput()).isEmpty();
    }

    @Test
    void whatIsAtTheLogonOrWithoutALogonIsKept() {
        Optional<Instant> logon = Optional.of(Samples.LOGON);

        assertThat(new SessionTimes(logon, logon, logon, logon, logon).lastInput())
                .isEqualTo(logon);
        assertThat(new SessionTimes(Optional.empty(), logon, logon, logon, logon).disconnect())
                .isEqualTo(logon);
    }

    @Test
    void agesAreWholeSecondsOfTheHostsOwnClock() {
        SessionTimes times = times(Optional.empty(), Optional.empty());

        assertThat(times.secondsSince(Optional.of(Samples.NOW.minusMillis(1999))))
                .isEqualTo(1);
        assertThat(times.secondsSince(Optional.of(Samples.NOW))).isZero();
        assertThat(times.secondsSince(Optional.of(Samples.NOW.plusNanos(1)))).isEqualTo(-1);
        assertThat(times.secondsSince(Optional.empty())).isEqualTo(-1);
        assertThat(SessionTimes.UNKNOWN.secondsSince(Optional.of(Samples.NOW))).isEqualTo(-1);
    }

    private static SessionTimes times(Optional<Instant> input, Optional<Instant> disconnect) {
        return new SessionTimes(
                Optional.of(Samples.LOGON), Optional.empty(), disconnect, input, Optional.of(Samples.NOW));
    }

    private static SessionDetail withTimes(SessionTimes times) {
        return new SessionDetail(3, 0, LockState.LOCKED, "RDP-Tcp#3", "alice", "CORP", times, Traffic.UNKNOWN);
    }
}
