package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Short form of a path, such as {@code C:\\PROGRA~1\\logoffd}, which has no blanks. */
public final class ShortPath {

    private static final int LONGEST = 32_768;

    private ShortPath() {}

    /** {@code kernel32.dll}, as far as it is needed here; names and types are those of {@code fileapi.h}. */
    interface Kernel32 extends StdCallLibrary {

        int GetShortPathName(String lpszLongPath, char[] lpszShortPath, int cchBuffer);
    }

    /**
     * Returns the short form of the path of an existing file. A volume can be without short names; then it is the path
     * that was given.
     *
     * @throws IOException when this is not Windows
     */
    public static Path of(Path path) throws IOException {
        char[] buffer = new char[LONGEST];
        int length = load().GetShortPathName(path.toString(), buffer, buffer.length);
        return length > 0 && length < buffer.length ? Path.of(new String(buffer, 0, length)) : path;
    }

    private static Kernel32 load() throws IOException {
        try {
            return Native.load("kernel32", Kernel32.class, W32APIOptions.UNICODE_OPTIONS);
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("kernel32.dll cannot be loaded. This needs Windows.", e);
        }
    }
}
