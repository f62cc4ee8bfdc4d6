package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Mends the installation of this version: registers it anew with the Java that runs this, copies missing files again,
 * and sets the permissions of its data. The account of the service, the configuration and the data stay.
 */
final class Repairer {

    private final WindowsPort windows;
    private final Distribution distribution;
    private final PathRule paths;
    private final PrintWriter out;

    Repairer(WindowsPort windows, Distribution distribution, PathRule paths, PrintWriter out) {
        this.windows = windows;
        this.distribution = distribution;
        this.paths = paths;
        this.out = out;
    }

    void repair(boolean archive) throws SetupException, IOException {
        Installer.requireElevated(windows);
        Optional<ExistingInstallation> existing = ExistingInstallation.find(windows);
        if (existing.isEmpty()) {
            throw new SetupException(
                    "the service " + ServiceDefinition.SERVICE + " is not installed; install.cmd installs it.");
        }
        ExistingInstallation installed = existing.get();
        Path home = distribution.javaHome();
        paths.check(home);
        requireSameVersion(installed);
        Layout layout = installed.layout();
        ProgramFiles source = new ProgramFiles(distribution.folder());
        source.requireComplete();
        ServiceRun service = new ServiceRun(windows);
        service.stop();
        if (!ProgramFiles.isSame(source.folder(), layout.program())) {
            source.copyTo(layout.program(), windows);
            Files.writeString(layout.pointer(), layout.configuration() + System.lineSeparator());
        }
        windows.makeReadOnly(layout.program());
        windows.makePrivate(layout.data());
        Registration registration = new Registration(windows, layout, home, out);
        boolean archived = archive && registration.makeArchives();
        registration.register(Optional.of(installed.definition()), archived, new Undo());
        out.println("The service " + ServiceDefinition.SERVICE + " uses Java " + System.getProperty("java.version")
                + " from \"" + home + "\".");
        if (!service.startAndAwait(layout.ready())) {
            throw new SetupException(
                    "the service does not answer. " + FailureReason.of(layout.configuration(), layout.logs()));
        }
        out.println("The service " + ServiceDefinition.SERVICE + " runs.");
    }

    private void requireSameVersion(ExistingInstallation installed) throws SetupException {
        if (installed.isInOneFolder()) {
            throw new SetupException("the installation in \"" + installed.program()
                    + "\" is one of an earlier version; install.cmd without --repair takes it over.");
        }
        Optional<ProductVersion> there = installed.version();
        if (there.isPresent() && !there.get().equals(distribution.version())) {
            throw new SetupException("logoffd " + there.get().text() + " is installed, and this is "
                    + distribution.version().text() + "; use install.cmd in \"" + installed.program()
                    + "\\service\", or install.cmd without --repair to upgrade.");
        }
    }
}
