package io.github.logoffd.service;

import io.github.logoffd.support.DaemonThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs a start on a thread of its own, so that a stop is heard at once, however long the start takes. The thread is a
 * daemon: a start that never comes to its end does not keep the process. Thread-safe.
 */
final class StoppableStart {

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** What is started; it may fail in any way. */
    @FunctionalInterface
    interface Start {

        void run() throws Exception;
    }

    /**
     * Returns when {@link #stop} is called, before, while or after the start runs.
     *
     * @throws ExecutionException when the start has failed before
     */
    void runUntilStopped(Start start) throws ExecutionException, InterruptedException {
        DaemonThreads.named("start").newThread(() -> run(start)).start();
        end.get();
    }

    private void run(Start start) {
        try {
            start.run();
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    void stop() {
        end.complete(null);
    }
}
