package io.github.logoffd.host.simulated;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Builds the sessions and processes of the demo host, initially and when a user logs on. */
final class DemoScene {

    static final long SERVICES_ID = 0;
    static final long CONSOLE_ID = 1;
    static final String CONSOLE = "console";

    private static final int FEWEST_AT_START = 6;
    private static final int MOST_AT_START = 12;
    private static final int MOST_APPLICATIONS_AT_START = 10;
    private static final long NANOS_PER_TICK = 100;
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final Traffic NO_TRAFFIC = new Traffic(0, 0, 0, 0);
    private static final ClientInfo NO_CLIENT_BUT_CONSOLE =
            new ClientInfo("", "", ClientProtocol.CONSOLE, -1, -1, -1, -1, "", "");

    private final SessionTable table;
    private final Random random;
    private long lastStation;

    DemoScene(SessionTable table, Random random) {
        this.table = table;
        this.random = random;
    }

    /** Fills the table as if the host had been running since yesterday. */
    void begin(Instant now) {
        boot(now.minus(Duration.ofHours(26)).minus(fewTicks(3600)));
        int users = FEWEST_AT_START + random.nextInt(MOST_AT_START - FEWEST_AT_START + 1);
        for (int i = 0; i < users; i++) {
            logOnEarlier(Person.ALL.get(i), i, now);
        }
    }

    /** Adds the sessions that exist before any user logs on. */
    void boot(Instant boot) {
        table.put(session(row(SERVICES_ID, "services", SessionState.DISCONNECTED, ""), SessionTimes.UNKNOWN));
        start(Program.SERVICES, SERVICES_ID, boot);
        addConsole(boot);
        SessionRow listener = row(SessionRow.FIRST_LISTENER_ID, "rdp-tcp", SessionState.LISTEN, "");
        table.put(session(listener, SessionTimes.UNKNOWN));
    }

    /** Adds the console at its logon screen, unless its usual id belongs to a user who was disconnected from it. */
    void addConsole(Instant now) {
        boolean taken = table.sessions().stream().anyMatch(session -> session.id() == CONSOLE_ID);
        long id = taken ? table.lowestFreeId() : CONSOLE_ID;
        table.put(session(row(id, CONSOLE, SessionState.CONNECTED, ""), connectedAt(now)));
        start(Program.LOGON_SCREEN, id, now);
    }

    /** Adds a session for {@code person} who logs on now, and returns it. */
    SimulatedSession logOn(Person person, Instant now) {
        long id = table.lowestFreeId();
        SessionRow row = row(id, nextStation(), SessionState.ACTIVE, person.user());
        SimulatedSession session = userSession(row, loggedOnAt(now), person.client());
        table.put(session);
        startDesktop(id, now);
        return session;
    }

    /** Turns the console's logon screen into the session of {@code person}, who logs on at the server itself. */
    void logOnAtConsole(SimulatedSession console, Person person, Instant now) {
        for (SimulatedProcess process : table.processesOf(console.id())) {
            table.removeProcess(process.start().pid());
        }
        SessionRow row = row(console.id(), CONSOLE, SessionState.ACTIVE, person.user());
        table.put(userSession(row, loggedOnAt(now), NO_CLIENT_BUT_CONSOLE));
        startDesktop(console.id(), now);
    }

    /** Returns the name of the next connection. */
    String nextStation() {
        return "RDP-Tcp#" + lastStation++;
    }

    void start(Program program, long sessionId, Instant now) {
        table.put(program.start(sessionId, table.freePid(), now));
    }

    /** Returns a time between no and {@code seconds} seconds, in steps of 100 nanoseconds as Windows has them. */
    Duration fewTicks(int seconds) {
        return Duration.ofNanos(NANOS_PER_TICK * (long) (random.nextDouble() * seconds * TICKS_PER_SECOND));
    }

    /** Every third is disconnected, every fourth has locked, the others work: each kind is there from the beginning. */
    private void logOnEarlier(Person person, int index, Instant now) {
        Instant logon = now.minus(Duration.ofMinutes(20)).minus(fewTicks(8 * 3600));
        SimulatedSession session = logOn(person, logon);
        Duration age = Duration.between(logon, now);
        if (index % 3 == 2) {
            table.put(session.disconnectedAt(now.minus(part(age))));
        } else if (index % 4 == 3) {
            table.put(session.typedAt(now.minus(part(age))).with(LockState.LOCKED));
        } else {
            table.put(session.typedAt(now.minus(fewTicks(240))));
        }
    }

    private Duration part(Duration age) {
        return fewTicks((int) age.toSeconds());
    }

    private void startDesktop(long id, Instant now) {
        start(Program.DESKTOP, id, now);
        int applications = 1 + random.nextInt(MOST_APPLICATIONS_AT_START);
        for (int i = 0; i < applications; i++) {
            start(anyApplication(), id, now);
        }
    }

    Program anyApplication() {
        return Program.APPLICATIONS.get(random.nextInt(Program.APPLICATIONS.size()));
    }

    private void start(List<Program> programs, long sessionId, Instant now) {
        for (Program program : programs) {
            start(program, sessionId, now);
        }
    }

    private SimulatedSession userSession(SessionRow row, SessionTimes times, ClientInfo client) {
        long bytesPerSecond = 40L + random.nextInt(400);
        return new SimulatedSession(
                row, LockState.UNLOCKED, times, NO_TRAFFIC, bytesPerSecond, client, logoffTakes(), Optional.empty());
    }

    private SimulatedSession session(SessionRow row, SessionTimes times) {
        return new SimulatedSession(
                row, LockState.UNKNOWN, times, NO_TRAFFIC, 0, ClientInfo.NONE, logoffTakes(), Optional.empty());
    }

    private Duration logoffTakes() {
        return Duration.ofSeconds(1).plus(fewTicks(3));
    }

    private static SessionRow row(long id, String name, SessionState state, String user) {
        return new SessionRow(id, id, name, state.code(), user, user.isEmpty() ? "" : Person.DOMAIN, "", "");
    }

    private static SessionTimes connectedAt(Instant time) {
        return new SessionTimes(
                Optional.empty(), Optional.of(time), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The client connects first; typing the password takes a moment. */
    private SessionTimes loggedOnAt(Instant time) {
        Instant connect = time.minus(Duration.ofSeconds(3)).minus(fewTicks(9));
        return new SessionTimes(
                Optional.of(time), Optional.of(connect), Optional.empty(), Optional.of(time), Optional.empty());
    }
}
