package io.github.logoffd.host.simulated;

import static io.github.logoffd.session.SessionApiException.NO_SESSION;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.Win32Error;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Realistic session host without Windows. Every call first executes the events that were due by the given clock since
 * the last call. Thread-safe. After closing it can still be read, like the local Windows host, but its events cannot be
 * awaited.
 */
public final class SimulatedSessionHost implements SessionHost {

    /** The minimum number of users of the host of the guides. */
    public static final int GUIDE_USERS = GuideScene.OWN_USERS;

    private static final String LOGOFF = "WTSLogoffSession";
    private static final String DISCONNECT = "WTSDisconnectSession";
    /** The last valid session id; the two above it mean "the caller's own" and "any" to Windows. */
    private static final long LAST_SESSION_ID = 0xFFFF_FFFDL;

    /** Windows counts time in steps of 100 nanoseconds. */
    private static final int NANOS_PER_TICK = 100;

    /** The longest time that a waiting thread sleeps before it reads the clock, which cannot wake it. */
    private static final long WAIT_SLICE_MILLIS = 250;

    /** Without timed events, every action wakes the waiting thread. */
    private static final long UNTIL_WOKEN = 0;

    private final Object lock = new Object();
    private final String name;
    private final InstantSource clock;

    @GuardedBy("lock")
    private final SessionTable table;

    @GuardedBy("lock")
    private final Life life;

    @GuardedBy("lock")
    private Instant newest;

    @GuardedBy("lock")
    private long changesSeen;

    @GuardedBy("lock")
    private long waitsEnded;

    @GuardedBy("lock")
    private boolean closed;

    private SimulatedSessionHost(String name, InstantSource clock, SessionTable table, Life life) {
        this.name = name;
        this.clock = clock;
        this.table = table;
        this.life = life;
        this.newest = toTicks(clock.instant());
        this.changesSeen = table.changes();
    }

    /**
     * Returns a host with users who log on, work, lock, disconnect and reconnect.
     *
     * @param name the host name for beans and keys
     * @param clock the clock of all events
     * @param seed the random seed: the same seed and clock give the same host
     */
    public static SimulatedSessionHost demo(String name, InstantSource clock, long seed) {
        SessionTable table = new SessionTable();
        return new SimulatedSessionHost(name, clock, table, DemoLife.begin(table, toTicks(clock.instant()), seed));
    }

    /**
     * Returns a host with the same few sessions at every startup, which change only by request: one in use, one locked,
     * one disconnected for five hours and one for ten minutes, and one that Windows cannot end.
     *
     * @param users the number of logged-on users; those above {@value #GUIDE_USERS} are active
     */
    public static SimulatedSessionHost guide(String name, InstantSource clock, int users) {
        SessionTable table = new SessionTable();
        GuideScene.fill(table, toTicks(clock.instant()), users);
        return new SimulatedSessionHost(name, clock, table, Life.NONE);
    }

    /** Returns a host that changes only by request. */
    static SimulatedSessionHost still(
            String name, InstantSource clock, List<SimulatedSession> sessions, List<ProcessInfo> processes) {
        SessionTable table = new SessionTable();
        sessions.forEach(table::put);
        Instant now = toTicks(clock.instant());
        processes.forEach(process -> table.put(new SimulatedProcess(process, now, 0)));
        return new SimulatedSessionHost(name, clock, table, Life.NONE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public HostMode mode() {
        return HostMode.SIMULATED;
    }

    @Override
    public List<SessionRow> enumerate() {
        synchronized (lock) {
            catchUp();
            return table.rows();
        }
    }

    @Override
    public SessionDetail detail(long id) {
        String function = "WTSQuerySessionInformation(WTSSessionInfoEx)";
        checkAsked(function, id);
        synchronized (lock) {
            Instant now = catchUp();
            return table.get(function, id).detail(now);
        }
    }

    /** Fails, for an unknown id, like the first of the three queries that Windows needs for a client. */
    @Override
    public ClientInfo client(long id) {
        String function = "WTSQuerySessionInformation(WTSClientAddress)";
        checkAsked(function, id);
        synchronized (lock) {
            catchUp();
            return table.get(function, id).client();
        }
    }

    @Override
    public List<ProcessInfo> processes() {
        synchronized (lock) {
            return table.processesAt(catchUp());
        }
    }

    /** Accepts the console as well: the caller is responsible for sparing it. */
    @Override
    public void logoff(long id) {
        checkId(id);
        synchronized (lock) {
            Instant now = catchUp();
            SimulatedSession session = touchable(LOGOFF, id);
            table.put(session.closingUntil(now.plus(session.logoffTakes())));
            lock.notifyAll();
        }
    }

    @Override
    public void disconnect(long id) {
        checkId(id);
        synchronized (lock) {
            Instant now = catchUp();
            SimulatedSession session = touchable(DISCONNECT, id);
            if (!session.isDisconnected()) {
                table.put(session.disconnectedAt(now));
            }
            lock.notifyAll();
        }
    }

    /** Answers at once: a connected user presses the first button, any other session times out. */
    @Override
    public MessageResponse sendMessage(long id, Message message) {
        checkId(id);
        synchronized (lock) {
            catchUp();
            SimulatedSession session = table.get("WTSSendMessage", id);
            if (!message.waitForButton()) {
                return MessageResponse.ASYNC;
            }
            return session.isActive() ? firstButton(message.buttons()) : MessageResponse.TIMEOUT;
        }
    }

    @Override
    public void terminateProcess(long pid, int exitCode) {
        synchronized (lock) {
            catchUp();
            if (!table.removeProcess(pid)) {
                throw new SessionApiException(
                        "WTSTerminateProcess", NO_SESSION, Win32Error.ERROR_INVALID_PARAMETER.code());
            }
        }
    }

    /** Also ends, with false, when the thread is interrupted or the host is closed. */
    @Override
    public boolean awaitEvent() {
        synchronized (lock) {
            long waitsEndedBefore = waitsEnded;
            try {
                catchUp();
                while (table.changes() == changesSeen && waitsEnded == waitsEndedBefore && !closed) {
                    lock.wait(nextDue().equals(Instant.MAX) ? UNTIL_WOKEN : WAIT_SLICE_MILLIS);
                    catchUp();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            changesSeen = table.changes();
            return waitsEnded == waitsEndedBefore && !closed;
        }
    }

    /** As on Windows, the call does not affect a wait that begins later. */
    @Override
    public void endWait() {
        synchronized (lock) {
            waitsEnded++;
            lock.notifyAll();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    /**
     * Executes due events in the order of time, and returns the current time. A clock that is set back stands still
     * here.
     */
    @GuardedBy("lock")
    private Instant catchUp() {
        Instant now = toTicks(clock.instant());
        if (now.isAfter(newest)) {
            newest = now;
        }
        for (Instant due = nextDue(); !due.isAfter(newest); due = nextDue()) {
            table.removeEnded(due);
            if (!life.next().isAfter(due)) {
                life.happen(table, due);
            }
        }
        return newest;
    }

    @GuardedBy("lock")
    private Instant nextDue() {
        Instant end = table.nextEnd();
        return end.isBefore(life.next()) ? end : life.next();
    }

    @GuardedBy("lock")
    private SimulatedSession touchable(String function, long id) {
        SimulatedSession session = table.get(function, id);
        if (session.belongsToSystem()) {
            throw new SessionApiException(function, id, Win32Error.ERROR_ACCESS_DENIED.code());
        }
        if (session.isClosing()) {
            throw new SessionApiException(function, id, Win32Error.ERROR_CTX_CLOSE_PENDING.code());
        }
        return session;
    }

    private static MessageResponse firstButton(Message.Buttons buttons) {
        return switch (buttons) {
            case OK, OK_CANCEL -> MessageResponse.OK;
            case ABORT_RETRY_IGNORE -> MessageResponse.ABORT;
            case YES_NO, YES_NO_CANCEL -> MessageResponse.YES;
            case RETRY_CANCEL -> MessageResponse.RETRY;
            case CANCEL_TRY_CONTINUE -> MessageResponse.CANCEL;
        };
    }

    /** A list may contain such an id nevertheless, so only this one query fails. */
    private static void checkAsked(String function, long id) {
        if (!isSession(id)) {
            throw new SessionApiException(function, id, Win32Error.ERROR_INVALID_PARAMETER.code());
        }
    }

    private static boolean isSession(long id) {
        return id >= 0 && id <= LAST_SESSION_ID;
    }

    private static void checkId(long id) {
        if (!isSession(id)) {
            throw new IllegalArgumentException(
                    "Session id " + id + " is not a valid session id. Allowed: 0 to " + LAST_SESSION_ID + '.');
        }
    }

    private static Instant toTicks(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond(), time.getNano() - time.getNano() % NANOS_PER_TICK);
    }
}
