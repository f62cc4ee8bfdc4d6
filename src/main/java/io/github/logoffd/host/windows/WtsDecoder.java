package io.github.logoffd.host.windows;

import io.github.logoffd.host.windows.WtsLayout.Client;
import io.github.logoffd.host.windows.WtsLayout.ClientAddress;
import io.github.logoffd.host.windows.WtsLayout.InfoEx;
import io.github.logoffd.host.windows.WtsLayout.ProcessInfoEx;
import io.github.logoffd.host.windows.WtsLayout.SessionInfo;
import io.github.logoffd.host.windows.WtsLayout.SessionInfo1;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.LockState;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.session.Traffic;
import io.github.logoffd.support.text.IpText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the bytes of Windows' answers: little-endian, UTF-16LE, fixed offsets. Plain Java, so that it is tested from
 * hex dumps on any machine. A truncated structure is an {@link IllegalStateException}, never a guess.
 */
final class WtsDecoder {

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final long NANOS_PER_TICK = 100;
    /** Seconds from 1601, the epoch of Windows, to 1970. */
    private static final long EPOCH_OFFSET_SECONDS = 11_644_473_600L;

    /** The time of a PC whose clock was reset. Earlier values do not represent a time. */
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    /** From here on a year has five digits, which clients cannot parse. */
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    private WtsDecoder() {}

    /**
     * Decodes {@code count} elements of {@code WTS_SESSION_INFO_1W}.
     *
     * @param uniqueId the offset of the id that calls with the same handle take
     */
    static List<SessionRow> sessionRows(byte[] bytes, int count, int uniqueId, WideStrings strings) {
        ByteBuffer buffer = checked(bytes, (long) count * SessionInfo1.SIZE, "WTS_SESSION_INFO_1W");
        List<SessionRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = i * SessionInfo1.SIZE;
            rows.add(new SessionRow(
                    unsigned(buffer, at + SessionInfo1.SESSION_ID),
                    unsigned(buffer, at + uniqueId),
                    strings.at(buffer.getLong(at + SessionInfo1.SESSION_NAME)),
                    buffer.getInt(at + SessionInfo1.STATE),
                    strings.at(buffer.getLong(at + SessionInfo1.USER_NAME)),
                    strings.at(buffer.getLong(at + SessionInfo1.DOMAIN_NAME)),
                    strings.at(buffer.getLong(at + SessionInfo1.HOST_NAME)),
                    strings.at(buffer.getLong(at + SessionInfo1.FARM_NAME))));
        }
        return List.copyOf(rows);
    }

    /** Decodes the ids of {@code count} elements of {@code WTS_SESSION_INFOW}. */
    static List<Long> sessionIds(byte[] bytes, int count) {
        ByteBuffer buffer = checked(bytes, (long) count * SessionInfo.SIZE, "WTS_SESSION_INFOW");
        List<Long> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(unsigned(buffer, i * SessionInfo.SIZE + SessionInfo.SESSION_ID));
        }
        return List.copyOf(ids);
    }

    /** Decodes a {@code WTSINFOEXW}. */
    static SessionDetail sessionDetail(byte[] bytes) {
        ByteBuffer buffer = checked(bytes, InfoEx.SIZE, "WTSINFOEXW");
        int level = buffer.getInt(InfoEx.LEVEL);
        if (level != 1) {
            throw new IllegalStateException("WTSINFOEXW has level " + level + ". Expected: 1.");
        }
        return new SessionDetail(
                unsigned(buffer, InfoEx.SESSION_ID),
                buffer.getInt(InfoEx.SESSION_STATE),
                lock(buffer.getInt(InfoEx.SESSION_FLAGS)),
                text(buffer, InfoEx.WIN_STATION_NAME, InfoEx.WIN_STATION_NAME_CHARS),
                text(buffer, InfoEx.USER_NAME, InfoEx.USER_NAME_CHARS),
                text(buffer, InfoEx.DOMAIN_NAME, InfoEx.DOMAIN_NAME_CHARS),
                new SessionTimes(
                        time(buffer.getLong(InfoEx.LOGON_TIME)),
                        time(buffer.getLong(InfoEx.CONNECT_TIME)),
                        time(buffer.getLong(InfoEx.DISCONNECT_TIME)),
                        time(buffer.getLong(InfoEx.LAST_INPUT_TIME)),
                        time(buffer.getLong(InfoEx.CURRENT_TIME))),
                new Traffic(
                        unsigned(buffer, InfoEx.INCOMING_BYTES),
                        unsigned(buffer, InfoEx.OUTGOING_BYTES),
                        unsigned(buffer, InfoEx.INCOMING_FRAMES),
                        unsigned(buffer, InfoEx.OUTGOING_FRAMES)));
    }

    /**
     * Decodes a {@code WTSCLIENTW}; address and protocol come from other queries and are passed through. A client that
     * does not exist has resolution 0 by 0, which is unknown here.
     */
    static ClientInfo client(byte[] bytes, String address, ClientProtocol protocol) {
        ByteBuffer buffer = checked(bytes, Client.SIZE, "WTSCLIENTW");
        return new ClientInfo(
                text(buffer, Client.CLIENT_NAME, Client.CLIENT_NAME_CHARS),
                address,
                protocol,
                zeroIsUnknown(unsigned(buffer, Client.CLIENT_BUILD_NUMBER)),
                (int) zeroIsUnknown(Short.toUnsignedLong(buffer.getShort(Client.H_RES))),
                (int) zeroIsUnknown(Short.toUnsignedLong(buffer.getShort(Client.V_RES))),
                (int) zeroIsUnknown(Short.toUnsignedLong(buffer.getShort(Client.COLOR_DEPTH))),
                text(buffer, Client.INITIAL_PROGRAM, Client.PATH_CHARS),
                text(buffer, Client.WORK_DIRECTORY, Client.PATH_CHARS));
    }

    /** Decodes the string of {@code WTSClientName}, which ends at the end of the answer or before. */
    static String clientName(byte[] bytes) {
        return text(checked(bytes, Character.BYTES, "WTSClientName"), 0, bytes.length / Character.BYTES);
    }

    /**
     * Decodes a {@code WTS_CLIENT_ADDRESS}; {@code ""} for any family but IPv4 and IPv6, and for {@code 0.0.0.0} and
     * {@code ::}.
     */
    static String clientAddress(byte[] bytes) {
        ByteBuffer buffer = checked(bytes, ClientAddress.SIZE, "WTS_CLIENT_ADDRESS");
        return switch (buffer.getInt(ClientAddress.FAMILY)) {
            case ClientAddress.AF_INET -> ipAddress(bytes, 4);
            case ClientAddress.AF_INET6 -> ipAddress(bytes, 16);
            default -> "";
        };
    }

    /** Decodes the number of {@code WTSClientProtocolType}. */
    static ClientProtocol clientProtocol(byte[] bytes) {
        return ClientProtocol.of(
                checked(bytes, Short.BYTES, "WTSClientProtocolType").getShort(0));
    }

    /** Decodes {@code count} elements of {@code WTS_PROCESS_INFO_EXW}. Process 0 is the idle time of the processors. */
    static List<ProcessInfo> processes(byte[] bytes, int count, WideStrings strings) {
        ByteBuffer buffer = checked(bytes, (long) count * ProcessInfoEx.SIZE, "WTS_PROCESS_INFO_EXW");
        List<ProcessInfo> processes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = i * ProcessInfoEx.SIZE;
            long pid = unsigned(buffer, at + ProcessInfoEx.PROCESS_ID);
            if (pid != 0) {
                processes.add(new ProcessInfo(
                        unsigned(buffer, at + ProcessInfoEx.SESSION_ID),
                        pid,
                        strings.at(buffer.getLong(at + ProcessInfoEx.PROCESS_NAME)),
                        processorTime(
                                buffer.getLong(at + ProcessInfoEx.USER_TIME),
                                buffer.getLong(at + ProcessInfoEx.KERNEL_TIME)),
                        unsigned(buffer, at + ProcessInfoEx.WORKING_SET_SIZE),
                        unsigned(buffer, at + ProcessInfoEx.HANDLE_COUNT),
                        unsigned(buffer, at + ProcessInfoEx.NUMBER_OF_THREADS)));
            }
        }
        return List.copyOf(processes);
    }

    private static ByteBuffer checked(byte[] bytes, long needed, String structure) {
        if (bytes.length < needed) {
            throw new IllegalStateException(
                    structure + " has " + bytes.length + " bytes. Expected: at least " + needed + '.');
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long unsigned(ByteBuffer buffer, int offset) {
        return Integer.toUnsignedLong(buffer.getInt(offset));
    }

    private static long processorTime(long user, long kernel) {
        return user < 0 || kernel < 0 || user + kernel < 0 ? -1 : user + kernel;
    }

    private static long zeroIsUnknown(long value) {
        return value == 0 ? -1 : value;
    }

    /** Windows 7 and Server 2008 R2 have the two in reverse order; neither can run this service. */
    private static LockState lock(int flags) {
        return switch (flags) {
            case 0 -> LockState.LOCKED;
            case 1 -> LockState.UNLOCKED;
            default -> LockState.UNKNOWN;
        };
    }

    /**
     * Reads at most {@code chars} characters: a full field has no terminator. They are taken unchanged, like those of a
     * list: Windows does not validate surrogate pairs, and a full field can end within one.
     */
    private static String text(ByteBuffer buffer, int offset, int chars) {
        char[] text = new char[chars];
        int length = 0;
        while (length < chars && buffer.getChar(offset + Character.BYTES * length) != 0) {
            text[length] = buffer.getChar(offset + Character.BYTES * length);
            length++;
        }
        return new String(text, 0, length);
    }

    /** Zero and negative numbers, for which Windows has no time, are before {@link #EARLIEST}. */
    private static Optional<Instant> time(long ticks) {
        Instant time = Instant.ofEpochSecond(
                ticks / TICKS_PER_SECOND - EPOCH_OFFSET_SECONDS, ticks % TICKS_PER_SECOND * NANOS_PER_TICK);
        return Optional.of(time).filter(t -> !t.isBefore(EARLIEST) && t.isBefore(TOO_LATE));
    }

    /** The unspecified address is not a client address. */
    private static String ipAddress(byte[] bytes, int length) {
        byte[] address = Arrays.copyOfRange(bytes, ClientAddress.IP, ClientAddress.IP + length);
        return Arrays.equals(address, new byte[length]) ? "" : IpText.of(address);
    }
}
