package io.github.logoffd.wts;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;

/** {@code advapi32.dll}, as far as this product needs it; see {@link Wtsapi32} for the names. */
interface Advapi32 extends StdCallLibrary {

    /** Lengths are in characters. */
    boolean LookupAccountSid(
            String lpSystemName,
            byte[] Sid,
            char[] Name,
            IntByReference cchName,
            char[] ReferencedDomainName,
            IntByReference cchReferencedDomainName,
            IntByReference peUse);
}
