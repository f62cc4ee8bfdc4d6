package io.github.logoffd.host.windows;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** {@code advapi32.dll}, as far as this product needs it; names, order and types are those of {@code winbase.h}. */
interface Advapi32 extends StdCallLibrary {

    short EVENTLOG_ERROR_TYPE = 1;
    short EVENTLOG_WARNING_TYPE = 2;
    short EVENTLOG_INFORMATION_TYPE = 4;

    @Nullable
    Pointer RegisterEventSource(@Nullable String lpUNCServerName, String lpSourceName);

    boolean ReportEvent(
            Pointer hEventLog,
            short wType,
            short wCategory,
            int dwEventID,
            @Nullable Pointer lpUserSid,
            short wNumStrings,
            int dwDataSize,
            String[] lpStrings,
            @Nullable Pointer lpRawData);

    boolean DeregisterEventSource(Pointer hEventLog);

    /** Lengths are in characters. */
    boolean LookupAccountSid(
            @Nullable String lpSystemName,
            byte[] Sid,
            char[] Name,
            IntByReference cchName,
            char[] ReferencedDomainName,
            IntByReference cchReferencedDomainName,
            IntByReference peUse);
}
