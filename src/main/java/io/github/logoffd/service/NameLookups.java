package io.github.logoffd.service;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps this process from asking the name service, since it needs no names. The JDK's TLS sockets ask for the name of a
 * client before they shake hands, and where no name service answers that takes many seconds on the thread of the
 * connection.
 */
public final class NameLookups {

    private static final String PROPERTY = "jdk.net.hosts.file";

    private NameLookups() {}

    /**
     * From now on names are those in the machine's file of hosts only. The JDK reads this with the first address that
     * it makes.
     */
    public static void limitToHostsFile() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, hostsFile().toString());
        }
    }

    private static Path hostsFile() {
        return Optional.ofNullable(System.getenv("SystemRoot"))
                .map(windows -> Path.of(windows, "System32", "drivers", "etc", "hosts"))
                .orElse(Path.of("/etc/hosts"));
    }
}
