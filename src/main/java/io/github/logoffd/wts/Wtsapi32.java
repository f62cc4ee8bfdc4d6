package io.github.logoffd.wts;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;

/**
 * {@code wtsapi32.dll}, as far as this product needs it. Names, order and types are those of {@code wtsapi32.h}; the mapper of
 * {@link com.sun.jna.win32.W32APIOptions#UNICODE_OPTIONS} appends the {@code W} of the Unicode functions.
 *
 * <p>{@code WTSShutdownSystem} is left out on purpose.
 */
interface Wtsapi32 extends StdCallLibrary {

    /** The handle of the local host. */
    Pointer WTS_CURRENT_SERVER_HANDLE = Pointer.NULL;

    /** The local host as a name, for a handle of it that gives access to virtual machines. */
    String WTS_CURRENT_SERVER_NAME = null;

    /** Means the caller's own session: never to be passed to a call that acts. */
    int WTS_CURRENT_SESSION = -1;

    int WTS_ANY_SESSION = -2;

    int WTSTypeProcessInfoLevel1 = 1;
    int WTSTypeSessionInfoLevel1 = 2;

    int WTSClientProtocolType = 16;
    int WTSClientAddress = 14;
    int WTSClientInfo = 23;
    int WTSSessionInfoEx = 25;

    int WTS_EVENT_NONE = 0;
    int WTS_EVENT_ALL = 0x7FFFFFFF;
    int WTS_EVENT_FLUSH = 0x80000000;

    /** Never gives access to the sessions of virtual machines: every id is a session id of the host itself. */
    Pointer WTSOpenServer(String pServerName);

    /** Gives access to the sessions of virtual machines too, when the host is a virtualization host. */
    Pointer WTSOpenServerEx(String pServerName);

    void WTSCloseServer(Pointer hServer);

    /** The answer may only be freed with {@link #WTSFreeMemoryEx} and {@link #WTSTypeSessionInfoLevel1}. */
    boolean WTSEnumerateSessionsEx(
            Pointer hServer,
            IntByReference pLevel,
            int Filter,
            PointerByReference ppSessionInfo,
            IntByReference pCount);

    /** The answer may only be freed with {@link #WTSFreeMemory}. */
    boolean WTSEnumerateSessions(
            Pointer hServer, int Reserved, int Version, PointerByReference ppSessionInfo, IntByReference pCount);

    /** The answer may only be freed with {@link #WTSFreeMemory}. */
    boolean WTSQuerySessionInformation(
            Pointer hServer,
            int SessionId,
            int WTSInfoClass,
            PointerByReference ppBuffer,
            IntByReference pBytesReturned);

    boolean WTSLogoffSession(Pointer hServer, int SessionId, boolean bWait);

    boolean WTSDisconnectSession(Pointer hServer, int SessionId, boolean bWait);

    /** Lengths are in bytes, {@code Timeout} in seconds. */
    boolean WTSSendMessage(
            Pointer hServer,
            int SessionId,
            String pTitle,
            int TitleLength,
            String pMessage,
            int MessageLength,
            int Style,
            int Timeout,
            IntByReference pResponse,
            boolean bWait);

    /** The answer may only be freed with {@link #WTSFreeMemoryEx} and the level that was asked for. */
    boolean WTSEnumerateProcessesEx(
            Pointer hServer,
            IntByReference pLevel,
            int SessionId,
            PointerByReference ppProcessInfo,
            IntByReference pCount);

    boolean WTSTerminateProcess(Pointer hServer, int ProcessId, int ExitCode);

    boolean WTSWaitSystemEvent(Pointer hServer, int EventMask, IntByReference pEventFlags);

    void WTSFreeMemory(Pointer pMemory);

    boolean WTSFreeMemoryEx(int WTSTypeClass, Pointer pMemory, int NumberOfEntries);
}
