package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Names of the built-in accounts of Windows: the names are localized, and only their SIDs are the same everywhere.
 * Thread-safe.
 */
public final class WellKnownAccounts {

    private static final byte[] SYSTEM = sid(18);
    private static final byte[] ADMINISTRATORS = sid(32, 544);

    /** Longer than the names and domain names of built-in accounts in any language. */
    private static final int MOST_CHARACTERS = 256;

    private WellKnownAccounts() {}

    /**
     * Returns the names of SYSTEM and of the group of the administrators, with their domains.
     *
     * @throws IOException when Windows does not return them
     */
    public static List<String> systemAndAdministrators() throws IOException {
        Advapi32 api = load();
        return List.of(name(api, SYSTEM), name(api, ADMINISTRATORS));
    }

    private static Advapi32 load() throws IOException {
        try {
            return Native.load("advapi32", Advapi32.class, W32APIOptions.UNICODE_OPTIONS);
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("advapi32.dll cannot be loaded. This needs Windows.", e);
        }
    }

    private static String name(Advapi32 api, byte[] sid) throws IOException {
        char[] name = new char[MOST_CHARACTERS];
        char[] domain = new char[MOST_CHARACTERS];
        Native.setLastError(0);
        boolean found = api.LookupAccountSid(
                null,
                sid,
                name,
                new IntByReference(MOST_CHARACTERS),
                domain,
                new IntByReference(MOST_CHARACTERS),
                new IntByReference());
        if (!found) {
            throw new IOException("Windows does not return the name of a built-in account (LookupAccountSid, error "
                    + Native.getLastError() + ").");
        }
        return Native.toString(domain) + '\\' + Native.toString(name);
    }

    /**
     * A SID of NT AUTHORITY in its binary form: revision, count, six bytes of authority, then each number from its low
     * byte on.
     */
    private static byte[] sid(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 1).put((byte) numbers.length).put(new byte[] {0, 0, 0, 0, 0, 5});
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }
}
