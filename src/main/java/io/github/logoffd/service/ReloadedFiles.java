package io.github.logoffd.service;

import io.github.logoffd.support.DaemonThreads;
import io.github.logoffd.support.RepeatedTask;
import io.github.logoffd.support.files.Reloading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Looks every two seconds at everything that is read again when its files change. Each has a daemon thread of its own,
 * {@code files-NAME}, so that a network share that hangs keeps neither a request nor the other files waiting.
 */
final class ReloadedFiles implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** A share that answers late is no problem yet. */
    static final Duration LOOK_TIMEOUT = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private final List<Looks> all = new CopyOnWriteArrayList<>();
    private final CloseStack threads = new CloseStack();

    /**
     * Starts without any file.
     *
     * @param nanoTime a clock that is never set
     */
    ReloadedFiles(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The looks at one of them. Thread-safe. */
    private final class Looks {

        private final String name;
        private final Reloading reloading;
        private volatile OptionalLong lookingSince = OptionalLong.empty();

        private Looks(String name, Reloading reloading) {
            this.name = name;
            this.reloading = reloading;
        }

        private void look() {
            lookingSince = OptionalLong.of(nanoTime.getAsLong());
            try {
                reloading.look();
            } finally {
                lookingSince = OptionalLong.empty();
            }
        }

        private Optional<String> problem() {
            OptionalLong since = lookingSince;
            if (since.isPresent() && nanoTime.getAsLong() - since.getAsLong() > LOOK_TIMEOUT.toNanos()) {
                return Optional.of(
                        "The file system has not answered a read of the files of the " + name + " for more than "
                                + LOOK_TIMEOUT.toSeconds()
                                + " seconds. The previous values stay in force; changes take effect when it answers.");
            }
            return reloading.problem();
        }
    }

    /** Begins to look. */
    <T extends Reloading> T add(String name, T reloading) {
        Looks looks = new Looks(name, reloading);
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("files-" + name));
        threads.add(thread::shutdownNow);
        RepeatedTask.schedule(thread, LOOK_EVERY, LOOK_EVERY, looks::look);
        all.add(looks);
        return reloading;
    }

    /** Returns a sentence for each file that cannot be used as it is now, or that the file system keeps to itself. */
    List<String> problems() {
        return all.stream().map(Looks::problem).flatMap(Optional::stream).toList();
    }

    @Override
    public void close() {
        threads.close();
    }
}
