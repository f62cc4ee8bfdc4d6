package io.github.logoffd.host.windows;

import static io.github.logoffd.session.SessionApiException.NO_SESSION;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.logoffd.host.windows.WtsLayout.SessionInfo1;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.Win32Error;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One method for each native call: call, check the result, copy the answer, free it, and throw on failure. The last
 * error is set to zero before each call and read immediately after it: some failures leave it unchanged.
 */
final class WtsCalls {

    /** The last valid session id; the two above it mean "the caller's own" and "any". */
    private static final long LAST_SESSION_ID = 0xFFFF_FFFDL;

    /** The level of the structures that the decoder supports, of sessions and of processes. */
    private static final int LEVEL = 1;

    /** Not a Win32 error code: the call succeeded. */
    private static final int SUCCESS = -1;

    /** The caption that Windows accepts where an empty one makes it fail or show "Error". */
    private static final String BLANK_TITLE = " ";

    private final Wtsapi32 api;
    private final @Nullable Pointer server;
    private final int uniqueId;

    /**
     * Creates the calls for one handle.
     *
     * @param merged whether the handle has the sessions of virtual machines among those of the host. Then every call
     *     takes the {@code ExecEnvId} of the list, which alone is unique in it; with any other handle every call takes
     *     the {@code SessionId}, whatever {@code ExecEnvId} says
     */
    WtsCalls(Wtsapi32 api, @Nullable Pointer server, boolean merged) {
        this.api = api;
        this.server = server;
        this.uniqueId = merged ? SessionInfo1.EXEC_ENV_ID : SessionInfo1.SESSION_ID;
    }

    List<SessionRow> enumerateSessionsEx() {
        int[] level = {LEVEL};
        long[] answer = new long[1];
        int[] count = new int[1];
        int error = errorOf(() -> api.WTSEnumerateSessionsEx(server, level, 0, answer, count));
        try (WtsBuffer buffer = WtsBuffer.typed(api, answer[0], Wtsapi32.WTSTypeSessionInfoLevel1, count[0])) {
            check("WTSEnumerateSessionsEx", NO_SESSION, error);
            return decoded(
                    "WTSEnumerateSessionsEx",
                    NO_SESSION,
                    () -> WtsDecoder.sessionRows(
                            rows(buffer, level[0], count[0], SessionInfo1.SIZE),
                            count[0],
                            uniqueId,
                            new NativeStrings()));
        }
    }

    List<Long> enumerateSessionIds() {
        long[] answer = new long[1];
        int[] count = new int[1];
        int error = errorOf(() -> api.WTSEnumerateSessions(server, 0, 1, answer, count));
        try (WtsBuffer buffer = WtsBuffer.plain(api, answer[0])) {
            check("WTSEnumerateSessions", NO_SESSION, error);
            return decoded(
                    "WTSEnumerateSessions",
                    NO_SESSION,
                    () -> WtsDecoder.sessionIds(buffer.elements(count[0], WtsLayout.SessionInfo.SIZE), count[0]));
        }
    }

    /** A list may contain an invalid id nevertheless, so only this one query fails. */
    <T> T querySessionInformation(long id, int infoClass, String className, Function<byte[], T> decode) {
        String function = "WTSQuerySessionInformation(" + className + ")";
        if (!isSession(id)) {
            throw new SessionApiException(function, id, Win32Error.ERROR_INVALID_PARAMETER.code());
        }
        long[] answer = new long[1];
        int[] size = new int[1];
        int error = errorOf(() -> api.WTSQuerySessionInformation(server, (int) id, infoClass, answer, size));
        try (WtsBuffer buffer = WtsBuffer.plain(api, answer[0])) {
            check(function, id, error);
            return decoded(function, id, () -> decode.apply(buffer.elements(size[0], 1)));
        }
    }

    List<ProcessInfo> enumerateProcessesEx() {
        int[] level = {LEVEL};
        long[] answer = new long[1];
        int[] count = new int[1];
        int error = errorOf(() -> api.WTSEnumerateProcessesEx(server, level, Wtsapi32.WTS_ANY_SESSION, answer, count));
        int type = level[0] == 0 ? Wtsapi32.WTSTypeProcessInfoLevel0 : Wtsapi32.WTSTypeProcessInfoLevel1;
        try (WtsBuffer buffer = WtsBuffer.typed(api, answer[0], type, count[0])) {
            check("WTSEnumerateProcessesEx", NO_SESSION, error);
            return decoded(
                    "WTSEnumerateProcessesEx",
                    NO_SESSION,
                    () -> WtsDecoder.processes(
                            rows(buffer, level[0], count[0], WtsLayout.ProcessInfoEx.SIZE),
                            count[0],
                            new NativeStrings()));
        }
    }

    /** Windows may answer with a level other than the requested one, that is with other structures. */
    private static byte[] rows(WtsBuffer buffer, int level, int count, int size) {
        if (level != LEVEL) {
            throw new IllegalStateException("The answer has level " + level + ". Expected: " + LEVEL + '.');
        }
        return buffer.elements(count, size);
    }

    /** Never waits inside Windows: that wait has no timeout. */
    void logoffSession(long id) {
        int sessionId = nativeId(id);
        check("WTSLogoffSession", id, errorOf(() -> api.WTSLogoffSession(server, sessionId, Wtsapi32.FALSE)));
    }

    void disconnectSession(long id) {
        int sessionId = nativeId(id);
        check("WTSDisconnectSession", id, errorOf(() -> api.WTSDisconnectSession(server, sessionId, Wtsapi32.FALSE)));
    }

    int sendMessage(long id, Message message) {
        int sessionId = nativeId(id);
        String title = message.title().isEmpty() ? BLANK_TITLE : message.title();
        int[] response = new int[1];
        int error = errorOf(() -> api.WTSSendMessage(
                server,
                sessionId,
                title,
                title.length() * Character.BYTES,
                message.text(),
                message.text().length() * Character.BYTES,
                message.buttons().style(),
                (int) message.timeout().toSeconds(),
                response,
                message.waitForButton() ? Wtsapi32.TRUE : Wtsapi32.FALSE));
        check("WTSSendMessage", id, error);
        return response[0];
    }

    void terminateProcess(long pid, int exitCode) {
        check("WTSTerminateProcess", NO_SESSION, errorOf(() -> api.WTSTerminateProcess(server, (int) pid, exitCode)));
    }

    int waitSystemEvent(int mask) {
        int[] flags = new int[1];
        check("WTSWaitSystemEvent", NO_SESSION, errorOf(() -> api.WTSWaitSystemEvent(server, mask, flags)));
        return flags[0];
    }

    void closeServer() {
        api.WTSCloseServer(server);
    }

    /** Returns {@link #SUCCESS}, else the last error, which is 0 when Windows set none. */
    private static int errorOf(IntSupplier call) {
        Native.setLastError(0);
        return call.getAsInt() != Wtsapi32.FALSE ? SUCCESS : Native.getLastError();
    }

    /** An invalid answer is a failure of this one call, not of the whole host. */
    private static <T> T decoded(String function, long sessionId, Supplier<T> decoding) {
        try {
            return decoding.get();
        } catch (IllegalStateException e) {
            throw new SessionApiException(function, sessionId, e);
        }
    }

    private static void check(String function, long sessionId, int error) {
        if (error != SUCCESS) {
            throw new SessionApiException(function, sessionId, error);
        }
    }

    private static boolean isSession(long id) {
        return id >= 0 && id <= LAST_SESSION_ID;
    }

    private static int nativeId(long id) {
        if (!isSession(id)) {
            throw new IllegalArgumentException(
                    "Session id " + id + " is not a valid session id. Allowed: 0 to " + LAST_SESSION_ID + '.');
        }
        return (int) id;
    }
}
