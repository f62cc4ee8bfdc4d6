package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;

/** Name of this machine in DNS. Stateless. */
public final class ComputerName {

    /** {@code ComputerNameDnsDomain} of {@code COMPUTER_NAME_FORMAT}. */
    private static final int DNS_DOMAIN = 2;

    /** A DNS name has at most 255 characters. */
    private static final int LONGEST = 256;

    private ComputerName() {}

    /** Returns the DNS domain of this machine, {@code ""} when it has none or Windows does not return it. */
    public static String dnsDomain() {
        return dnsDomain(Native.load("kernel32", Kernel32.class, W32APIOptions.UNICODE_OPTIONS));
    }

    static String dnsDomain(Kernel32 api) {
        char[] name = new char[LONGEST];
        IntByReference size = new IntByReference(name.length);
        return api.GetComputerNameExW(DNS_DOMAIN, name, size)
                ? new String(name, 0, Math.min(Math.max(0, size.getValue()), name.length))
                : "";
    }
}
