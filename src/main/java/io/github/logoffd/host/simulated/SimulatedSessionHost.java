package io.github.logoffd.host.simulated;

import static io.github.logoffd.session.SessionApiException.NO_SESSION;

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
 * A believable session host without Windows. Every call first lets happen what was due by the given clock since the last one.
 * Thread-safe. After closing it can still be read, as the local Windows host can, but nobody can wait for its events.
 */
public final class SimulatedSessionHost implements SessionHost {

    /** How many people the host of the guides has at least. */
    public static final int GUIDE_USERS = GuideScene.OWN_USERS;

    private static final String LOGOFF = "WTSLogoffSession";
    private static final String DISCONNECT = "WTSDisconnectSession";
    /** The last id that can be a session's; the two above it mean "the caller's own" and "any" to Windows. */
    private static final long LAST_SESSION_ID = 0xFFFF_FFFDL;

    /** Windows counts time in steps of 100 nanoseconds. */
    private static final int NANOS_PER_TICK = 100;

    /** How long a waiting thread sleeps at most before it looks at the clock, which cannot wake it. */
    private static final long WAIT_SLICE_MILLIS = 250;

    /** When nothing is to happen by the clock, whoever does something wakes the waiting thread. */
    private static final long UNTIL_WOKEN = 0;

    private final Object lock = new Object();
    private final String name;
    private final InstantSource clock;
    private final SessionTable table;
    private final Life life;

    private Instant newest;
    private long changesSeen;
    private long waitsEnded;
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
     * Returns a host with users who come, work, lock, leave and come back.
     *
     * @param name the name that beans and keys shall carry
     * @param clock the clock that everything happens by
     * @param seed chooses what happens: the same seed and clock give the same host
     */
    public static SimulatedSessionHost demo(String name, InstantSource clock, long seed) {
        SessionTable table = new SessionTable();
        return new SimulatedSessionHost(name, clock, table, DemoLife.begin(table, toTicks(clock.instant()), seed));
    }

    /**
     * Returns a host with the same few sessions at every start, on which nothing happens but what is asked of it: one in use, one
     * locked, one disconnected for five hours and one for ten minutes, and one that Windows cannot end.
     *
     * @param users how many people are logged on; those above {@value #GUIDE_USERS} are at work
     */
    public static SimulatedSessionHost guide(String name, InstantSource clock, int users) {
        SessionTable table = new SessionTable();
        GuideScene.fill(table, toTicks(clock.instant()), users);
        return new SimulatedSessionHost(name, clock, table, Life.NONE);
    }

    /** Returns a host on which nothing happens but what is asked of it. */
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

    /** Fails, for an unknown id, as the first of the three questions that Windows has to be asked for a client. */
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

    /** Accepts the console as well: not to touch it is the business of the caller. */
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

    /** Answers at once: whoever is connected presses the first button, from anybody else the answer is a time-out. */
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

    /** As on Windows, nothing is kept for a wait that begins later. */
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

    /** Lets happen, in the order of time, what is due, and returns the present. A clock that is set back stands still here. */
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

    private Instant nextDue() {
        Instant end = table.nextEnd();
        return end.isBefore(life.next()) ? end : life.next();
    }

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

    /** A list can have such an id all the same, so it is a failure of this one question. */
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
                    "Session id " + id + " is no id of a session; expected are 0 to " + LAST_SESSION_ID + '.');
        }
    }

    private static Instant toTicks(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond(), time.getNano() - time.getNano() % NANOS_PER_TICK);
    }
}
