package io.github.logoffd.session;

import static io.github.logoffd.support.RecordItem.choice;
import static io.github.logoffd.support.RecordItem.number;
import static io.github.logoffd.support.RecordItem.smallNumber;
import static io.github.logoffd.support.RecordItem.text;
import static io.github.logoffd.support.RecordItem.time;

import io.github.logoffd.support.RecordItem;
import java.util.List;

/** The public record of a session: the attributes of its bean that the host determines, and its JSON. */
public final class SessionItems {

    public static final RecordItem<Session> KEY = text(
            "Key",
            "Permanent identifier of this logon: host, UniqueId and logon time; letters, digits and . _ - : only",
            s -> s.key());

    public static final RecordItem<Session> ID = number(
            "Id",
            "The session id inside its own machine; Windows reuses it after the session has ended",
            s -> s.row().id());

    public static final RecordItem<Session> NAME = text(
            "Name",
            "The station name such as RDP-Tcp#3, empty while disconnected",
            s -> s.row().name());

    public static final RecordItem<Session> KIND = choice(
            "Kind",
            "USER, CONSOLE, SERVICES, LISTENER or OTHER; a console with a user is CONSOLE",
            s -> s.row().kind());

    public static final RecordItem<Session> STATE = choice(
            "State",
            "ACTIVE, CONNECTED, CONNECT_QUERY, SHADOW, DISCONNECTED, IDLE, LISTEN, RESET, DOWN, INIT" + " or UNKNOWN",
            s -> s.row().state());

    public static final RecordItem<Session> STATE_CODE = smallNumber(
            "StateCode",
            "The number that Windows uses for the state",
            s -> s.row().stateCode());

    public static final RecordItem<Session> USER_NAME = text(
            "UserName",
            "The user, empty when no user is logged on",
            s -> s.row().user());

    public static final RecordItem<Session> DOMAIN_NAME = text(
            "DomainName",
            "The user's domain or the machine's name, empty when no user is logged on",
            s -> s.row().domain());

    public static final RecordItem<Session> ACCOUNT =
            text("Account", "Domain, backslash and user, empty when no user is logged on", s -> s.account());

    public static final RecordItem<Session> LOCK =
            choice("Lock", "LOCKED, UNLOCKED or UNKNOWN", s -> s.detail().lock());

    public static final RecordItem<Session> LOGON_TIME = time(
            "LogonTime",
            "When the user logged on; ISO-8601, UTC, empty when unknown",
            s -> s.detail().times().logon());

    public static final RecordItem<Session> LOGON_SECONDS = number(
            "LogonSeconds",
            "Seconds since the logon at the time of the snapshot, -1 when unknown",
            s -> s.ages().logon().seconds());

    public static final RecordItem<Session> CONNECT_TIME = time(
            "ConnectTime",
            "When the client last connected; ISO-8601, UTC, empty when unknown",
            s -> s.detail().times().connect());

    public static final RecordItem<Session> CONNECT_SECONDS = number(
            "ConnectSeconds",
            "Seconds since the client connected at the time of the snapshot, -1 when unknown",
            s -> s.ages().connect().seconds());

    public static final RecordItem<Session> DISCONNECT_TIME = time(
            "DisconnectTime",
            "When the client was last disconnected, kept after the user has reconnected; ISO-8601, UTC,"
                    + " empty when"
                    + " never or unknown",
            s -> s.detail().times().disconnect());

    public static final RecordItem<Session> DISCONNECTED_SECONDS = number(
            "DisconnectedSeconds",
            "Seconds since the session was disconnected, at the time of the snapshot; if Windows does"
                    + " not report the time, seconds since it was first observed as disconnected; -1"
                    + " while it is connected, or when the time is unknown",
            s -> s.disconnectedSeconds());

    public static final RecordItem<Session> LAST_INPUT_TIME = time(
            "LastInputTime",
            "The last key or mouse input; ISO-8601, UTC, empty when unknown, as for every disconnected session",
            s -> s.detail().times().lastInput());

    public static final RecordItem<Session> IDLE_SECONDS = number(
            "IdleSeconds",
            "Seconds since the last input, or since the disconnect, at the time of the snapshot; -1" + " when unknown",
            s -> s.idleSeconds());

    public static final RecordItem<Session> CLIENT_NAME = text(
            "ClientName",
            "The client's computer name, empty when there is none",
            s -> s.client().name());

    public static final RecordItem<Session> CLIENT_ADDRESS = text(
            "ClientAddress",
            "The address that the client reports for itself, the private one behind NAT; empty when none",
            s -> s.client().address());

    public static final RecordItem<Session> CLIENT_PROTOCOL = choice(
            "ClientProtocol", "CONSOLE, ICA, RDP or UNKNOWN", s -> s.client().protocol());

    public static final RecordItem<Session> CLIENT_BUILD = number(
            "ClientBuild",
            "The client's build number, -1 when unknown",
            s -> s.client().build());

    public static final RecordItem<Session> CLIENT_WIDTH = smallNumber(
            "ClientWidth",
            "Horizontal resolution in pixels, read after each connection and by refresh(); -1 when unknown",
            s -> s.client().width());

    public static final RecordItem<Session> CLIENT_HEIGHT = smallNumber(
            "ClientHeight",
            "Vertical resolution in pixels, read after each connection and by refresh(); -1 when unknown",
            s -> s.client().height());

    public static final RecordItem<Session> CLIENT_COLOR_DEPTH = smallNumber(
            "ClientColorDepth",
            "Windows' code of the colour depth, -1 when unknown",
            s -> s.client().colorDepth());

    public static final RecordItem<Session> INITIAL_PROGRAM = text(
            "InitialProgram",
            "The program started instead of the desktop, empty for the desktop",
            s -> s.client().initialProgram());

    public static final RecordItem<Session> WORKING_DIRECTORY = text(
            "WorkingDirectory",
            "The working directory of that program, empty when none",
            s -> s.client().workingDirectory());

    public static final RecordItem<Session> INCOMING_BYTES = number(
            "IncomingBytes",
            "Bytes from the client, modulo 4294967296; -1 when unknown",
            s -> s.detail().traffic().incomingBytes());

    public static final RecordItem<Session> OUTGOING_BYTES = number(
            "OutgoingBytes",
            "Bytes to the client, modulo 4294967296; -1 when unknown",
            s -> s.detail().traffic().outgoingBytes());

    public static final RecordItem<Session> INCOMING_FRAMES = number(
            "IncomingFrames",
            "Frames from the client, modulo 4294967296; -1 when unknown",
            s -> s.detail().traffic().incomingFrames());

    public static final RecordItem<Session> OUTGOING_FRAMES = number(
            "OutgoingFrames",
            "Frames to the client, modulo 4294967296; -1 when unknown",
            s -> s.detail().traffic().outgoingFrames());

    public static final RecordItem<Session> PROCESS_COUNT = number(
            "ProcessCount",
            "Processes of the session, -1 when unknown, as in virtual machines",
            s -> s.processes().count());

    public static final RecordItem<Session> CPU_SECONDS = number(
            "CpuSeconds",
            "User and kernel seconds of the session's running processes, -1 when unknown",
            s -> s.processes().cpuSeconds());

    public static final RecordItem<Session> WORKING_SET_BYTES = number(
            "WorkingSetBytes",
            "Sum of the working sets of the session's processes, in bytes; -1 when unknown. For"
                    + " processes of another host, and for those that the service cannot open, Windows"
                    + " reports only the lower 32 bits: multiples of 4 GiB are missing",
            s -> s.processes().workingSetBytes());

    public static final RecordItem<Session> HANDLE_COUNT = number(
            "HandleCount",
            "Sum of the open handles of the session's processes, -1 when unknown",
            s -> s.processes().handles());

    public static final RecordItem<Session> VIRTUAL_MACHINE = text(
            "VirtualMachine",
            "The virtual machine that the session runs in, empty when it runs on the host itself",
            s -> s.row().virtualMachine());

    public static final RecordItem<Session> FARM = text(
            "Farm",
            "The farm of that virtual machine, empty when none",
            s -> s.row().farm());

    public static final RecordItem<Session> UNIQUE_ID = number(
            "UniqueId",
            "The id used in bean names, keys and operations; the same as Id, except for sessions in"
                    + " virtual machines",
            s -> s.row().uniqueId());

    /** All of them, in the order of the reference. */
    public static final List<RecordItem<Session>> ALL = List.of(
            KEY,
            ID,
            NAME,
            KIND,
            STATE,
            STATE_CODE,
            USER_NAME,
            DOMAIN_NAME,
            ACCOUNT,
            LOCK,
            LOGON_TIME,
            LOGON_SECONDS,
            CONNECT_TIME,
            CONNECT_SECONDS,
            DISCONNECT_TIME,
            DISCONNECTED_SECONDS,
            LAST_INPUT_TIME,
            IDLE_SECONDS,
            CLIENT_NAME,
            CLIENT_ADDRESS,
            CLIENT_PROTOCOL,
            CLIENT_BUILD,
            CLIENT_WIDTH,
            CLIENT_HEIGHT,
            CLIENT_COLOR_DEPTH,
            INITIAL_PROGRAM,
            WORKING_DIRECTORY,
            INCOMING_BYTES,
            OUTGOING_BYTES,
            INCOMING_FRAMES,
            OUTGOING_FRAMES,
            PROCESS_COUNT,
            CPU_SECONDS,
            WORKING_SET_BYTES,
            HANDLE_COUNT,
            VIRTUAL_MACHINE,
            FARM,
            UNIQUE_ID);

    private SessionItems() {}
}
