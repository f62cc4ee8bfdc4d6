package io.github.logoffd.host.windows;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;

/** {@code kernel32.dll}, as far as this product needs it. */
interface Kernel32 extends StdCallLibrary {

    int GetCurrentProcessId();

    int GetConsoleOutputCP();

    boolean GetComputerNameExW(int NameType, char[] lpBuffer, IntByReference nSize);

    boolean ProcessIdToSessionId(int dwProcessId, IntByReference pSessionId);
}
