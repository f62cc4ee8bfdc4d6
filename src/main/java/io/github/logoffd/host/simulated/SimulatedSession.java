package io.github.logoffd.host.simulated;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionKind;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * State of one session between two changes. Values that depend only on the time, such as traffic, are computed on
 * demand.
 *
 * @param row the row of the list
 * @param lock whether the desktop is locked
 * @param times the times; {@code current} is ignored, as each answer has its own
 * @param traffic the counters at the start of the connection
 * @param bytesPerSecond how fast the counters grow while connected
 * @param client the client, {@link ClientInfo#NONE} while disconnected
 * @param logoffTakes how long a logoff takes
 * @param goneAt when the logoff in progress will be done, empty when there is none
 */
record SimulatedSession(
        SessionRow row,
        LockState lock,
        SessionTimes times,
        Traffic traffic,
        long bytesPerSecond,
        ClientInfo client,
        Duration logoffTakes,
        Optional<Instant> goneAt) {

    /** The longest user name that fits into the structure that Windows answers a question about one session with. */
    private static final int DETAIL_USER_CHARS = 20;

    private static final int DETAIL_DOMAIN_CHARS = 17;
    private static final int BYTES_PER_FRAME = 180;
    private static final long COUNTER_MASK = 0xFFFF_FFFFL;

    /** Returns a session whose counters stand still. */
    static SimulatedSession still(SessionRow row, SessionDetail detail, ClientInfo client, Duration logoffTakes) {
        return new SimulatedSession(
                row, detail.lock(), detail.times(), detail.traffic(), 0, client, logoffTakes, Optional.empty());
    }

    long id() {
        return row.id();
    }

    boolean isActive() {
        return row.state() == SessionState.ACTIVE;
    }

    boolean isDisconnected() {
        return row.state() == SessionState.DISCONNECTED;
    }

    boolean isLocked() {
        return lock == LockState.LOCKED;
    }

    boolean isClosing() {
        return goneAt.isPresent();
    }

    boolean isConsole() {
        return row.kind() == SessionKind.CONSOLE;
    }

    /** Returns whether Windows would refuse to act on it, for any caller. */
    boolean belongsToSystem() {
        return row.kind() == SessionKind.SERVICES || row.kind() == SessionKind.LISTENER;
    }

    /** Returns what the host answers at {@code now} about this session alone. */
    SessionDetail detail(Instant now) {
        return new SessionDetail(
                row.id(),
                row.stateCode(),
                lock,
                row.name(),
                cut(row.user(), DETAIL_USER_CHARS),
                cut(row.domain(), DETAIL_DOMAIN_CHARS),
                new SessionTimes(
                        times.logon(),
                        times.connect(),
                        times.disconnect(),
                        isDisconnected() ? Optional.empty() : times.lastInput(),
                        Optional.of(now)),
                trafficAt(now));
    }

    /** Returns this session with a logoff that will be done at {@code end}. */
    SimulatedSession closingUntil(Instant end) {
        return new SimulatedSession(row, lock, times, traffic, bytesPerSecond, client, logoffTakes, Optional.of(end));
    }

    /** Returns this session without its client. */
    SimulatedSession disconnectedAt(Instant now) {
        SessionTimes after =
                new SessionTimes(times.logon(), times.connect(), Optional.of(now), times.lastInput(), times.current());
        return new SimulatedSession(
                rowWith("", SessionState.DISCONNECTED),
                lock,
                after,
                trafficAt(now),
                bytesPerSecond,
                ClientInfo.NONE,
                logoffTakes,
                goneAt);
    }

    /**
     * Returns this session as Windows leaves one that it cannot end: without a client, and closing until the host is
     * restarted.
     */
    SimulatedSession down() {
        return new SimulatedSession(
                rowWith("", SessionState.DOWN),
                lock,
                times,
                traffic,
                0,
                ClientInfo.NONE,
                logoffTakes,
                Optional.of(Instant.MAX));
    }

    /** Returns this session with a new client; a user who reconnects has just typed a password. */
    SimulatedSession connectedAt(Instant now, String station, ClientInfo newClient) {
        SessionTimes after = new SessionTimes(
                times.logon(), Optional.of(now), times.disconnect(), Optional.of(now), times.current());
        return new SimulatedSession(
                rowWith(station, SessionState.ACTIVE),
                LockState.UNLOCKED,
                after,
                new Traffic(0, 0, 0, 0),
                bytesPerSecond,
                newClient,
                logoffTakes,
                goneAt);
    }

    /** Returns this session after a key or the mouse was used. */
    SimulatedSession typedAt(Instant now) {
        SessionTimes after =
                new SessionTimes(times.logon(), times.connect(), times.disconnect(), Optional.of(now), times.current());
        return new SimulatedSession(row, lock, after, traffic, bytesPerSecond, client, logoffTakes, goneAt);
    }

    SimulatedSession with(LockState newLock) {
        return new SimulatedSession(row, newLock, times, traffic, bytesPerSecond, client, logoffTakes, goneAt);
    }

    private SessionRow rowWith(String name, SessionState state) {
        return new SessionRow(
                row.id(),
                row.uniqueId(),
                name,
                state.code(),
                row.user(),
                row.domain(),
                row.virtualMachine(),
                row.farm());
    }

    /** The counters are those of the connection: they stop with it and start again at zero with the next. */
    private Traffic trafficAt(Instant now) {
        if (bytesPerSecond == 0 || isDisconnected()) {
            return traffic;
        }
        long seconds = times.connect()
                .map(start -> Duration.between(start, now).toSeconds())
                .filter(age -> age > 0)
                .orElse(0L);
        long incoming = seconds * bytesPerSecond;
        long outgoing = incoming * 9;
        return new Traffic(
                counter(traffic.incomingBytes() + incoming),
                counter(traffic.outgoingBytes() + outgoing),
                counter(traffic.incomingFrames() + incoming / BYTES_PER_FRAME),
                counter(traffic.outgoingFrames() + outgoing / BYTES_PER_FRAME));
    }

    private static long counter(long value) {
        return value & COUNTER_MASK;
    }

    private static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars);
    }
}
