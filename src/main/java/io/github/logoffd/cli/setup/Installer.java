package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigReader;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.IpText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Installs this version, or replaces the one that is installed. Everything is prepared and checked beside it; the
 * service is switched last, and switched back when the new version does not answer.
 */
final class Installer {

    private final WindowsPort windows;
    private final Distribution distribution;
    private final PathRule paths;
    private final PrintWriter out;
    private final ServiceRun service;

    Installer(WindowsPort windows, Distribution distribution, PathRule paths, PrintWriter out) {
        this.windows = windows;
        this.distribution = distribution;
        this.paths = paths;
        this.out = out;
        this.service = new ServiceRun(windows);
    }

    /**
     * Installs the version.
     *
     * @throws SetupException when it was refused or has failed; then everything is as before, as far as the message
     *     does not say otherwise
     */
    void install(InstallRequest request) throws SetupException, IOException {
        requireElevated(windows);
        paths.check(request.programs());
        paths.check(request.data().orElse(request.usualData()));
        requireJava();
        ProgramFiles source = new ProgramFiles(distribution.folder());
        source.requireComplete();
        Optional<ExistingInstallation> existing = ExistingInstallation.find(windows);
        if (existing.isPresent()) {
            requireNewer(existing.get());
        }
        SetupLock lock = SetupLock.take(request.programs(), windows);
        try {
            installOrUndo(request, source, existing);
        } finally {
            lock.close();
        }
    }

    private void installOrUndo(InstallRequest request, ProgramFiles source, Optional<ExistingInstallation> existing)
            throws SetupException {
        Undo undo = new Undo();
        try {
            install(request, source, existing, undo);
        } catch (SetupException e) {
            throw withUndone(ErrorText.of(e), e, undo);
        } catch (IOException | RuntimeException e) {
            throw withUndone("the installation has failed (" + ErrorText.of(e) + ").", e, undo);
        }
    }

    static void requireElevated(WindowsPort windows) throws SetupException, IOException {
        if (!windows.isElevated()) {
            throw new SetupException("administrator rights are required; run this from an elevated command prompt.");
        }
    }

    private void requireJava() throws SetupException {
        Path home = distribution.javaHome();
        paths.check(home);
        if (!Files.exists(Java.library(home))) {
            throw new SetupException("no Java found in \"" + home + "\"; use a folder with bin\\server\\jvm.dll.");
        }
    }

    private void requireNewer(ExistingInstallation existing) throws SetupException {
        Optional<ProductVersion> there = existing.version();
        int order =
                there.map(version -> distribution.version().compareTo(version)).orElse(1);
        if (order < 0) {
            throw new SetupException("logoffd " + there.get().text() + " is installed, which is newer than "
                    + distribution.version().text()
                    + "; to go back, remove it with its uninstall.cmd, which keeps the data.");
        }
        if (order == 0 && !existing.isInOneFolder()) {
            throw new SetupException("logoffd " + there.get().text() + " is already installed in \""
                    + existing.program() + "\"; install.cmd --repair mends it, uninstall.cmd removes it.");
        }
    }

    private static SetupException withUndone(String reason, Exception cause, Undo undo) {
        List<String> failures = undo.run();
        return new SetupException(
                failures.isEmpty()
                        ? reason
                        : reason + System.lineSeparator() + String.join(System.lineSeparator(), failures),
                cause);
    }

    private void install(
            InstallRequest request, ProgramFiles source, Optional<ExistingInstallation> existing, Undo undo)
            throws SetupException, IOException {
        Layout layout = layout(request, existing);
        Optional<ExistingInstallation> oldZip = existing.filter(ExistingInstallation::isInOneFolder);
        Optional<Takeover> takeover = oldZip.map(old -> new Takeover(old, source, layout, windows));
        if (takeover.isPresent()) {
            takeover.get().check();
            ServiceConfig unused = config(oldZip.get().configuration());
        }
        long former = takeover.isPresent() ? takeover.get().size() : 0;
        new DiskSpace(windows).require(source, layout, request.archive(), former);
        copyProgram(source, layout.program(), undo);
        ProgramFiles program = new ProgramFiles(layout.program());
        DataFolder data = new DataFolder(windows, layout);
        data.prepare(undo);
        boolean wasRunning = existing.isPresent() && service.isRunning();
        if (takeover.isPresent()) {
            stopUntilUndone(existing.get(), wasRunning, undo);
            takeover.get().copy(undo);
        }
        boolean newConfiguration = data.addDefaults(program, request.values(), undo);
        ServiceConfig config = config(layout.configuration());
        if (takeover.isPresent()) {
            takeover.get().mark(config.logoff().countdownFile());
        }
        if (existing.isEmpty() && request.start()) {
            requireFreePort(config);
        }
        if (!newConfiguration && existing.isEmpty()) {
            out.println("The configuration " + layout.configuration() + " was there already and is used.");
        }
        Files.writeString(layout.pointer(), layout.configuration() + System.lineSeparator());
        Registration registration = new Registration(windows, layout, distribution.javaHome(), out);
        boolean archived = request.archive() && registration.makeArchives();
        if (existing.isPresent() && takeover.isEmpty()) {
            stopUntilUndone(existing.get(), wasRunning, undo);
        }
        registration.register(existing.map(ExistingInstallation::definition), archived, undo);
        openFirewall(request, config, undo);
        boolean start = existing.isPresent() ? wasRunning : request.start();
        if (start) {
            startOrFail(layout, undo);
        }
        tell(existing, layout, source);
        removeFormer(existing, layout);
        if (!start) {
            out.println("Start it with: net start " + ServiceDefinition.SERVICE);
        }
    }

    private Layout layout(InstallRequest request, Optional<ExistingInstallation> existing) throws SetupException {
        Path program = request.programs().resolve(distribution.version().text());
        Optional<Path> inUse = existing.filter(there -> !there.isInOneFolder()).map(ExistingInstallation::data);
        if (inUse.isPresent()
                && request.data().filter(data -> !data.equals(inUse.get())).isPresent()) {
            throw new SetupException(
                    "the data of the installation is in \"" + inUse.get() + "\" and stays there; leave out --data.");
        }
        return new Layout(program, inUse.or(request::data).orElse(request.usualData()));
    }

    private void copyProgram(ProgramFiles source, Path target, Undo undo) throws SetupException, IOException {
        if (ProgramFiles.isSame(source.folder(), target)) {
            // The Windows Installer has put the files there.
            Layout here = new Layout(target, target);
            windows.makeReadOnly(target);
            TrustedFolder.require(windows, target);
            undo.add(() -> Files.deleteIfExists(here.pointer()));
            here.archives().forEach(archive -> undo.add(() -> Files.deleteIfExists(archive)));
            return;
        }
        source.copyTo(target, windows);
        undo.add(() -> Trees.delete(target));
    }

    private static ServiceConfig config(Path file) throws SetupException {
        try {
            return ConfigReader.read(file);
        } catch (ProblemsException e) {
            throw new SetupException(ErrorText.of(e), e);
        }
    }

    private static void requireFreePort(ServiceConfig config) throws SetupException {
        int port = config.http().port();
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(false);
            probe.bind(new InetSocketAddress(config.http().address(), port));
        } catch (IOException e) {
            throw new SetupException(
                    IpText.of(config.http().address()) + " port " + port + " is not available (" + ErrorText.of(e)
                            + "); stop the program that uses it, or give another one by --port.",
                    e);
        }
    }

    private void stopUntilUndone(ExistingInstallation existing, boolean wasRunning, Undo undo)
            throws SetupException, IOException {
        if (wasRunning) {
            undo.add(() -> startAgain(existing));
        }
        service.stop();
    }

    private void startAgain(ExistingInstallation existing) throws IOException, SetupException {
        Path ready = existing.definition().ready().orElse(existing.layout().ready());
        if (!service.startAndAwait(ready)) {
            throw new SetupException("The former version does not answer either; see its log.");
        }
        out.println("The former version runs again.");
    }

    private void openFirewall(InstallRequest request, ServiceConfig config, Undo undo)
            throws SetupException, IOException {
        List<Integer> ports = Firewall.ports(config);
        Firewall firewall = new Firewall(windows);
        if (request.firewall() && !ports.isEmpty()) {
            undo.add(firewall::close);
            firewall.open(ports);
        } else if (!ports.isEmpty() && !firewall.isOpen()) {
            out.println(
                    "Other machines reach the service only if the Windows firewall lets them; install.cmd --firewall"
                            + " adds a rule for port " + ports + '.');
        }
    }

    private void startOrFail(Layout layout, Undo undo) throws SetupException, IOException {
        undo.add(service::stop);
        if (!service.startAndAwait(layout.ready())) {
            throw new SetupException(
                    "the service does not answer. " + FailureReason.of(layout.configuration(), layout.logs()));
        }
    }

    private void tell(Optional<ExistingInstallation> existing, Layout layout, ProgramFiles source) {
        out.println("The service " + ServiceDefinition.SERVICE + " is installed with Java "
                + System.getProperty("java.version") + " from \"" + distribution.javaHome() + "\".");
        if (existing.isPresent()) {
            tellKeys(existing.get(), layout, source);
        }
        Path passwords = layout.configurationFolder().resolve("initial-passwords.txt");
        if (Files.exists(passwords)) {
            out.println("The initial passwords are in \"" + passwords + "\"; read them, then delete the file.");
        }
    }

    private void tellKeys(ExistingInstallation existing, Layout layout, ProgramFiles source) {
        try {
            KeyNotes.between(
                            existing.program().resolve("service").resolve("logoffd.properties"),
                            source.file("service/logoffd.properties"),
                            layout.configuration())
                    .forEach(out::println);
        } catch (ProblemsException e) {
            out.println("The keys of the two versions cannot be compared: " + ErrorText.of(e));
        }
    }

    /**
     * A former version in a folder of its own is no longer needed; an old installation has data that was only copied.
     */
    private void removeFormer(Optional<ExistingInstallation> existing, Layout layout) throws IOException {
        if (existing.isEmpty()) {
            return;
        }
        Path former = existing.get().program();
        if (existing.get().isInOneFolder()) {
            out.println("The data of \"" + former + "\" was copied to \"" + layout.data()
                    + "\"; delete that folder when you no longer need it.");
        } else if (Files.exists(existing.get().layout().pointer()) && !ProgramFiles.isSame(former, layout.program())) {
            try {
                Trees.delete(former);
            } catch (IOException e) {
                out.println("The former version in \"" + former + "\" cannot be deleted (" + ErrorText.ofFile(e)
                        + "); delete the folder later.");
            }
        }
    }
}
