package io.github.logoffd.app;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ConfigurationException;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.session.HostMode;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that the foreground command and the Windows service share. */
final class ServiceOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this configuration instead of the built-in one.")
    private Optional<Path> configFile = Optional.empty();

    @Option(
            names = "--simulate",
            description = "Show a simulated session host. Off Windows this is the default, as there is no other.")
    private boolean simulate;

    /** Without a file, relative paths start from the folder {@code service} of the current folder, as in an installation. */
    ServiceConfig config() throws ConfigurationException {
        return configFile.isPresent() ? ConfigReader.read(configFile.get()) : ConfigReader.builtIn(folder());
    }

    /** Returns the folder {@code service} of the current folder. */
    static Path folder() {
        return Path.of("service").toAbsolutePath();
    }

    HostMode mode() {
        return simulate || !isWindows() ? HostMode.SIMULATED : HostMode.WINDOWS;
    }

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
