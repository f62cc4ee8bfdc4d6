package io.github.logoffd.jmx;

import static io.github.logoffd.support.RecordItem.choice;
import static io.github.logoffd.support.RecordItem.flag;
import static io.github.logoffd.support.RecordItem.number;
import static io.github.logoffd.support.RecordItem.smallNumber;
import static io.github.logoffd.support.RecordItem.text;
import static io.github.logoffd.support.RecordItem.time;

import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionState;
import io.github.logoffd.support.RecordItem;
import java.util.List;
import java.util.stream.Stream;

/** The attributes and operations of a SessionHost bean. */
final class SessionHostBeanType {

    private static final List<RecordItem<HostSubject>> STATUS = List.of(
            text(
                    "Host",
                    "The computer name, or the configured name of a remote host",
                    s -> s.monitor().host()),
            choice("Mode", "WINDOWS or SIMULATED", HostSubject::mode),
            flag(
                    "Reachable",
                    "Whether the latest refresh got a list of sessions",
                    s -> s.status().reachable()),
            text(
                    "LastError",
                    "The error of the latest refresh, empty when there was none; a reachable host can have one"
                            + " when single sessions could not be read",
                    s -> s.status().lastError()),
            smallNumber(
                    "LastErrorCode",
                    "The Win32 error code of LastError, 0 when none",
                    s -> s.status().lastErrorCode()),
            time(
                    "SnapshotTime",
                    "When the latest snapshot was taken; ISO-8601, UTC, empty before the first",
                    HostSubject::snapshotTime),
            number(
                    "SnapshotSeconds",
                    "Age of the latest snapshot in seconds, -1 before the first",
                    s -> s.monitor().snapshotSeconds()),
            number(
                    "RefreshMillis",
                    "How long the latest refresh took, in milliseconds",
                    s -> s.status().refreshTime().toMillis()));

    private static final RecordItem<HostSubject> SESSION_COUNT = number(
            "SessionCount",
            "All sessions, including listeners, services and console",
            s -> s.sessions().size());

    private static final Field<HostSubject> SESSIONS = new Field<>(
            "Sessions",
            SessionBeanType.SHAPE.arrayType(),
            "Every session with every attribute of its bean; empty only before the first snapshot",
            HostSubject::sessionRecords);

    private static final List<RecordItem<HostSubject>> COUNTS = List.of(
            SESSION_COUNT,
            number("UserCount", "Sessions with a user, including the console", s -> s.users(session -> true)),
            number("ActiveCount", "Sessions with a user whose state is ACTIVE", s -> s.usersIn(SessionState.ACTIVE)),
            number(
                    "DisconnectedCount",
                    "Sessions with a user whose state is DISCONNECTED",
                    s -> s.usersIn(SessionState.DISCONNECTED)),
            number("LockedCount", "Connected sessions with a user whose desktop is locked", HostSubject::usersLocked),
            number(
                    "StuckCount",
                    "Sessions in state DOWN, and sessions whose logoff was accepted but is overdue",
                    HostSubject::stuck),
            choice(
                    "ListenerState",
                    "Whether users can connect by Remote Desktop: LISTENING, DOWN, MISSING (no listener is"
                            + " listed) or UNKNOWN"
                            + " (the host cannot be read)",
                    s -> s.status().listenerState()));

    private static final List<RecordItem<HostSubject>> LOGOFFS = List.of(
            number(
                    "LogoffsDone",
                    "Sessions logged off and verified gone since startup",
                    s -> s.control().logoff().counters().done()),
            number(
                    "LogoffsRefused",
                    "Requests refused since startup",
                    s -> s.control().logoff().counters().refused()),
            number(
                    "LogoffsFailed",
                    "Requests that failed since startup",
                    s -> s.control().logoff().counters().failed()),
            number(
                    "LogoffsPending",
                    "Logoffs under way now",
                    s -> s.control().logoff().pendingCount()));

    /** Result of a refresh, as one record. */
    static final Shape<HostSubject> REFRESH = new Shape<>(
            "io.github.logoffd.Refresh",
            "Result of a refresh",
            Field.all(Stream.concat(STATUS.stream(), Stream.of(SESSION_COUNT)).toList()));

    /** The SessionHost bean. */
    static final BeanType<HostSubject> TYPE = new BeanType<>(
            SessionHost.class,
            "A session host; registered also while it is unreachable or has no session",
            Stream.of(Field.all(STATUS), List.of(SESSIONS), Field.all(COUNTS), Field.all(LOGOFFS))
                    .flatMap(List::stream)
                    .toList(),
            HostOperations.ALL,
            NotificationType.infos());

    private SessionHostBeanType() {}
}
