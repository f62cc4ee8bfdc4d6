package io.github.logoffd.host.windows;

import static io.github.logoffd.session.SessionApiException.NO_SESSION;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;
import io.github.logoffd.session.SessionApiException;

/** Session of this process: 0 for a Windows service, a user's when it was started in the foreground. */
public final class OwnSession {

    private OwnSession() {}

    /**
     * Returns its id on this machine, which stays the same as long as the process lives.
     *
     * @throws SessionApiException when Windows does not return it
     */
    public static long id() {
        return id(Native.load("kernel32", Kernel32.class, W32APIOptions.UNICODE_OPTIONS));
    }

    static long id(Kernel32 api) {
        IntByReference session = new IntByReference();
        Native.setLastError(0);
        if (!api.ProcessIdToSessionId(api.GetCurrentProcessId(), session)) {
            throw new SessionApiException("ProcessIdToSessionId", NO_SESSION, Native.getLastError());
        }
        return Integer.toUnsignedLong(session.getValue());
    }
}
