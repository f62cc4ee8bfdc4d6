package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * The installation that Windows knows of, in whatever layout.
 *
 * @param definition what Windows and procrun have of it
 * @param program the folder with the jar
 * @param configuration the configuration that the service reads
 */
record ExistingInstallation(ServiceDefinition definition, Path program, Path configuration) {

    /**
     * Returns the installation, empty when the service is not installed.
     *
     * @throws SetupException when there is a service of that name that is not one of logoffd
     */
    static Optional<ExistingInstallation> find(WindowsPort windows) throws IOException, SetupException {
        if (windows.service().isEmpty()) {
            return Optional.empty();
        }
        ServiceDefinition definition = ServiceDefinition.read(windows);
        if (definition.program().isEmpty() || definition.configuration().isEmpty()) {
            throw new SetupException("the service " + ServiceDefinition.SERVICE
                    + " exists, but procrun has no parameters for it; remove it with: sc delete "
                    + ServiceDefinition.SERVICE);
        }
        return Optional.of(new ExistingInstallation(
                definition,
                definition.program().get(),
                definition.configuration().get()));
    }

    /** Returns whether program and data are in one folder, as the first versions were installed. */
    boolean isInOneFolder() {
        return configuration.startsWith(program);
    }

    /** Returns the folder of the data. */
    Path data() {
        Path folder = Objects.requireNonNull(configuration.getParent(), "a file has a folder");
        return Objects.requireNonNull(folder.getParent(), "the folder of the configuration is in another one");
    }

    Layout layout() {
        return new Layout(program, data());
    }

    /** Returns the version of the jar, empty when it cannot be read. */
    Optional<ProductVersion> version() {
        Path jar = layout().jar();
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue("Implementation-Version"))
                    .map(ProductVersion::new);
        } catch (IOException e) {
            // A damaged jar is a reason to install another one.
            return Optional.empty();
        }
    }
}
