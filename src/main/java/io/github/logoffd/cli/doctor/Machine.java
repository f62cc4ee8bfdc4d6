package io.github.logoffd.cli.doctor;

import io.github.logoffd.host.windows.WtsSessionHost;
import io.github.logoffd.service.ConfigOption;
import io.github.logoffd.service.HostOpener;
import io.github.logoffd.service.ServiceOptions;
import io.github.logoffd.session.SessionHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the checks need to know of this process and its machine.
 *
 * @param javaVersion the version of this Java
 * @param architecture the processor that this Java is made for, as the property {@code os.arch} names it
 * @param javaHome the folder of this Java
 * @param windows whether this is Windows
 * @param jar the jar of this program, empty when it runs from a folder of classes
 * @param sessions opens the sessions of this machine; for Windows only
 */
record Machine(
        String javaVersion,
        String architecture,
        Path javaHome,
        boolean windows,
        Optional<Path> jar,
        InstantSource clock,
        Sessions sessions) {

    /** Opens the host that this machine is. */
    @FunctionalInterface
    interface Sessions {
        SessionHost open() throws IOException;
    }

    static Machine ofThisProcess() {
        return new Machine(
                Runtime.version().toString(),
                System.getProperty("os.arch"),
                Path.of(System.getProperty("java.home")),
                ServiceOptions.isWindows(),
                ConfigOption.jar(),
                InstantSource.system(),
                () -> WtsSessionHost.local(HostOpener.computerName(), false));
    }

    /** Returns the program of this Java. */
    Path java() {
        return javaHome.resolve("bin").resolve(windows ? "java.exe" : "java");
    }
}
