package io.github.logoffd.app;

import io.github.logoffd.files.Reloading;
import io.github.logoffd.support.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every two seconds at everything that is read again when its files change. Each has a daemon thread of its own, {@code
 * files-NAME}, so that a network share that hangs keeps neither a request nor the other files waiting.
 */
final class ReloadedFiles implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final List<Reloading> all = new CopyOnWriteArrayList<>();
    private final CloseStack threads = new CloseStack();

    /** Begins to look. */
    <T extends Reloading> T add(String name, T reloading) {
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("files-" + name));
        threads.add(thread::shutdownNow);
        Future<?> unused = thread.scheduleWithFixedDelay(
                reloading::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        all.add(reloading);
        return reloading;
    }

    /** Returns a sentence for each file that cannot be used as it is now. */
    List<String> problems() {
        return all.stream().map(Reloading::problem).flatMap(Optional::stream).toList();
    }

    @Override
    public void close() {
        threads.close();
    }
}
