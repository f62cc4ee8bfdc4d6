package io.github.logoffd.host.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every call with the next answer of the test, keeps what was passed, and what was freed how. */
final class FakeWtsapi32 extends Wtsapi32 {

    /** The calls with their arguments, such as {@code WTSLogoffSession 3 false}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** The frees, such as {@code WTSFreeMemoryEx 2 1}; a pointer that is not ours is marked. */
    final List<String> frees = new ArrayList<>();

    private static final int ASKED = -1;

    boolean success = true;
    /** What the next enumeration of plain sessions throws, null for nothing. */
    Error error;

    boolean freeSucceeds = true;
    int lastError;
    int count;
    int response;

    /** The level that Windows says its next lists have, {@link #ASKED} for the one that was asked for. */
    int level = ASKED;

    Pointer opened = new Pointer(0x1234);
    private Memory buffer;
    private final Map<Integer, Map.Entry<Memory, Integer>> answersByClass = new HashMap<>();
    private final Map<Integer, Integer> failuresByClass = new HashMap<>();

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

    private int answer(String call) {
        calls.add(call);
        if (!success && lastError != 0) {
            Native.setLastError(lastError);
        }
        return success ? TRUE : FALSE;
    }

    private int answer(String call, long[] pointer, int[] size) {
        pointer[0] = buffer == null ? 0 : Pointer.nativeValue(buffer);
        size[0] = count;
        return answer(call);
    }

    private void rewrite(int[] pLevel) {
        pLevel[0] = level == ASKED ? pLevel[0] : level;
    }

    private void freed(String how, Pointer pointer) {
        boolean ours = pointer.equals(buffer)
                || answersByClass.values().stream()
                        .anyMatch(answer -> answer.getKey().equals(pointer));
        frees.add(ours ? how : how + " of somebody else's memory");
    }

    @Override
    Pointer WTSOpenServer(String pServerName) {
        answer("WTSOpenServer " + pServerName);
        return opened;
    }

    @Override
    Pointer WTSOpenServerEx(String pServerName) {
        answer("WTSOpenServerEx " + pServerName);
        return opened;
    }

    @Override
    void WTSCloseServer(Pointer hServer) {
        calls.add("WTSCloseServer");
    }

    @Override
    int WTSEnumerateSessionsEx(Pointer hServer, int[] pLevel, int Filter, long[] ppSessionInfo, int[] pCount) {
        String call = "WTSEnumerateSessionsEx " + pLevel[0] + ' ' + Filter;
        rewrite(pLevel);
        return answer(call, ppSessionInfo, pCount);
    }

    @Override
    int WTSEnumerateSessions(Pointer hServer, int Reserved, int Version, long[] ppSessionInfo, int[] pCount) {
        if (error != null) {
            throw error;
        }
        return answer("WTSEnumerateSessions " + Reserved + ' ' + Version, ppSessionInfo, pCount);
    }

    /** Questions of this class are answered with these bytes. */
    FakeWtsapi32 answeringClass(int infoClass, byte[] bytes) {
        failuresByClass.remove(infoClass);
        Memory answer = new Memory(Math.max(1, bytes.length));
        answer.write(0, bytes, 0, bytes.length);
        answersByClass.put(infoClass, Map.entry(answer, bytes.length));
        return this;
    }

    /** Questions of this class fail with this last error. */
    FakeWtsapi32 failingClass(int infoClass, int code) {
        failuresByClass.put(infoClass, code);
        return this;
    }

    private int answerOfClass(int infoClass, long[] pointer, int[] size) {
        if (failuresByClass.containsKey(infoClass)) {
            Native.setLastError(failuresByClass.get(infoClass));
            return FALSE;
        }
        Map.Entry<Memory, Integer> answer = answersByClass.get(infoClass);
        pointer[0] = Pointer.nativeValue(answer.getKey());
        size[0] = answer.getValue();
        return TRUE;
    }

    @Override
    int WTSQuerySessionInformation(
            Pointer hServer, int SessionId, int WTSInfoClass, long[] ppBuffer, int[] pBytesReturned) {
        if (failuresByClass.containsKey(WTSInfoClass) || answersByClass.containsKey(WTSInfoClass)) {
            calls.add("WTSQuerySessionInformation " + SessionId + ' ' + WTSInfoClass);
            return answerOfClass(WTSInfoClass, ppBuffer, pBytesReturned);
        }
        return answer("WTSQuerySessionInformation " + SessionId + ' ' + WTSInfoClass, ppBuffer, pBytesReturned);
    }

    @Override
    int WTSLogoffSession(Pointer hServer, int SessionId, int bWait) {
        return answer("WTSLogoffSession " + SessionId + ' ' + (bWait != FALSE));
    }

    @Override
    int WTSDisconnectSession(Pointer hServer, int SessionId, int bWait) {
        return answer("WTSDisconnectSession " + SessionId + ' ' + (bWait != FALSE));
    }

    @Override
    int WTSSendMessage(
            Pointer hServer,
            int SessionId,
            String pTitle,
            int TitleLength,
            String pMessage,
            int MessageLength,
            int Style,
            int Timeout,
            int[] pResponse,
            int bWait) {
        pResponse[0] = response;
        return answer("WTSSendMessage " + SessionId + " [" + pTitle + "] " + TitleLength + " [" + pMessage + "] "
                + MessageLength + ' ' + Style + ' ' + Timeout + ' ' + (bWait != FALSE));
    }

    @Override
    int WTSEnumerateProcessesEx(Pointer hServer, int[] pLevel, int SessionId, long[] ppProcessInfo, int[] pCount) {
        String call = "WTSEnumerateProcessesEx " + pLevel[0] + ' ' + SessionId;
        rewrite(pLevel);
        return answer(call, ppProcessInfo, pCount);
    }

    @Override
    int WTSTerminateProcess(Pointer hServer, int ProcessId, int ExitCode) {
        return answer("WTSTerminateProcess " + ProcessId + ' ' + ExitCode);
    }

    @Override
    int WTSWaitSystemEvent(Pointer hServer, int EventMask, int[] pEventFlags) {
        pEventFlags[0] = response;
        return answer("WTSWaitSystemEvent " + Integer.toHexString(EventMask));
    }

    @Override
    void WTSFreeMemory(Pointer pMemory) {
        freed("WTSFreeMemory", pMemory);
    }

    @Override
    int WTSFreeMemoryEx(int WTSTypeClass, Pointer pMemory, int NumberOfEntries) {
        freed("WTSFreeMemoryEx " + WTSTypeClass + ' ' + NumberOfEntries, pMemory);
        return freeSucceeds ? TRUE : FALSE;
    }
}
