package io.github.logoffd.app;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ConfigurationException;
import io.github.logoffd.config.ServiceConfig;
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

    @Option(
            names = "--demo",
            description =
                    "Show the simulated session host of the guides: the same few sessions at every start, one of them"
                            + " disconnected for five hours and one that cannot be ended; nothing happens there by itself.")
    private boolean demo;

    /** Without a file, relative paths start from the folder {@code service} of the current folder, as in an installation. */
    ServiceConfig config() throws ConfigurationException {
        return configFile.isPresent() ? ConfigReader.read(configFile.get()) : ConfigReader.builtIn(folder());
    }

    /** Returns the folder {@code service} of the current folder. */
    static Path folder() {
        return Path.of("service").toAbsolutePath();
    }

    HostSource source() {
        if (demo) {
            return HostSource.DEMO;
        }
        return simulate || !isWindows() ? HostSource.SIMULATED : HostSource.WINDOWS;
    }

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
