package io.github.logoffd.wts;

import com.sun.jna.Native;
import com.sun.jna.win32.W32APIOptions;

/** The code page of the console that this process belongs to, which is that of its output too when that goes to a file or pipe. */
public final class ConsoleCodePage {

    private ConsoleCodePage() {}

    /** Returns its number such as 850, or 65001 for UTF-8; 0 when there is no console. */
    public static int number() {
        return Native.load("kernel32", Kernel32.class, W32APIOptions.UNICODE_OPTIONS)
                .GetConsoleOutputCP();
    }
}
