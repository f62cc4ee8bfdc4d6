package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Permissions of folders for SYSTEM and the administrators, who are named by their SIDs in every language. Stateless.
 */
public final class FolderPermissions {

    /**
     * Owner: administrators. Not inherited from above; full control for SYSTEM and administrators, also of what is
     * below.
     */
    private static final String PRIVATE = "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";

    /** The same, and what is needed to read and execute for the users. */
    private static final String READ_ONLY = PRIVATE + "(A;OICI;0x1200a9;;;BU)";

    private static final int SDDL_REVISION_1 = 1;
    private static final int SE_FILE_OBJECT = 1;
    private static final int OWNER_AND_PROTECTED_DACL = 0x8000_0005;

    private FolderPermissions() {}

    /** Frees what other functions have allocated, and knows the rights of this process. */
    interface Process32 extends StdCallLibrary {
        Pointer LocalFree(Pointer hMem);
    }

    /** {@code shell32.dll}. */
    interface Shell32 extends StdCallLibrary {
        boolean IsUserAnAdmin();
    }

    /**
     * Returns whether this process has the rights of an administrator, and not only an account that could get them.
     *
     * @throws IOException when this is not Windows
     */
    public static boolean isElevated() throws IOException {
        try {
            return Native.load("shell32", Shell32.class, W32APIOptions.UNICODE_OPTIONS)
                    .IsUserAnAdmin();
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("shell32.dll cannot be loaded. This needs Windows.", e);
        }
    }

    /**
     * Gives a folder to the administrators, and lets only them and SYSTEM use it and what is created in it. Windows
     * passes this on to what inherits its permissions from the folder.
     *
     * @throws IOException when Windows refuses
     */
    public static void makePrivate(Path folder) throws IOException {
        set(PRIVATE, folder);
    }

    /**
     * Gives a folder to the administrators, and lets users read what is in it and change nothing. Windows passes this
     * on to what inherits its permissions from the folder.
     *
     * @throws IOException when Windows refuses
     */
    public static void makeReadOnly(Path folder) throws IOException {
        set(READ_ONLY, folder);
    }

    private static void set(String permissions, Path folder) throws IOException {
        SetupApi api = SetupLibrary.load();
        PointerByReference descriptor = new PointerByReference();
        Native.setLastError(0);
        if (!api.ConvertStringSecurityDescriptorToSecurityDescriptor(permissions, SDDL_REVISION_1, descriptor, null)) {
            throw SetupLibrary.failure("ConvertStringSecurityDescriptorToSecurityDescriptor");
        }
        try {
            apply(api, descriptor.getValue(), folder);
        } finally {
            // The result is ignored: the memory is not used again.
            Pointer unused = Native.load("kernel32", Process32.class, W32APIOptions.UNICODE_OPTIONS)
                    .LocalFree(descriptor.getValue());
        }
    }

    private static void apply(SetupApi api, Pointer descriptor, Path folder) throws IOException {
        PointerByReference list = new PointerByReference();
        PointerByReference owner = new PointerByReference();
        if (!api.GetSecurityDescriptorDacl(descriptor, new IntByReference(), list, new IntByReference())
                || !api.GetSecurityDescriptorOwner(descriptor, owner, new IntByReference())) {
            throw SetupLibrary.failure("GetSecurityDescriptorDacl");
        }
        int code = api.SetNamedSecurityInfo(
                folder.toString(),
                SE_FILE_OBJECT,
                OWNER_AND_PROTECTED_DACL,
                owner.getValue(),
                null,
                list.getValue(),
                null);
        if (code != 0) {
            throw SetupLibrary.failure("SetNamedSecurityInfo of " + folder, code);
        }
    }
}
