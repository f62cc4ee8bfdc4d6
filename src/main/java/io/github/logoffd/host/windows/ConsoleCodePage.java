package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.win32.W32APIOptions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The code page of the console that this process belongs to, which is that of its output too when that goes to a file
 * or pipe.
 */
public final class ConsoleCodePage {

    private static final int NO_CONSOLE = 0;
    private static final int UTF_8 = 65001;
    private static final int FIRST_ASIAN = 874;
    private static final int LAST_ASIAN = 950;

    private ConsoleCodePage() {}

    /** Returns the charset of the console, empty when there is no console. */
    public static Optional<Charset> charset() {
        int number = Native.load("kernel32", Kernel32.class, W32APIOptions.UNICODE_OPTIONS)
                .GetConsoleOutputCP();
        return number == NO_CONSOLE ? Optional.empty() : Optional.of(charset(number));
    }

    /**
     * Returns the charset of a code page; for one that Java does not know the characters common to nearly all, so that
     * others become question marks and never wrong characters. For Thai to Chinese Java has those of IBM too, which
     * differ from those of Windows.
     */
    static Charset charset(int number) {
        if (number == UTF_8) {
            return StandardCharsets.UTF_8;
        }
        String name = (FIRST_ASIAN <= number && number <= LAST_ASIAN ? "ms" : "cp") + number;
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }
}
