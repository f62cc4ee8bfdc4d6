package io.github.logoffd.service;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The option {@code --config}. Without it the configuration of an installation is read: the one that the file
 * {@link #POINTER} beside the jar names, else {@code service/logoffd.properties} beside the jar. The built-in defaults
 * apply when there is neither.
 */
public final class ConfigOption {

    /** The file beside the jar whose only line is the path of the configuration; an installation writes it. */
    public static final String POINTER = "configuration-path.txt";

    private static final Path INSTALLED = Path.of("service", "logoffd.properties");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this configuration; by default that of the installation, or service/logoffd.properties"
                    + " beside the jar, or the built-in defaults when there is none.")
    private Optional<Path> given = Optional.empty();

    /** Returns whether the command line names a file. */
    public boolean isGiven() {
        return given.isPresent();
    }

    /**
     * Reads the configuration. The files of the built-in one are in the folder {@code service} of the current folder.
     */
    public ServiceConfig read() throws ProblemsException {
        Optional<Path> file = file();
        return file.isPresent() ? ConfigReader.read(file.get()) : ConfigReader.builtIn(currentFolder());
    }

    /**
     * Reads the configuration as {@link #read} does, except that key material is not opened.
     *
     * @throws ProblemsException with everything else that is wrong
     */
    public ServiceConfig readWithoutTls() throws ProblemsException {
        Optional<Path> file = file();
        return file.isPresent() ? ConfigReader.readWithoutTls(file.get()) : ConfigReader.builtIn(currentFolder());
    }

    /** Returns the users file of the configuration, without checking the rest of it. */
    public Path usersFile() throws ProblemsException {
        Optional<Path> file = file();
        return file.isPresent()
                ? ConfigReader.usersFile(file.get())
                : currentFolder().resolve("users.txt");
    }

    /** Returns the audit file of the configuration, without checking the rest of it. */
    public Path auditFile() throws ProblemsException {
        Optional<Path> file = file();
        return file.isPresent()
                ? ConfigReader.auditFile(file.get())
                : ConfigReader.builtIn(currentFolder()).audit().file();
    }

    /** Returns the configuration that is read, empty for the built-in one. */
    public Optional<Path> file() {
        return given.or(() -> installedBeside(jar()));
    }

    /** Returns the configuration of the installation that this jar belongs to, empty when there is none. */
    static Optional<Path> installedBeside(Optional<Path> jar) {
        return jar.flatMap(ConfigOption::pointedTo)
                .or(() -> jar.map(file -> file.resolveSibling(INSTALLED)).filter(Files::isRegularFile));
    }

    /** A configuration that is named but missing is an error of the caller, never a reason for the defaults. */
    private static Optional<Path> pointedTo(Path jar) {
        Path pointer = jar.resolveSibling(POINTER);
        if (!Files.isRegularFile(pointer)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(Files.readString(pointer).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + pointer + " cannot be read.", e);
        }
    }

    /** Returns the jar that runs, empty when the classes are in folders. */
    public static Optional<Path> jar() {
        return Optional.ofNullable(ConfigOption.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(ConfigOption::file)
                .filter(Files::isRegularFile);
    }

    private static Optional<Path> file(URL location) {
        try {
            return Optional.of(Path.of(location.toURI()));
        } catch (URISyntaxException e) {
            // Not a file, so not an installation.
            return Optional.empty();
        }
    }

    private static Path currentFolder() {
        return Path.of("service").toAbsolutePath();
    }
}
