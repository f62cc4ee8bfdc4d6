package io.github.logoffd.cli.setup;

import io.github.logoffd.host.windows.FolderPermissions;
import io.github.logoffd.host.windows.RegistryValue;
import io.github.logoffd.host.windows.WindowsRegistry;
import io.github.logoffd.host.windows.WindowsServices;
import io.github.logoffd.service.SecretFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The Windows of this machine. */
final class ThisWindows implements WindowsPort {

    private static final String DESCRIPTION =
            "Shows Remote Desktop sessions as MBeans and JSON and logs them off on request.";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration FORGET_FAILURES_AFTER = Duration.ofDays(1);

    /** The last one is repeated. */
    private static final List<Duration> RESTARTS =
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final WindowsServices service;
    private final WindowsRegistry registry;

    private ThisWindows(WindowsServices service, WindowsRegistry registry) {
        this.service = service;
        this.registry = registry;
    }

    /**
     * Returns the Windows of this machine.
     *
     * @throws IOException when this is not Windows
     */
    static ThisWindows open() throws IOException {
        return new ThisWindows(WindowsServices.named(ServiceDefinition.SERVICE), WindowsRegistry.ofThisMachine());
    }

    @Override
    public boolean isElevated() throws IOException {
        return FolderPermissions.isElevated();
    }

    @Override
    public Optional<WindowsServices.State> service() throws IOException {
        return service.state();
    }

    @Override
    public void create(String commandLine) throws IOException {
        service.create(ServiceDefinition.SERVICE, commandLine);
    }

    @Override
    public void changeCommandLine(String commandLine) throws IOException {
        service.changeCommandLine(commandLine);
    }

    @Override
    public List<String> describe() throws IOException {
        return service.describe(DESCRIPTION, FORGET_FAILURES_AFTER, RESTARTS);
    }

    @Override
    public void start() throws IOException {
        service.start();
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    @Override
    public void delete() throws IOException {
        service.delete();
    }

    @Override
    public Optional<RegistryValue> read(String key, String name) throws IOException {
        return registry.read(key, name);
    }

    @Override
    public void write(String key, String name, RegistryValue value) throws IOException {
        registry.write(key, name, value);
    }

    @Override
    public void deleteKey(String key) throws IOException {
        registry.delete(key);
    }

    @Override
    public void createPrivate(Path file) throws IOException {
        SecretFiles.ofThisMachine().create(file);
    }

    @Override
    public void makePrivate(Path folder) throws IOException {
        FolderPermissions.makePrivate(folder);
    }

    @Override
    public void makeReadOnly(Path folder) throws IOException {
        FolderPermissions.makeReadOnly(folder);
    }

    @Override
    public long freeSpace(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        // Not of its FileStore, which Java does not find for every folder. It is zero also when Windows does not say.
        long free = there.toFile().getUsableSpace();
        return free == 0 ? Long.MAX_VALUE : free;
    }

    @Override
    public Optional<String> ownerProblem(Path file) throws IOException {
        return SecretFiles.ofThisMachine().ownerProblem(file);
    }

    @Override
    public int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The wait for " + command.get(0) + " was interrupted");
        }
    }

    @Override
    public void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
