package io.github.logoffd.host.windows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.win32.W32APIOptions;

/**
 * Functions of {@code kernel32.dll} about one process. Names, order and types are those of {@code processthreadsapi.h}
 * and {@code psapi.h}; {@code PROCESS_MEMORY_COUNTERS} is an array of its eight-byte members here, of which the first
 * one holds two numbers.
 */
class ProcessApi {

    static final int PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;

    /** {@code PROCESS_MEMORY_COUNTERS} on 64-bit Windows. */
    static final class MemoryCounters {
        static final int MEMBERS = 9;
        static final int CB = 0;
        static final int WORKING_SET_SIZE = 2;

        private MemoryCounters() {}
    }

    @GuardedBy("ProcessApi.class")
    private static boolean registered;

    /**
     * Returns the DLL.
     *
     * @throws UnsatisfiedLinkError when it cannot be loaded
     */
    static synchronized ProcessApi load() {
        if (!registered) {
            Native.register(ProcessApi.class, NativeLibrary.getInstance("kernel32", W32APIOptions.UNICODE_OPTIONS));
            registered = true;
        }
        return new ProcessApi();
    }

    /** Returns a handle that has to be closed, null when the process is not there or must not be opened. */
    native Pointer OpenProcess(int dwDesiredAccess, int bInheritHandle, int dwProcessId);

    native int K32GetProcessMemoryInfo(Pointer Process, long[] ppsmemCounters, int cb);

    native int CloseHandle(Pointer hObject);
}
