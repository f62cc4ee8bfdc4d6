package io.github.logoffd.service;

import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.host.windows.WellKnownAccounts;
import java.io.IOException;
import java.util.List;

/** Protection of files with secrets on this machine. */
public final class SecretFiles {

    private SecretFiles() {}

    /** On Windows the names of the trusted accounts differ by language, elsewhere there are none. */
    public static ProtectedFiles ofThisMachine() throws IOException {
        return new ProtectedFiles(ServiceOptions.isWindows() ? WellKnownAccounts.systemAndAdministrators() : List.of());
    }
}
