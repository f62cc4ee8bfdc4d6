package io.github.logoffd.cli.setup;

import io.github.logoffd.host.windows.WindowsServices.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Starts and stops the service, and waits until that is so. */
final class ServiceRun {

    private static final int START_PAUSES = 240;
    private static final int STOP_PAUSES = 120;

    private final WindowsPort windows;

    ServiceRun(WindowsPort windows) {
        this.windows = windows;
    }

    /** How a wait ends. */
    @FunctionalInterface
    private interface Condition {
        boolean isMet() throws IOException;
    }

    private boolean await(int pauses, Condition condition) throws IOException {
        for (int i = 0; i < pauses; i++) {
            if (condition.isMet()) {
                return true;
            }
            windows.pause();
        }
        return condition.isMet();
    }

    private boolean is(State state) throws IOException {
        return windows.service().filter(state::equals).isPresent();
    }

    boolean isRunning() throws IOException {
        return is(State.RUNNING);
    }

    /**
     * Stops the service; nothing happens when it does not run. A service that is starting rejects a stop, so that is
     * awaited.
     */
    void stop() throws IOException, SetupException {
        boolean settled = await(STOP_PAUSES, () -> !is(State.PENDING));
        if (settled && is(State.STOPPED)) {
            return;
        }
        windows.stop();
        if (!await(STOP_PAUSES, () -> is(State.STOPPED))) {
            throw new SetupException("the service " + ServiceDefinition.SERVICE
                    + " does not stop; end its process in the task manager, then repeat this.");
        }
    }

    /** Starts the service and returns whether it answers. */
    boolean startAndAwait(Path ready) throws IOException {
        Files.deleteIfExists(ready);
        windows.start();
        boolean[] ended = {false};
        await(START_PAUSES, () -> {
            ended[0] = is(State.STOPPED);
            return ended[0] || Files.exists(ready);
        });
        return !ended[0] && Files.exists(ready);
    }

    /** Removes the service; Windows does so only after its process has ended. */
    void delete() throws IOException, SetupException {
        windows.delete();
        if (!await(STOP_PAUSES, () -> windows.service().equals(Optional.empty()))) {
            throw new SetupException("the service " + ServiceDefinition.SERVICE
                    + " could not be removed; close programs that show services, then run this again.");
        }
    }
}
