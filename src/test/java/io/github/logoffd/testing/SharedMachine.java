package io.github.logoffd.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Lets classes of integration tests run beside each other in two processes, except those that are to be {@link Alone}.
 * Maven switches this extension on for integration tests only. Locks of files hold between processes and end with them.
 */
public final class SharedMachine implements BeforeAllCallback {

    /** The place of one class on the machine. */
    private record Place(FileChannel lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        boolean alone = context.getRequiredTestClass().isAnnotationPresent(Alone.class);
        context.getStore(Namespace.create(SharedMachine.class)).put(Place.class, enter(alone));
    }

    /** Through a gate, so that a class that is to be alone waits only for those that run already. */
    private static Place enter(boolean alone) throws IOException {
        try (FileChannel gate = open("gate.lock")) {
            gate.lock();
            FileChannel machine = open("machine.lock");
            machine.lock(0, Long.MAX_VALUE, !alone);
            return new Place(machine);
        }
    }

    private static FileChannel open(String name) throws IOException {
        Path folder = Path.of(System.getProperty("logoffd.build.directory", "target"));
        return FileChannel.open(
                Files.createDirectories(folder).resolve(name),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }
}
