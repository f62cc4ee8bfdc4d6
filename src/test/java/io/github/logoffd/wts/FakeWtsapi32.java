package io.github.logoffd.wts;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every call with the next answer of the test, keeps what was passed, and what was freed how. */
final class FakeWtsapi32 implements Wtsapi32 {

    /** The calls with their arguments, such as {@code WTSLogoffSession 3 false}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** The frees, such as {@code WTSFreeMemoryEx 2 1}; a pointer that is not ours is marked. */
    final List<String> frees = new ArrayList<>();

    boolean success = true;
    boolean freeSucceeds = true;
    int lastError;
    int count;
    int response;
    Pointer opened = new Pointer(0x1234);
    private Memory buffer;

    /** The next answers carry these bytes. */
    FakeWtsapi32 answering(byte[] bytes, int newCount) {
        buffer = new Memory(Math.max(1, bytes.length));
        buffer.write(0, bytes, 0, bytes.length);
        count = newCount;
        return this;
    }

    /** The next calls fail with this last error, 0: without touching it. */
    FakeWtsapi32 failing(int code) {
        success = false;
        lastError = code;
        return this;
    }

    private boolean answer(String call) {
        calls.add(call);
        if (!success && lastError != 0) {
            Native.setLastError(lastError);
        }
        return success;
    }

    private boolean answer(String call, PointerByReference pointer, IntByReference size) {
        pointer.setValue(buffer);
        size.setValue(count);
        return answer(call);
    }

    private void freed(String how, Pointer pointer) {
        frees.add(pointer.equals(buffer) ? how : how + " of somebody else's memory");
    }

    @Override
    public Pointer WTSOpenServer(String pServerName) {
        answer("WTSOpenServer " + pServerName);
        return opened;
    }

    @Override
    public Pointer WTSOpenServerEx(String pServerName) {
        answer("WTSOpenServerEx " + pServerName);
        return opened;
    }

    @Override
    public void WTSCloseServer(Pointer hServer) {
        calls.add("WTSCloseServer");
    }

    @Override
    public boolean WTSEnumerateSessionsEx(
            Pointer hServer,
            IntByReference pLevel,
            int Filter,
            PointerByReference ppSessionInfo,
            IntByReference pCount) {
        return answer("WTSEnumerateSessionsEx " + pLevel.getValue() + ' ' + Filter, ppSessionInfo, pCount);
    }

    @Override
    public boolean WTSEnumerateSessions(
            Pointer hServer, int Reserved, int Version, PointerByReference ppSessionInfo, IntByReference pCount) {
        return answer("WTSEnumerateSessions " + Reserved + ' ' + Version, ppSessionInfo, pCount);
    }

    @Override
    public boolean WTSQuerySessionInformation(
            Pointer hServer,
            int SessionId,
            int WTSInfoClass,
            PointerByReference ppBuffer,
            IntByReference pBytesReturned) {
        return answer("WTSQuerySessionInformation " + SessionId + ' ' + WTSInfoClass, ppBuffer, pBytesReturned);
    }

    @Override
    public boolean WTSLogoffSession(Pointer hServer, int SessionId, boolean bWait) {
        return answer("WTSLogoffSession " + SessionId + ' ' + bWait);
    }

    @Override
    public boolean WTSDisconnectSession(Pointer hServer, int SessionId, boolean bWait) {
        return answer("WTSDisconnectSession " + SessionId + ' ' + bWait);
    }

    @Override
    public boolean WTSSendMessage(
            Pointer hServer,
            int SessionId,
            String pTitle,
            int TitleLength,
            String pMessage,
            int MessageLength,
            int Style,
            int Timeout,
            IntByReference pResponse,
            boolean bWait) {
        pResponse.setValue(response);
        return answer("WTSSendMessage " + SessionId + " [" + pTitle + "] " + TitleLength + " [" + pMessage + "] "
                + MessageLength + ' ' + Style + ' ' + Timeout + ' ' + bWait);
    }

    @Override
    public boolean WTSEnumerateProcessesEx(
            Pointer hServer,
            IntByReference pLevel,
            int SessionId,
            PointerByReference ppProcessInfo,
            IntByReference pCount) {
        return answer("WTSEnumerateProcessesEx " + pLevel.getValue() + ' ' + SessionId, ppProcessInfo, pCount);
    }

    @Override
    public boolean WTSTerminateProcess(Pointer hServer, int ProcessId, int ExitCode) {
        return answer("WTSTerminateProcess " + ProcessId + ' ' + ExitCode);
    }

    @Override
    public boolean WTSWaitSystemEvent(Pointer hServer, int EventMask, IntByReference pEventFlags) {
        pEventFlags.setValue(response);
        return answer("WTSWaitSystemEvent " + Integer.toHexString(EventMask));
    }

    @Override
    public void WTSFreeMemory(Pointer pMemory) {
        freed("WTSFreeMemory", pMemory);
    }

    @Override
    public boolean WTSFreeMemoryEx(int WTSTypeClass, Pointer pMemory, int NumberOfEntries) {
        freed("WTSFreeMemoryEx " + WTSTypeClass + ' ' + NumberOfEntries, pMemory);
        return freeSucceeds;
    }
}
