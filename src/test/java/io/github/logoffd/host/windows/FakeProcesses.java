package io.github.logoffd.host.windows;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Processes with working sets, some of which do not answer; all refuse every right but the least. Keeps which were
 * opened and whether all were closed.
 */
final class FakeProcesses extends ProcessApi {

    /** The one right that protected processes give too and that no guard against thieves of passwords minds. */
    private static final int HARMLESS_RIGHT = 0x1000;

    /** The process ids of the questions that were answered. */
    final List<Long> asked = new ArrayList<>();

    final Set<Long> openNow = new HashSet<>();
    private final Map<Long, Long> workingSets = new HashMap<>();
    private final Set<Long> silent = new HashSet<>();

    FakeProcesses with(long pid, long workingSet) {
        workingSets.put(pid, workingSet);
        return this;
    }

    /** That one can be opened, and the question about its memory fails. */
    void silence(long pid) {
        silent.add(pid);
    }

    @Override
    Pointer OpenProcess(int dwDesiredAccess, int bInheritHandle, int dwProcessId) {
        long pid = Integer.toUnsignedLong(dwProcessId);
        if (dwDesiredAccess != HARMLESS_RIGHT || !workingSets.containsKey(pid)) {
            return null;
        }
        openNow.add(pid);
        return new Pointer(pid);
    }

    @Override
    int K32GetProcessMemoryInfo(Pointer Process, long[] ppsmemCounters, int cb) {
        long pid = Pointer.nativeValue(Process);
        if (silent.contains(pid) || cb != 72 || ppsmemCounters.length != 9 || ppsmemCounters[0] != 72) {
            return Wtsapi32.FALSE;
        }
        asked.add(pid);
        ppsmemCounters[2] = workingSets.get(pid);
        return Wtsapi32.TRUE;
    }

    @Override
    int CloseHandle(Pointer hObject) {
        return openNow.remove(Pointer.nativeValue(hObject)) ? Wtsapi32.TRUE : Wtsapi32.FALSE;
    }
}
