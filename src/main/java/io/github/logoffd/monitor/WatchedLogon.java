package io.github.logoffd.monitor;

import io.github.logoffd.monitor.MachineClock.Jump;
import io.github.logoffd.session.Age;
import io.github.logoffd.session.SessionAges;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Observations of one logon from its readings so far.
 *
 * @param newest the newest reading
 * @param askedNanos when that was requested
 * @param logon the logon
 * @param connect the newest connection, empty while its time is unknown
 * @param disconnect the disconnect, empty while the session is connected
 * @param input the last input, empty while its time is unknown
 */
record WatchedLogon(
        SessionDetail newest,
        long askedNanos,
        Moment logon,
        Optional<Moment> connect,
        Optional<Moment> disconnect,
        Optional<Moment> input) {

    /**
     * The longest gap between two readings that show the session disconnected without a time. In a longer gap the user
     * may have reconnected and disconnected.
     */
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);

    /**
     * Returns a logon that was read for the first time, and had not started at {@code notYetNanos} if that is known.
     */
    static WatchedLogon first(SessionDetail reading, OptionalLong notYetNanos, long askedNanos, long answeredNanos) {
        SessionTimes times = reading.times();
        return new WatchedLogon(
                reading,
                askedNanos,
                new Moment(notYetNanos, answeredNanos, age(times, times.logon())),
                times.connect().map(time -> new Moment(notYetNanos, answeredNanos, age(times, times.connect()))),
                isDisconnected(reading)
                        ? Optional.of(new Moment(notYetNanos, answeredNanos, age(times, times.disconnect())))
                        : Optional.empty(),
                times.lastInput().map(time -> new Moment(notYetNanos, answeredNanos, age(times, times.lastInput()))));
    }

    /** Returns this logon with one more reading. */
    WatchedLogon next(SessionDetail reading, long asked, long answered) {
        SessionTimes before = newest.times();
        SessionTimes now = reading.times();
        return new WatchedLogon(
                reading,
                asked,
                logon,
                next(connect, before.connect(), now, now.connect(), answered),
                isDisconnected(reading) ? Optional.of(nextDisconnect(reading, asked, answered)) : Optional.empty(),
                next(input, before.lastInput(), now, now.lastInput(), answered));
    }

    /** A time that was unknown before may be that of an event that had happened by then. */
    private Optional<Moment> next(
            Optional<Moment> old, Optional<Instant> before, SessionTimes times, Optional<Instant> now, long answered) {
        if (now.isEmpty() || now.equals(before)) {
            return now.isEmpty() ? Optional.empty() : old;
        }
        OptionalLong notYet = before.isPresent() ? OptionalLong.of(askedNanos) : OptionalLong.empty();
        return Optional.of(new Moment(notYet, answered, age(times, now)));
    }

    private Moment nextDisconnect(SessionDetail reading, long asked, long answered) {
        SessionTimes before = newest.times();
        SessionTimes now = reading.times();
        if (disconnect.isEmpty()
                || differ(before.disconnect(), now.disconnect())
                || differ(before.connect(), now.connect())) {
            return new Moment(OptionalLong.of(askedNanos), answered, age(now, now.disconnect()));
        }
        boolean sameForCertain = agree(before.disconnect(), now.disconnect())
                || agree(before.connect(), now.connect())
                || asked - askedNanos <= LONGEST_GAP.toNanos();
        return sameForCertain ? disconnect.get() : disconnect.get().seenOnlySince(answered);
    }

    private static boolean differ(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private static boolean agree(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && one.equals(other);
    }

    private static boolean isDisconnected(SessionDetail reading) {
        return reading.state() == SessionState.DISCONNECTED;
    }

    private static Optional<Duration> age(SessionTimes times, Optional<Instant> time) {
        return time.flatMap(start -> times.current().map(now -> Duration.between(start, now)));
    }

    /** Returns the ages at the newest reading. */
    SessionAges ages(long nowNanos, Optional<Jump> jump) {
        SessionTimes times = newest.times();
        return new SessionAges(
                logon.age(nowNanos, seconds(times, times.logon()), jump),
                age(connect, nowNanos, seconds(times, times.connect()), jump),
                age(disconnect, nowNanos, seconds(times, times.disconnect()), jump),
                age(input, nowNanos, seconds(times, times.lastInput()), jump));
    }

    private static Age age(Optional<Moment> moment, long nowNanos, OptionalLong windows, Optional<Jump> jump) {
        return moment.map(known -> known.age(nowNanos, windows, jump)).orElse(Age.UNKNOWN);
    }

    private static OptionalLong seconds(SessionTimes times, Optional<Instant> time) {
        long seconds = times.secondsSince(time);
        return seconds < 0 ? OptionalLong.empty() : OptionalLong.of(seconds);
    }
}
