package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.win32.W32APIOptions;
import java.io.IOException;

/** Loads the DLLs that the installation needs, and makes exceptions of their codes. */
final class SetupLibrary {

    private SetupLibrary() {}

    /**
     * Loads {@code advapi32.dll}.
     *
     * @throws IOException when this is not Windows
     */
    static SetupApi load() throws IOException {
        try {
            return Native.load("advapi32", SetupApi.class, W32APIOptions.UNICODE_OPTIONS);
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("advapi32.dll cannot be loaded. This needs Windows.", e);
        }
    }

    /** Returns the exception for the last error of this thread. */
    static IOException failure(String function) {
        return failure(function, Native.getLastError());
    }

    static IOException failure(String function, int code) {
        return new IOException(function + " failed with error [" + code + "]");
    }
}
