package io.github.logoffd.jmx;

import static io.github.logoffd.jmx.Field.choice;
import static io.github.logoffd.jmx.Field.flag;
import static io.github.logoffd.jmx.Field.number;
import static io.github.logoffd.jmx.Field.smallNumber;
import static io.github.logoffd.jmx.Field.text;
import static io.github.logoffd.jmx.Field.time;

import io.github.logoffd.session.Session;
import java.util.List;
import java.util.stream.Stream;

/** The attributes and operations of a Session bean, which are the items of a record in SessionHost/Sessions too. */
final class SessionBeanType {

    private static final List<Field<SessionSubject>> IDENTITY = List.of(
            text(
                    "Key",
                    "Permanent name of this logon: host, UniqueId and logon time; letters, digits and . _ - : only",
                    s -> s.session().key()),
            number(
                    "Id",
                    "The session id inside its own machine; Windows reuses it after the session has ended",
                    s -> s.row().id()),
            text(
                    "Name",
                    "The station name such as RDP-Tcp#3, empty while disconnected",
                    s -> s.row().name()),
            choice(
                    "Kind",
                    "USER, CONSOLE, SERVICES, LISTENER or OTHER; a console with a user is CONSOLE",
                    s -> s.row().kind()),
            choice(
                    "State",
                    "ACTIVE, CONNECTED, CONNECT_QUERY, SHADOW, DISCONNECTED, IDLE, LISTEN, RESET, DOWN, INIT"
                            + " or UNKNOWN",
                    s -> s.row().state()),
            smallNumber(
                    "StateCode", "The state as Windows numbers it", s -> s.row().stateCode()),
            text(
                    "UserName",
                    "The user, empty when no user is logged on",
                    s -> s.row().user()),
            text(
                    "DomainName",
                    "The user's domain or the machine's name, empty when no user is logged on",
                    s -> s.row().domain()),
            text(
                    "Account",
                    "Domain, backslash and user, empty when no user is logged on",
                    s -> s.session().account()),
            choice(
                    "Lock",
                    "LOCKED, UNLOCKED or UNKNOWN",
                    s -> s.session().detail().lock()));

    private static final List<Field<SessionSubject>> TIMES = List.of(
            time(
                    "LogonTime",
                    "When the user logged on; ISO-8601, UTC, empty when unknown",
                    s -> s.times().logon()),
            number(
                    "LogonSeconds",
                    "Seconds since the logon at the time of the snapshot, -1 when unknown",
                    s -> s.session().ages().logon().seconds()),
            time(
                    "ConnectTime",
                    "When the client last connected; ISO-8601, UTC, empty when unknown",
                    s -> s.times().connect()),
            number(
                    "ConnectSeconds",
                    "Seconds since the client connected at the time of the snapshot, -1 when unknown",
                    s -> s.session().ages().connect().seconds()),
            time(
                    "DisconnectTime",
                    "When the client was last disconnected, kept after the user has reconnected; ISO-8601, UTC,"
                            + " empty when"
                            + " never or unknown",
                    s -> s.times().disconnect()),
            number(
                    "DisconnectedSeconds",
                    "Seconds that the session has been disconnected at the time of the snapshot, or, where"
                            + " Windows does not report it, has been observed as disconnected; -1 while it is"
                            + " not, or when that is unknown",
                    s -> s.session().disconnectedSeconds()),
            time(
                    "LastInputTime",
                    "The last key or mouse input; ISO-8601, UTC, empty when unknown, as for every disconnected session",
                    s -> s.times().lastInput()),
            number(
                    "IdleSeconds",
                    "Seconds since the last input, or since the disconnect, at the time of the snapshot; -1"
                            + " when unknown",
                    s -> s.session().idleSeconds()));

    private static final List<Field<SessionSubject>> CLIENT = List.of(
            text(
                    "ClientName",
                    "The client's computer name, empty when there is none",
                    s -> s.client().name()),
            text(
                    "ClientAddress",
                    "The address that the client reports for itself, the private one behind NAT; empty when none",
                    s -> s.client().address()),
            choice(
                    "ClientProtocol",
                    "CONSOLE, ICA, RDP or UNKNOWN",
                    s -> s.client().protocol()),
            number(
                    "ClientBuild",
                    "The client's build number, -1 when unknown",
                    s -> s.client().build()),
            smallNumber(
                    "ClientWidth",
                    "Horizontal resolution in pixels, read after each connection and by refresh(); -1 when unknown",
                    s -> s.client().width()),
            smallNumber(
                    "ClientHeight",
                    "Vertical resolution in pixels, read after each connection and by refresh(); -1 when unknown",
                    s -> s.client().height()),
            smallNumber(
                    "ClientColorDepth",
                    "Windows' code of the colour depth, -1 when unknown",
                    s -> s.client().colorDepth()),
            text(
                    "InitialProgram",
                    "The program started instead of the desktop, empty for the desktop",
                    s -> s.client().initialProgram()),
            text(
                    "WorkingDirectory",
                    "The working directory of that program, empty when none",
                    s -> s.client().workingDirectory()));

    private static final List<Field<SessionSubject>> LOAD = List.of(
            number(
                    "IncomingBytes",
                    "Bytes from the client, modulo 4294967296; -1 when unknown",
                    s -> s.traffic().incomingBytes()),
            number(
                    "OutgoingBytes",
                    "Bytes to the client, modulo 4294967296; -1 when unknown",
                    s -> s.traffic().outgoingBytes()),
            number(
                    "IncomingFrames",
                    "Frames from the client, modulo 4294967296; -1 when unknown",
                    s -> s.traffic().incomingFrames()),
            number(
                    "OutgoingFrames",
                    "Frames to the client, modulo 4294967296; -1 when unknown",
                    s -> s.traffic().outgoingFrames()),
            number(
                    "ProcessCount",
                    "Processes of the session, -1 when unknown, as in virtual machines",
                    s -> s.processes().count()),
            number(
                    "CpuSeconds",
                    "User and kernel seconds of the session's running processes, -1 when unknown",
                    SessionSubject::cpuSeconds),
            number(
                    "WorkingSetBytes",
                    "Sum of the working sets of the session's processes, in bytes; -1 when unknown. For a"
                            + " process on another host than the service's own, and for one that the service"
                            + " may not open, Windows reports the lower 32 bits only: each full 4 GiB"
                            + " of it is missing",
                    s -> s.processes().workingSetBytes()),
            number(
                    "HandleCount",
                    "Sum of the open handles of the session's processes, -1 when unknown",
                    s -> s.processes().handles()));

    private static final List<Field<SessionSubject>> PLACE = List.of(
            text(
                    "VirtualMachine",
                    "The virtual machine that the session runs in, empty when it runs on the host itself",
                    s -> s.row().virtualMachine()),
            text(
                    "Farm",
                    "The farm of that virtual machine, empty when none",
                    s -> s.row().farm()),
            number(
                    "UniqueId",
                    "The id used in bean names, keys and operations; the same as Id, except for sessions in"
                            + " virtual machines",
                    s -> s.row().uniqueId()));

    private static final List<Field<SessionSubject>> CONTROL = List.of(
            choice(
                    "LogoffState",
                    "NONE, WARNED, REQUESTED, CLOSING or STUCK; a session in state DOWN is STUCK",
                    s -> s.control().stateOf(s.session())),
            number(
                    "LogoffDueSeconds",
                    "Seconds until a logoff is due, -1 when none is",
                    s -> s.control().countdowns().dueSeconds(s.session())),
            flag(
                    "LogoffAllowed",
                    "Whether a logoff would be attempted; the session is checked afresh then",
                    s -> s.control().logoff().refusal(s.session()).isEmpty()),
            text(
                    "LogoffRefusal",
                    "Why a logoff would be refused, empty when it would be attempted",
                    s -> s.control().logoff().refusal(s.session())),
            number(
                    "SnapshotSeconds",
                    "Age in seconds of the snapshot that all attributes come from",
                    s -> s.monitor().snapshotSeconds()));

    private static final List<Field<SessionSubject>> FIELDS = Stream.of(IDENTITY, TIMES, CLIENT, LOAD, PLACE, CONTROL)
            .flatMap(List::stream)
            .toList();

    /** A session as one record. */
    static final Shape<SessionSubject> SHAPE =
            new Shape<>("io.github.logoffd.Session", "One session with every attribute of its bean", FIELDS);

    /** The Session bean. */
    static final BeanType<SessionSubject> TYPE = new BeanType<>(
            Session.class,
            "A Remote Desktop session of a host, as the newest snapshot shows it",
            FIELDS,
            SessionOperations.ALL);

    private SessionBeanType() {}
}
