package io.github.logoffd.tls;

import java.nio.file.Path;

/** Location of the server's certificate and key: a file, or the certificate store of Windows. */
public sealed interface KeyLocation {

    /** A PEM or PKCS#12 file. */
    record InFile(Path path) implements KeyLocation {}

    /** A certificate in the personal store of the machine. */
    record InWindows(WindowsSelection selection) implements KeyLocation {}
}
