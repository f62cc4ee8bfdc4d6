package io.github.logoffd.host.windows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.win32.W32APIOptions;
import org.jspecify.annotations.Nullable;

/**
 * {@code wtsapi32.dll}, as far as this product needs it. Names, order and types are those of {@code wtsapi32.h}; the
 * mapper of {@link W32APIOptions#UNICODE_OPTIONS} appends the {@code W} of the Unicode functions. {@code BOOL} is an
 * int here as there, and what Windows writes an answer to is an array of one element: a refresh calls once for each
 * session, and JNA's own types for both cost more than the call.
 *
 * <p>{@code WTSShutdownSystem} is left out on purpose.
 */
class Wtsapi32 {

    static final int FALSE = 0;
    static final int TRUE = 1;

    /** The handle of the local host. */
    static final @Nullable Pointer WTS_CURRENT_SERVER_HANDLE = Pointer.NULL;

    /** The local host as a name, for a handle of it that gives access to virtual machines. */
    static final @Nullable String WTS_CURRENT_SERVER_NAME = null;

    /** Means the caller's own session: never to be passed to a call that acts. */
    static final int WTS_CURRENT_SESSION = -1;

    static final int WTS_ANY_SESSION = -2;

    static final int WTSTypeProcessInfoLevel0 = 0;
    static final int WTSTypeProcessInfoLevel1 = 1;
    static final int WTSTypeSessionInfoLevel1 = 2;

    static final int WTSClientName = 10;
    static final int WTSClientProtocolType = 16;
    static final int WTSClientAddress = 14;
    static final int WTSClientInfo = 23;
    static final int WTSSessionInfoEx = 25;

    static final int WTS_EVENT_NONE = 0;
    static final int WTS_EVENT_ALL = 0x7FFFFFFF;
    static final int WTS_EVENT_FLUSH = 0x80000000;

    @GuardedBy("Wtsapi32.class")
    private static boolean registered;

    /**
     * Returns the DLL.
     *
     * @throws UnsatisfiedLinkError when it cannot be loaded
     */
    static synchronized Wtsapi32 load() {
        if (!registered) {
            Native.register(Wtsapi32.class, NativeLibrary.getInstance("Wtsapi32", W32APIOptions.UNICODE_OPTIONS));
            registered = true;
        }
        return new Wtsapi32();
    }

    /** Never gives access to the sessions of virtual machines: every id is a session id of the host itself. */
    native @Nullable Pointer WTSOpenServer(@Nullable String pServerName);

    /** Gives access to the sessions of virtual machines too, when the host is a virtualization host. */
    native @Nullable Pointer WTSOpenServerEx(@Nullable String pServerName);

    native void WTSCloseServer(@Nullable Pointer hServer);

    /** The answer may only be freed with {@link #WTSFreeMemoryEx} and {@link #WTSTypeSessionInfoLevel1}. */
    native int WTSEnumerateSessionsEx(
            @Nullable Pointer hServer, int[] pLevel, int Filter, long[] ppSessionInfo, int[] pCount);

    /** The answer may only be freed with {@link #WTSFreeMemory}. */
    native int WTSEnumerateSessions(
            @Nullable Pointer hServer, int Reserved, int Version, long[] ppSessionInfo, int[] pCount);

    /** The answer may only be freed with {@link #WTSFreeMemory}. */
    native int WTSQuerySessionInformation(
            @Nullable Pointer hServer, int SessionId, int WTSInfoClass, long[] ppBuffer, int[] pBytesReturned);

    native int WTSLogoffSession(@Nullable Pointer hServer, int SessionId, int bWait);

    native int WTSDisconnectSession(@Nullable Pointer hServer, int SessionId, int bWait);

    /** Lengths are in bytes, {@code Timeout} in seconds. */
    native int WTSSendMessage(
            @Nullable Pointer hServer,
            int SessionId,
            String pTitle,
            int TitleLength,
            String pMessage,
            int MessageLength,
            int Style,
            int Timeout,
            int[] pResponse,
            int bWait);

    /** The answer may only be freed with {@link #WTSFreeMemoryEx} and the type of the level that it has. */
    native int WTSEnumerateProcessesEx(
            @Nullable Pointer hServer, int[] pLevel, int SessionId, long[] ppProcessInfo, int[] pCount);

    native int WTSTerminateProcess(@Nullable Pointer hServer, int ProcessId, int ExitCode);

    native int WTSWaitSystemEvent(@Nullable Pointer hServer, int EventMask, int[] pEventFlags);

    native void WTSFreeMemory(Pointer pMemory);

    native int WTSFreeMemoryEx(int WTSTypeClass, Pointer pMemory, int NumberOfEntries);
}
