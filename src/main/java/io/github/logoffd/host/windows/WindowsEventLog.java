package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.W32APIOptions;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Windows Application log of this machine, under the source that {@code install.cmd} registers. Its message file has
 * one text for all ids from 1 to 1000: the one string of the entry. Thread-safe: every entry opens and closes the log,
 * so that a restart of the log leaves no dead handle.
 */
public final class WindowsEventLog {

    private static final String SOURCE = "logoffd";

    /** Windows takes 31839 characters. */
    private static final int LONGEST_TEXT = 31_000;

    private static final String CUT = " (cut off)";

    /** Event viewers interpret these as placeholders for other strings. */
    private static final Pattern PLACE = Pattern.compile("%(?=[%\\d])");

    private final Advapi32 api;

    WindowsEventLog(Advapi32 api) {
        this.api = api;
    }

    /**
     * Loads the DLL; opens no log.
     *
     * @throws IllegalStateException when {@code advapi32.dll} cannot be loaded
     */
    public static WindowsEventLog ofThisMachine() {
        try {
            return new WindowsEventLog(Native.load("advapi32", Advapi32.class, W32APIOptions.UNICODE_OPTIONS));
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalStateException("advapi32.dll cannot be loaded. Use Windows, or the option --simulate.", e);
        }
    }

    /**
     * Appends an entry of type Information.
     *
     * @param id 1 to 1000
     * @throws IOException when Windows refuses
     */
    public void information(int id, String text) throws IOException {
        report(Advapi32.EVENTLOG_INFORMATION_TYPE, id, text);
    }

    /**
     * Appends an entry of type Warning.
     *
     * @param id 1 to 1000
     * @throws IOException when Windows refuses
     */
    public void warning(int id, String text) throws IOException {
        report(Advapi32.EVENTLOG_WARNING_TYPE, id, text);
    }

    /**
     * Appends an entry of type Error.
     *
     * @param id 1 to 1000
     * @throws IOException when Windows refuses
     */
    public void error(int id, String text) throws IOException {
        report(Advapi32.EVENTLOG_ERROR_TYPE, id, text);
    }

    private void report(short type, int id, String text) throws IOException {
        String[] strings = {shown(text)};
        Native.setLastError(0);
        Pointer source = api.RegisterEventSource(null, SOURCE);
        if (source == null) {
            throw failure("RegisterEventSource");
        }
        try {
            Native.setLastError(0);
            if (!api.ReportEvent(source, type, (short) 0, id, null, (short) 1, 0, strings, null)) {
                throw failure("ReportEvent");
            }
        } finally {
            // The result is ignored: the handle is not used again.
            boolean unused = api.DeregisterEventSource(source);
        }
    }

    private static IOException failure(String function) {
        return new IOException(function + " failed with error [" + Native.getLastError() + "].");
    }

    private static String shown(String text) {
        String plain = PLACE.matcher(text).replaceAll("% ");
        return plain.length() <= LONGEST_TEXT ? plain : plain.substring(0, LONGEST_TEXT) + CUT;
    }
}
