package io.github.logoffd.testing;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.session.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A small session host with one of each kind of row. */
public final class Scene {

    static final long SERVICES = 0;
    static final long CONSOLE = 1;
    static final long WORKING = 2;
    static final long DISCONNECTED = 3;
    static final long LOCKED = 4;
    static final long LONG_NAME = 5;
    static final long LISTENER = 65536;

    static final String LONG_USER = "maximiliana.von-hohenfels";

    static final ClientInfo IPV4_CLIENT =
            new ClientInfo("LT-0417", "10.20.4.17", ClientProtocol.RDP, 26100, 2560, 1440, 32, "", "");
    static final ClientInfo IPV6_CLIENT = new ClientInfo(
            "KASSE-3",
            "2001:db8:0:4::2a",
            ClientProtocol.RDP,
            22631,
            1280,
            1024,
            24,
            "C:\\Program Files\\Contoso ERP\\erp.exe",
            "C:\\Program Files\\Contoso ERP");

    static final List<ProcessInfo> PROCESSES = List.of(
            new ProcessInfo(SERVICES, 712, "lsass.exe", 4_500, 27_000_000, 1590, 10),
            new ProcessInfo(WORKING, 2008, "explorer.exe", 12_000, 142_000_000, 2410, 61),
            new ProcessInfo(WORKING, 2012, "Übersicht.exe", 300, 21_000_000, 240, 5),
            new ProcessInfo(DISCONNECTED, 3008, "explorer.exe", 9_000, 130_000_000, 2200, 58));

    /** Long enough for a slow machine to look at the session before it is gone. */
    private static final Duration LOGOFF = Duration.ofMillis(1500);

    private static final String DOMAIN = "CONTOSO";
    private static final int NOBODY = 0;
    private static final int BUTTON_OK = 1;
    private static final int BUTTON_YES = 6;

    private Scene() {}

    /** Returns the sessions of a host whose clock shows {@code now}. */
    public static List<SceneSession> sessions(Instant now) {
        return List.of(
                withoutUser(SERVICES, "services", SessionState.DISCONNECTED),
                withoutUser(CONSOLE, "console", SessionState.CONNECTED),
                user(WORKING, "jörg.müller", LockState.UNLOCKED, now, IPV4_CLIENT, BUTTON_OK),
                new SceneSession(
                        DISCONNECTED,
                        "",
                        SessionState.DISCONNECTED,
                        LockState.UNKNOWN,
                        "Σοφία",
                        DOMAIN,
                        times(logon(now), Optional.of(now.minusSeconds(600)), Optional.empty()),
                        ClientInfo.NONE,
                        LOGOFF,
                        NOBODY),
                user(LOCKED, "zoë.o'neill", LockState.LOCKED, now, IPV6_CLIENT, BUTTON_YES),
                user(LONG_NAME, LONG_USER, LockState.UNLOCKED, now, IPV4_CLIENT, BUTTON_OK),
                withoutUser(LISTENER, "rdp-tcp", SessionState.LISTEN));
    }

    /** Returns the logon of every user: it has ticks that a conversion through milliseconds or doubles would lose. */
    static Instant logon(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() - 7200, 123_456_700);
    }

    private static SceneSession user(long id, String user, LockState lock, Instant now, ClientInfo client, int button) {
        SessionTimes times = times(logon(now), Optional.empty(), Optional.of(now.minusSeconds(30)));
        return new SceneSession(
                id, "RDP-Tcp#" + id, SessionState.ACTIVE, lock, user, DOMAIN, times, client, LOGOFF, button);
    }

    private static SceneSession withoutUser(long id, String name, SessionState state) {
        return new SceneSession(
                id, name, state, LockState.UNKNOWN, "", "", SessionTimes.UNKNOWN, ClientInfo.NONE, LOGOFF, NOBODY);
    }

    private static SessionTimes times(Instant logon, Optional<Instant> disconnect, Optional<Instant> lastInput) {
        return new SessionTimes(
                Optional.of(logon), Optional.of(logon.minusSeconds(5)), disconnect, lastInput, Optional.empty());
    }
}
