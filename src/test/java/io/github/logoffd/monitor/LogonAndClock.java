package io.github.logoffd.monitor;

import io.github.logoffd.session.Session;
import io.github.logoffd.session.SessionAges;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.CallerRuns;
import io.github.logoffd.testing.NanoClock;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A logon on a host whose clock the test sets. */
abstract class LogonAndClock {

    static final SessionRow WORKING = Samples.active(3, "alice");
    static final SessionRow AWAY = Samples.disconnected(3, "alice");
    static final Optional<Instant> NOT_SAID = Optional.empty();

    final ScriptedHost host = new ScriptedHost();
    final NanoClock nanoTime = new NanoClock();
    final HostMonitor monitor =
            new HostMonitor(Samples.HOST, host, new CallerRuns(), () -> Instant.EPOCH.plusSeconds(1), nanoTime);

    /** What the clock of the host shows. */
    Instant clock = Samples.NOW;

    Instant connected = Samples.LOGON.minusSeconds(5);

    @BeforeEach
    void showTheClock() {
        work();
    }

    void pass(Duration time) {
        nanoTime.advance(time);
        clock = clock.plus(time);
    }

    /** Alice is at work; her last input was a minute ago. */
    void work() {
        play(WORKING, NOT_SAID, Optional.of(clock.minusSeconds(60)));
    }

    void away(Optional<Instant> since) {
        play(AWAY, since, Optional.empty());
    }

    void play(SessionRow row, Optional<Instant> disconnect, Optional<Instant> input) {
        host.with(row, detail(row, disconnect, input));
        host.with(Samples.SERVICES, detail(Samples.SERVICES, NOT_SAID, Optional.empty()));
    }

    SessionDetail detail(SessionRow row, Optional<Instant> disconnect, Optional<Instant> input) {
        Optional<Instant> logon = Optional.of(Samples.LOGON).filter(time -> row.hasUser());
        SessionTimes times = new SessionTimes(logon, Optional.of(connected), disconnect, input, Optional.of(clock));
        return Samples.withTimes(Samples.detail(row), times);
    }

    /** The times are missing in the next answer, all but that of the logon. */
    void silent() {
        SessionDetail detail = Samples.detail(AWAY);
        host.with(
                AWAY,
                Samples.withTimes(
                        detail,
                        new SessionTimes(detail.times().logon(), NOT_SAID, NOT_SAID, NOT_SAID, Optional.of(clock))));
        host.with(Samples.SERVICES, detail(Samples.SERVICES, NOT_SAID, NOT_SAID));
    }

    Session refreshed() {
        return session(monitor.refresh());
    }

    static Session session(HostStatus status) {
        return status.snapshot().sessions().stream()
                .filter(session -> session.id() == 3)
                .findFirst()
                .orElseThrow();
    }

    /** The ages that a request gets when it reads the session now. */
    SessionAges fresh() {
        return monitor.ages().ages(session(monitor.status()).identity().orElseThrow(), host.detail(3));
    }
}
